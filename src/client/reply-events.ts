/** Parsing of what all replies have in common: success, failure, names and data. */
import { decodeText } from '../protocol/bytes.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { Reply, Request } from './requests.ts';

/** Parses the reply to `request`; null if it is invalid. */
export function readReplyEvent(
  vocabulary: Vocabulary,
  payload: JsonPayload,
  request: Request,
): Reply | null {
  const { json, bytes, start, end } = payload;
  const why = typeof json.why === 'string' ? json.why : '';
  switch (json.result) {
    case 'ok':
      if (request.command === 'list') return readNames(payload);
      return { kind: 'ok', data: { vocabulary, json, bytes: bytes.slice(start, end) } };
    case 'failure':
      return readFailure(json, why);
    case 'malformed':
      return { kind: 'malformed', detail: why };
    default:
      return null;
  }
}

function readFailure({ reason, wait }: Json, detail: string): Reply | null {
  if (!isCount(reason)) return null;
  const failure = { kind: 'failure', reason, detail } as const;
  return isCount(wait) ? { ...failure, wait } : failure;
}

function readNames({ json, bytes, start, end }: JsonPayload): Reply | null {
  const names = decodeText(bytes, start, end)?.split('\n');
  // Each name ends with a line feed, so the last part is empty.
  if (names?.pop() !== '' || names.length !== json.names) return null;
  return { kind: 'names', names };
}

type Json = Readonly<Record<string, unknown>>;

/** Is it a count: an integer that is not negative? */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
