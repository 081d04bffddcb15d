/** What a command on the line gateway answers with, as lines. Each ends with `Success`, so that its end can be seen. */
import type { KnownAct, KnownMember, KnownRoom, Result } from '../chat/results.ts';
import { decodeLenient, encodeText } from '../protocol/bytes.ts';
import { oneLine } from '../protocol/visible.ts';
import { messageLine } from './message-line.ts';
import { untilWords, utcMinute } from './utc-minute.ts';

/** `inquiry`: what was asked, where a line says how to go on. */
export function resultLines(result: Result, inquiry: Inquiry): Uint8Array {
  return encodeText(
    [...lines(result, inquiry), 'Success'].map((line) => `${oneLine(line)}\n`).join(''),
  );
}

export interface Inquiry {
  readonly kind: string;
  /** Whose history. */
  readonly name: string;
}

/** Each is one line when it is made safe. */
function lines(result: Result, inquiry: Inquiry): string[] {
  switch (result.kind) {
    case 'messages':
      return pageLines(result, inquiry);
    case 'context':
      return [`(with ${result.with})`, ...result.messages.map((one) => messageLine(one, false))];
    case 'unread':
      return result.conversations.map(({ with: name, count, mentions = 0 }) =>
        mentions > 0 ? `${name} ${count} (${mentions} to you)` : `${name} ${count}`,
      );
    case 'conversations': {
      const found = result.conversations.map(({ with: name, at }) => `${name} ${utcMinute(at)}`);
      return [...found, ...(result.more ? ['(there are more)'] : [])];
    }
    case 'sessions':
      return result.sessions.map(({ id, label, createdAt, online, here }) => {
        const state = here ? 'here' : online ? 'online' : 'away';
        return `${id} ${utcMinute(createdAt)} ${state} ${label}`;
      });
    case 'invitation':
      return [`${result.code} ${untilWords(result.expiresAt)}`];
    case 'rooms':
      return [...result.rooms.map(roomLine), ...(result.more ? [MORE_ROOMS] : [])];
    case 'room':
      return arrivalLines(result.room);
    case 'members': {
      if (inquiry.kind === 'topic') return topicLines(result.room, 'no topic');
      const more = result.more ? ['(there are more)'] : [];
      return [...arrivalLines(result.room), ...result.members.map(memberLine), ...more];
    }
    case 'bans':
      return result.bans.map(({ name, until }) => `${name} ${untilWords(until)}`);
    case 'reactions':
      return result.reactions.map(({ emoji, name }) => `${emoji} ${name}`);
    case 'edits':
      return result.edits.map(({ at, text }) => `${utcMinute(at)} ${decodeLenient(text)}`);
    case 'presence':
      return result.people.map(({ name, state, text }) => `${name} ${state}${behind(': ', text)}`);
    case 'names':
      return [...result.names];
    case 'audit':
      return result.entries.map(actLine);
    case 'hello':
    case 'welcome':
    case 'hold':
      return [];
  }
}

const MORE_ROOMS = '(there are more: rooms and part of a name finds them)';

function behind(separator: string, text: string | null): string {
  return text === null || text === '' ? '' : `${separator}${text}`;
}

function pageLines(
  { messages, more }: Extract<Result, { kind: 'messages' }>,
  { kind, name }: Inquiry,
): string[] {
  const shown = messages.map((message) => messageLine(message, kind === 'search'));
  const [oldest] = messages;
  if (!more || oldest === undefined || kind !== 'history') return shown;
  return [`(more: history ${name} before ${oldest.id})`, ...shown];
}

/** `#lunch 12 public kept — at one` */
function roomLine(room: KnownRoom): string {
  const { name, members, access, kept, guests, slow, role, topic } = room;
  const words = [name, members, access, kept ? 'kept' : 'not-kept'];
  if (!guests) words.push('no-guests');
  if (slow > 0) words.push(`slow ${slow}s`);
  if (role !== null) words.push(`(${role})`);
  return `${words.join(' ')}${behind(' — ', topic)}`;
}

/** A kept room says so to whoever comes in. */
function arrivalLines(room: KnownRoom): string[] {
  const { name, members, kept, access, guests, slow, mutedUntil } = room;
  const count = members === 1 ? '1 member' : `${members} members`;
  const notes = [count, `what is said here is ${kept ? 'kept' : 'not kept'}`];
  if (access === 'private') notes.push('private');
  if (!guests) notes.push('no guests');
  if (slow > 0) notes.push(`${slow} s between two messages`);
  if (mutedUntil !== null) notes.push(`you are muted ${untilWords(mutedUntil)}`);
  return [`${name}: ${notes.join(', ')}`, ...topicLines(room)];
}

/** `none`: what there is to say where there is no topic. */
function topicLines({ topic }: KnownRoom, ...none: string[]): string[] {
  return topic === '' ? none : [`topic: ${topic}`];
}

/** `bob moderator here` */
function memberLine({ name, role, state, guest, mutedUntil }: KnownMember): string {
  const words = [name, role, state];
  if (guest) words.push('guest');
  if (mutedUntil !== null) words.push(`muted ${untilWords(mutedUntil)}`);
  return words.join(' ');
}

/** `12 2026-11-23T04:50Z alice kick #lunch bob: too loud` */
function actLine(act: KnownAct): string {
  const { id, at, by, byAccount, what, room, whom, whomAccount, detail } = act;
  const who = by === '' ? goneAccount(byAccount) : by;
  const toWhom = whom === null && whomAccount !== null ? goneAccount(whomAccount) : whom;
  const where = `${behind(' ', room)}${behind(' ', toWhom)}`;
  return `${id} ${utcMinute(at)} ${who} ${what}${where}${behind(': ', detail)}`;
}

/** Who is gone has a number. */
function goneAccount(id: number | null): string {
  return `(account ${id ?? 0}, gone)`;
}
