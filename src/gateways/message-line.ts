/** A stored message as a line of a history: its number, when, who, what became of it, and what it says. */
import type { ReadMessage } from '../chat/results.ts';
import { decodeLenient } from '../protocol/bytes.ts';
import { utcMinute } from './utc-minute.ts';

/** Who stands where an account is gone. */
const NOBODY_ANY_MORE = '(removed)';

/**
 * `123 2026-11-23T04:50Z bob (to 119, edited) [👍 3 🎉 1]: Hi`. What is told of the message is in front of its text, so
 * that no text can pretend to it. `addressed`: to whom it is, too.
 */
export function messageLine(message: ReadMessage, addressed: boolean): string {
  const { id, at, from, to, text, more } = message;
  const recipient = addressed ? ` to ${to ?? NOBODY_ANY_MORE}` : '';
  const head = `${id} ${utcMinute(at)} ${from}${recipient}${notesOf(message)}`;
  return more?.deleted === true ? head : `${head}: ${decodeLenient(text)}`;
}

/** ` (to 119, edited) [👍 3 🎉 1]`; nothing for most. */
function notesOf({ more }: ReadMessage): string {
  if (more === undefined) return '';
  const notes: string[] = [];
  if (more.guest) notes.push('guest');
  if (more.reply !== null) notes.push(`to ${more.reply}`);
  if (more.deleted) notes.push('deleted');
  else if (more.editedAt !== null) notes.push('edited');
  if (more.pinned) notes.push('pinned');
  const noted = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  const reactions = more.reactions.map(({ emoji, count }) => `${emoji} ${count}`);
  return reactions.length === 0 ? noted : `${noted} [${reactions.join(' ')}]`;
}
