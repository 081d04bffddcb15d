/** Stored messages as their reader sees them: with the names of now. */

import type { MessagePage, StoredMessage } from './archive.ts';
import type { Hub } from './hub.ts';
import type { ReadMessage, Result } from './results.ts';

export function readPage(hub: Hub, page: MessagePage): Extract<Result, { kind: 'messages' }> {
  const messages = page.messages.flatMap((message) => {
    const read = readMessage(hub, message);
    return read === null ? [] : [read];
  });
  return { kind: 'messages', messages, more: page.more };
}

/** Null: what somebody wrote who is gone is being erased, and not to be seen any more. */
function readMessage(
  hub: Hub,
  { id, at, from, to, text, more }: StoredMessage,
): ReadMessage | null {
  const author = from === 0 ? more?.guest : hub.accounts.get(from)?.record.name;
  if (author === undefined || author === null) return null;
  const recipient = to < 0 ? hub.rooms.book.get(-to)?.name : hub.accounts.get(to)?.record.name;
  const message = { id, at, from: author, to: recipient ?? null, text };
  if (more === undefined) return message;
  const { guest, reply, editedAt, deleted, pinned, reactions } = more;
  const isGuest = guest !== null;
  return { ...message, more: { guest: isGuest, reply, editedAt, deleted, pinned, reactions } };
}
