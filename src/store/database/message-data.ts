/** The rarer fields of a message, in the column `data` of its entry. */
import type { MessageExtras } from '../../chat/stored/message.ts';
import type { Manner } from '../../protocol/manner.ts';

type Rarer = Pick<MessageExtras, 'guest' | 'reply' | 'as'>;

/** The `data` of a message, in which the rarest field is there only where it says something. */
export function messageData({ guest, reply, as }: Rarer): string | null {
  if (guest === null && reply === null && as === null) return null;
  return JSON.stringify({ guest, reply, ...(as !== null && { as }) });
}

/** What `messageData` wrote. */
export function readMessageData(data: string | null): Rarer {
  const {
    guest = null,
    reply = null,
    as = null,
  } = (data === null ? {} : JSON.parse(data)) as {
    readonly guest?: string | null;
    readonly reply?: number | null;
    readonly as?: Manner;
  };
  return { guest, reply, as };
}
