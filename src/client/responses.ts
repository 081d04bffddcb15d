/** RESPONSEs, which the core of the protocol answers with, as replies. */
import { Result } from '../protocol/frames.ts';
import type { Reply } from './requests.ts';

const OK: Reply = { kind: 'ok', data: null };

export function toReply(result: Result, reason: number, detail: string): Reply {
  switch (result) {
    case Result.ok:
      return OK;
    case Result.failure:
      return { kind: 'failure', reason, detail };
    case Result.malformed:
      return { kind: 'malformed', detail };
  }
}
