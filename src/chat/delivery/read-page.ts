/** Stored messages as their reader sees them, with current names. */
import type { ReplyData } from '../../protocol/contracts.ts';
import type { Reply } from '../answer.ts';
import type { StoredExtras, StoredMessage, StoredPage } from '../archive.ts';
import type { Hub } from '../hub.ts';

type ReadMessage = ReplyData<'history'>['messages'][number];

/** A reply with messages and their texts. */
export type ReadPage = Reply<'history'> & { readonly texts: readonly Uint8Array[] };

export function readPage(hub: Hub, page: StoredPage): ReadPage {
  const messages: ReadMessage[] = [];
  const texts: Uint8Array[] = [];
  for (const message of page.messages) {
    const read = readMessage(hub, message);
    if (read === null) continue;
    messages.push(read);
    texts.push(message.text);
  }
  return { data: { messages, more: page.more }, texts };
}

/** Null: the author's account is gone, so the message is being erased and must not be seen. */
function readMessage(
  hub: Hub,
  { id, at, from, to, text, more }: StoredMessage,
): ReadMessage | null {
  const author = from === 0 ? more?.guest : hub.accounts.get(from)?.record.name;
  if (author === undefined || author === null) return null;
  const recipient = to < 0 ? hub.rooms.book.get(-to)?.name : hub.accounts.get(to)?.record.name;
  const message = { id, at, from: author, to: recipient ?? null, bytes: text.length };
  return more === undefined ? message : withExtras(message, more);
}

/** Leaves out what refers to the text of a deleted message. */
function withExtras(message: ReadMessage, more: StoredExtras): ReadMessage {
  if (more.guest !== null) message.guest = true;
  if (more.reply !== null) message.reply = more.reply;
  if (more.as !== null) message.as = more.as;
  if (more.deleted) {
    message.deleted = true;
    return message;
  }
  if (more.editedAt !== null) message.edited = more.editedAt;
  if (more.pinned) message.pinned = true;
  if (more.reactions.length > 0) {
    message.reactions = more.reactions.map(({ emoji, count, mine }) =>
      mine ? { emoji, count, mine } : { emoji, count },
    );
  }
  return message;
}
