/** The display of stored data: pages of messages, unread conversations, devices, invitations. */
import type { Unread } from '../../client/events.ts';
import type {
  ConversationPage,
  Edit,
  KnownSession,
  MessagePage,
} from '../../client/reply-shapes.ts';
import { oneLine } from '../../protocol/visible.ts';
import { dateAndClock } from './local-time.ts';
import type { MessageLines } from './message-lines.ts';
import type { Presentation } from './presentation.ts';
import { textLines } from './text-lines.ts';

/** The server's limit when it counts unread messages. */
const COUNTED_MAX = 1000;

/** How many conversations a notice names. */
const NAMED_MAX = 10;

/** The results of a search, newest first. */
export function showFound(
  shown: Presentation,
  lines: MessageLines,
  { messages, more }: MessagePage,
): string {
  const [newest] = messages;
  const oldest = messages.at(-1);
  if (newest === undefined || oldest === undefined) return shown.notice('nothing found');
  const printed = lines.found(messages);
  // Includes the oldest millisecond again, as it may hold further messages. Only when a whole page is of one
  // millisecond is the rest of it skipped, since a time cannot point into it.
  const before = newest.at > oldest.at ? oldest.at + 1 : oldest.at;
  if (more) printed.push(shown.notice(`more: the same with before:${instant(before)}`));
  return printed.join('\n');
}

/** The versions of a message and their times; the last is the current one. */
export function showEdits(shown: Presentation, edits: readonly Edit[]): string {
  if (edits.length === 0) return shown.notice('nothing is kept of it');
  const width = String(edits.length).length;
  // A text alone on its line could pass for any other line.
  const lines = edits.flatMap(({ at, text }, i) => [
    shown.notice(dateAndClock(new Date(at))),
    `${shown.dim(String(i + 1).padEnd(width))}  ${textLines(text)}`,
  ]);
  return lines.join('\n');
}

/** Reactions with the people who made them, one line for each emoji. */
export function showReactions(
  shown: Presentation,
  reactions: readonly { readonly emoji: string; readonly name: string }[],
): string {
  if (reactions.length === 0) return shown.notice('nobody has reacted');
  const groups = Map.groupBy(reactions, ({ emoji }) => emoji);
  return Array.from(groups, ([emoji, those]) => {
    const names = those.map(({ name }) => shown.name(name)).join(', ');
    return `${oneLine(emoji)}  ${names}`;
  }).join('\n');
}

/** A time in the syntax of a search. */
function instant(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'a date' : date.toISOString();
}

export function showUnread(shown: Presentation, conversations: readonly Unread[]): string {
  if (conversations.length === 0) return shown.notice('nothing is unread');
  return conversations.map((one) => `${shown.name(one.with)}  ${unreadText(one)}`).join('\n');
}

/** Conversations, each with the time of its newest message. */
export function showConversations(
  shown: Presentation,
  { conversations, more }: ConversationPage,
): string {
  if (conversations.length === 0) return shown.notice('you have written with nobody');
  const lines = conversations.map(
    ({ with: name, at }) => `${shown.dim(dateAndClock(new Date(at)))} ${shown.name(name)}`,
  );
  if (more) lines.push(shown.notice('and others'));
  return lines.join('\n');
}

/** Notices of unread conversations after a login, one line each: `#lunch: 12 unread, 2 mention you`. */
export function unreadNotices(conversations: readonly Unread[]): string[] {
  const named = conversations.slice(0, NAMED_MAX);
  const lines = named.map((one) => `${oneLine(one.with)}: ${unreadText(one)}`);
  const others = conversations.length - named.length;
  if (others > 0) lines.push(`and ${others} others; unread shows them`);
  return lines;
}

function unreadText({ count, mentions }: Unread): string {
  const mention = mentions === 1 ? ', 1 mentions you' : `, ${countInWords(mentions)} mention you`;
  return `${countInWords(count)} unread${mentions === 0 ? '' : mention}`;
}

/** `bob 2, carol 1` */
export function countsInWords(conversations: readonly Unread[]): string {
  const named = conversations.slice(0, NAMED_MAX);
  const words = named.map((one) => `${oneLine(one.with)} ${countInWords(one.count)}`);
  const others = conversations.length - named.length;
  return words.join(', ') + (others > 0 ? ` and ${others} others` : '');
}

function countInWords(count: number): string {
  return count >= COUNTED_MAX ? `${count}+` : String(count);
}

export function showSessions(shown: Presentation, sessions: readonly KnownSession[]): string {
  if (sessions.length === 0) return shown.notice('no device stays logged in');
  const width = Math.max(...sessions.map(({ id }) => String(id).length));
  const lines = sessions.map((one) => {
    const where = one.here ? 'here' : one.online ? 'online' : 'away';
    const since = shown.dim(`since ${dateAndClock(new Date(one.created))}`);
    return `${String(one.id).padStart(width)}  ${where.padEnd(6)}  ${since}  ${oneLine(one.label)}`;
  });
  return lines.join('\n');
}

export function showInvitation(shown: Presentation, code: string, expires: number): string {
  const until = dateAndClock(new Date(expires));
  return `${oneLine(code)}  ${shown.dim(`good for one registration, until ${until}`)}`;
}
