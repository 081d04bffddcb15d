/** Makes replies fit the JSON of an EVENT: their contracts say what may be left out. */
import type { Reply } from '../chat/answer.ts';
import type { Contract } from '../protocol/contract.ts';
import { JSON_BYTES_MAX } from '../protocol/limits.ts';

/** The envelope of a reply: `"event":"reply"`, its id and result, and the name of the list. */
const ENVELOPE_BYTES_MAX = 128;

/** The members of a reply, and the texts that follow its JSON. */
export interface FittedReply {
  readonly data: object;
  readonly texts?: readonly Uint8Array[];
}

export function fitted({ fit }: Contract, reply: Reply): FittedReply {
  if (fit === undefined) return reply;
  const { [fit.list]: list, ...others }: Readonly<Record<string, unknown>> = reply.data;
  const items: readonly object[] = Array.isArray(list) ? list : [];
  const { without } = fit;
  const whole = without === undefined ? items : slimmed(reply, items, without);
  const fromEnd = fit.last === true || reply.goesBack === true;
  const count = fittingCount(fromEnd ? whole.toReversed() : whole, others);
  if (count === items.length && whole === items) return reply;
  const start = fromEnd ? items.length - count : 0;
  const more = count < items.length && 'more' in others ? { more: true } : {};
  const data = { ...others, [fit.list]: whole.slice(start, start + count), ...more };
  const { texts } = reply;
  return texts === undefined ? { data } : { data, texts: texts.slice(start, start + count) };
}

/** All entries, with `member` left out where it would make them too large. */
function slimmed({ data }: Reply, items: readonly object[], member: string): readonly object[] {
  const isSlim = !items.some((item) => member in item);
  if (isSlim || jsonBytes(data) <= JSON_BYTES_MAX - ENVELOPE_BYTES_MAX) return items;
  return items.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => name !== member)),
  );
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** How many of `items`, counted from the first, fit a reply that also has `others`. */
function fittingCount(items: readonly object[], others: object): number {
  let left = JSON_BYTES_MAX - ENVELOPE_BYTES_MAX - jsonBytes(others);
  for (const [index, item] of items.entries()) {
    left -= jsonBytes(item) + 1;
    if (left < 0) return index;
  }
  return items.length;
}
