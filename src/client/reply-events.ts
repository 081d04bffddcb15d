/** What a reply says, and what is common to the replies to all commands. */
import { decodeText } from '../protocol/bytes.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { Reply, Request } from './requests.ts';

/** The reply to `request`; null where it makes no sense. */
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
  // Each is ended by a line feed, so nothing follows the last.
  if (names?.pop() !== '' || names.length !== json.names) return null;
  return { kind: 'names', names };
}

type Json = Readonly<Record<string, unknown>>;

/** A number that counts something. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
