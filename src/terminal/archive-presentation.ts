/** How what is kept on the server is shown: pages of messages, what is unread, devices, invitations. */
import type { Unread } from '../client/happenings.ts';
import type { MessagePage } from '../client/pages.ts';
import type { KnownSession } from '../client/replies.ts';
import { oneLine } from '../protocol/visible.ts';
import { dateAndClock } from './local-time.ts';
import type { Presentation } from './presentation.ts';

/** The server counts no further. */
const COUNTED_MAX = 1000;

/** A notice names so many. */
const NAMED_MAX = 10;

export function showHistory(shown: Presentation, name: string, page: MessagePage): string {
  const { messages, more } = page;
  const [oldest] = messages;
  if (oldest === undefined) return shown.notice(`no messages with ${oneLine(name)}`);
  const lines = messages.map((one) => shown.past(one, new Date(one.at)));
  if (more) lines.push(shown.notice(`more: history ${oneLine(name)} before ${oldest.id}`));
  return lines.join('\n');
}

/** What a search found, the newest first. */
export function showFound(shown: Presentation, { messages, more }: MessagePage): string {
  const [newest] = messages;
  const oldest = messages.at(-1);
  if (newest === undefined || oldest === undefined) return shown.notice('nothing found');
  const lines = messages.map((one) => shown.found(one, new Date(one.at)));
  // Others may have been sent in the same millisecond: rather that one twice than those never. Only where a whole page
  // was, what is left of that millisecond is passed over: a time names no place within it.
  const before = newest.at > oldest.at ? oldest.at + 1 : oldest.at;
  if (more) lines.push(shown.notice(`more: the same with before:${instant(before)}`));
  return lines.join('\n');
}

/** A time as a search understands it. */
function instant(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'a date' : date.toISOString();
}

export function showUnread(shown: Presentation, conversations: readonly Unread[]): string {
  if (conversations.length === 0) return shown.notice('nothing is unread');
  return conversations
    .map((one) => `${shown.name(one.with)}  ${countInWords(one.count)}`)
    .join('\n');
}

/** What there is after a login: `3 unread messages: bob 2, carol 1`; null for nothing. */
export function unreadNotice(conversations: readonly Unread[]): string | null {
  let total = 0;
  for (const { count } of conversations) total += count;
  if (total === 0) return null;
  const isMore = conversations.some(({ count }) => count >= COUNTED_MAX);
  const messages = total === 1 ? 'unread message' : 'unread messages';
  return `${total}${isMore ? '+' : ''} ${messages}: ${countsInWords(conversations)}`;
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
