/** A stored message as a line of a history: number, time, author, state and text. */
import type { ReplyData } from '../protocol/contracts.ts';
import { withoutFormatting } from '../protocol/formatting.ts';
import { utcMinute } from './utc-minute.ts';

type MessageData = ReplyData<'history'>['messages'][number];

/** Shown in place of the name of a removed account. */
const NOBODY_ANY_MORE = '(removed)';

/**
 * `123 2026-11-23T04:50Z bob (to 119, edited) [👍 3 🎉 1]: Hi`. Details stand before the text, so that no text can
 * imitate them. `addressed`: names the recipient, too.
 */
export function messageLine(message: MessageData, text: string, addressed: boolean): string {
  const { id, at, from, to, deleted } = message;
  const recipient = addressed ? ` to ${to ?? NOBODY_ANY_MORE}` : '';
  const head = `${id} ${utcMinute(at)} ${from}${recipient}${notesOf(message)}`;
  return deleted ? head : `${head}: ${withoutFormatting(text)}`;
}

/** ` (to 119, edited) [👍 3 🎉 1]`; nothing for most. */
function notesOf(message: MessageData): string {
  const { guest, reply, as, deleted, edited, pinned, reactions = [] } = message;
  const notes: string[] = [];
  if (guest) notes.push('guest');
  if (reply) notes.push(`to ${reply}`);
  if (as) notes.push(as);
  if (deleted) notes.push('deleted');
  else if (edited) notes.push('edited');
  if (pinned) notes.push('pinned');
  const noted = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  const counted = reactions.map(({ emoji, count }) => `${emoji} ${count}`);
  return counted.length === 0 ? noted : `${noted} [${counted.join(' ')}]`;
}
