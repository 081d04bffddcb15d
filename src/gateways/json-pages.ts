/** Lists that fit the JSON of an EVENT, whatever is in them. */
import { JSON_BYTES_MAX, SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';

/** What surrounds the members of a reply: `"event":"reply"`, its id and result, and the name of the list. */
const ENVELOPE_BYTES_MAX = 128;

export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** As many of `items`, from the first on, as fit a reply beside its members `others`. */
export function fitting<T>(items: readonly T[], others: object): readonly T[] {
  let left = JSON_BYTES_MAX - ENVELOPE_BYTES_MAX - jsonBytes(others);
  for (const [index, item] of items.entries()) {
    left -= jsonBytes(item) + 1;
    if (left < 0) return items.slice(0, index);
  }
  return items;
}

/** Of `texts`, the last that fit one frame. */
export function lastTexts<T extends { readonly text: Uint8Array }>(texts: readonly T[]): T[] {
  let left = SERVER_PAYLOAD_BYTES_MAX - JSON_BYTES_MAX - 4;
  let first = texts.length;
  while (first > 0) {
    left -= texts[first - 1]?.text.length ?? 0;
    if (left < 0) break;
    first--;
  }
  return texts.slice(first);
}
