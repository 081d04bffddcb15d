/** Replies to commands as lines of text. Each ends with `Success`, so that its end can be recognised. */
import type { Reply } from '../chat/answer.ts';
import { decodeLenient, encodeText } from '../protocol/bytes.ts';
import type { CommandName, ReplyData, Viewed } from '../protocol/contracts.ts';
import { isPaged, type Paged, pageFacts } from '../protocol/message-pages.ts';
import { onlyListens, roomFlagWords } from '../protocol/room-flags.ts';
import { oneLine } from '../protocol/visible.ts';
import { messageLine } from './message-line.ts';
import { untilWords, utcMinute } from './utc-minute.ts';

/** The request: the word typed, the command that it stands for, and the other side of the conversation. */
export interface Inquiry {
  readonly word: string;
  readonly command: CommandName;
  /** The other side of the conversation; empty: none. */
  readonly with: string;
}

export function replyLines(inquiry: Inquiry, { data, texts = [] }: Reply): Uint8Array {
  const { command } = inquiry;
  const all: Readonly<Partial<Record<CommandName, View>>> = views;
  const view: View | undefined =
    all[command] ?? (isPaged(command) ? pageLines(command) : undefined);
  const lines = view === undefined ? [] : view(data as ReplyData<CommandName>, texts, inquiry);
  return encodeText([...lines, 'Success'].map((line) => `${oneLine(line)}\n`).join(''));
}

/** Turns a reply into lines, not yet safe for a screen; the data is that of the view's own command. */
type View<Name extends CommandName = CommandName> = {
  bivarianceHack(
    data: ReplyData<Name>,
    texts: readonly Uint8Array[],
    inquiry: Inquiry,
  ): readonly string[];
}['bivarianceHack'];

type RoomData = ReplyData<'join'>;
type MemberData = ReplyData<'who'>['people'][number];
type ActData = ReplyData<'audit'>['entries'][number];

/** Commands whose replies say nothing more are answered with `Success` alone; the others do not compile without a view. */
const views: { readonly [Name in Viewed]: View<Name> } = {
  edits: ({ edits }, texts) =>
    edits.map(({ at }, index) => `${utcMinute(at)} ${textAt(texts, index)}`),
  reactions: ({ reactions }) => reactions.map(({ emoji, name }) => `${emoji} ${name}`),
  unread: ({ conversations }) =>
    conversations.map(({ with: name, count, mentions }) =>
      mentions ? `${name} ${count} (${mentions} to you)` : `${name} ${count}`,
    ),
  conversations: ({ conversations, more }) => [
    ...conversations.map(({ with: name, at }) => `${name} ${utcMinute(at)}`),
    ...(more ? ['(there are more)'] : []),
  ],
  sessions: ({ sessions }) =>
    sessions.map(({ id, label, created, online, here }) => {
      const state = here ? 'here' : online ? 'online' : 'away';
      return `${id} ${utcMinute(created)} ${state} ${label}`;
    }),
  'invite-code': ({ code, expires }) => [`${code} ${untilWords(expires)}`],
  rooms: ({ rooms, more }) => [
    ...rooms.map(roomLine),
    ...(more ? ['(there are more: rooms and part of a name finds them)'] : []),
  ],
  create: arrivalLines,
  group: arrivalLines,
  join: arrivalLines,
  who: (room, _texts, { word }) => {
    // The line `topic #room` without a topic asks for the room.
    if (word === 'topic') return topicLines(room, 'no topic');
    const more = room.more ? ['(there are more)'] : [];
    return [...arrivalLines(room), ...room.people.map(memberLine), ...more];
  },
  bans: ({ bans }) => bans.map(({ name, until = null }) => `${name} ${untilWords(until)}`),
  presence: presenceLines,
  watch: presenceLines,
  blocks: ({ names }) => names,
  audit: ({ entries }) => entries.map(actLine),
};

function presenceLines({ people }: ReplyData<'presence'>): string[] {
  return people.map(({ name, state, text }) => `${name} ${state}${behind(': ', text)}`);
}

function behind(separator: string, text: string | null | undefined): string {
  return text ? `${separator}${text}` : '';
}

function textAt(texts: readonly Uint8Array[], index: number): string {
  return decodeLenient(texts[index] ?? new Uint8Array(0));
}

/** A page of messages, in the order of the reply; those of any conversations have their recipients, too. */
function pageLines(command: Paged): View<Paged> {
  const { conversation, isOptional, isNamed, goesBack } = pageFacts(command);
  return (page, texts, { with: name }) => {
    const { messages, more } = page;
    const isOfOne = isNamed || (conversation !== null && (!isOptional || name !== ''));
    const shown = messages.map((message, index) =>
      messageLine(message, textAt(texts, index), !isOfOne),
    );
    if ('with' in page) return [`(with ${page.with})`, ...shown];
    if (!more || !goesBack || messages.length === 0) return shown;
    const words = [command, ...(name === '' ? [] : [name]), 'before', smallest(messages)];
    return [`(more: ${words.join(' ')})`, ...shown];
  };
}

function smallest(messages: readonly { readonly id: number }[]): number {
  return Math.min(...messages.map(({ id }) => id));
}

/** `#lunch 12 public kept — at one` */
function roomLine(data: RoomData): string {
  const { room, members, access, kept, guests, slow, role, topic } = data;
  const words = [room, members, access, kept ? 'kept' : 'not-kept'];
  for (const [flag, on] of Object.entries(data.flags ?? {})) words.push(flagWord(flag, on));
  if (!guests) words.push('no-guests');
  if (slow > 0) words.push(`slow ${slow}s`);
  if (role) words.push(`(${role})`);
  return `${words.join(' ')}${behind(' — ', topic)}`;
}

/** `moderated`, `not-listed` */
function flagWord(flag: string, on: boolean | undefined): string {
  const word = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return on ? word : `not-${word}`;
}

/** Tells a person who joins a stored room that it is stored. */
function arrivalLines(data: RoomData): string[] {
  const { room, members, kept, access, guests, slow, muted } = data;
  const count = members === 1 ? '1 member' : `${members} members`;
  const notes = [count, `what is said here is ${kept ? 'kept' : 'not kept'}`];
  if (access === 'private') notes.push('private');
  notes.push(...roomFlagWords(data.flags ?? {}));
  if (!guests) notes.push('no guests');
  if (slow > 0) notes.push(`${slow} s between two messages`);
  if (muted) notes.push(`you are muted ${untilWords(muted)}`);
  else if (onlyListens(data)) notes.push('you may only listen');
  return [`${room}: ${notes.join(', ')}`, ...topicLines(data)];
}

/** `none`: the lines where there is no topic. */
function topicLines({ topic }: RoomData, ...none: string[]): string[] {
  return topic === '' ? none : [`topic: ${topic}`];
}

/** `bob moderator here` */
function memberLine({ name, role, voice, state, guest, muted }: MemberData): string {
  const words: string[] = [name, role, state];
  if (voice) words.push('voice');
  if (guest) words.push('guest');
  if (muted) words.push(`muted ${untilWords(muted)}`);
  return words.join(' ');
}

/** `12 2026-11-23T04:50Z alice kick #lunch bob: too loud` */
function actLine(act: ActData): string {
  const { id, at, by, byAccount, what, room, whom, whomAccount, detail } = act;
  const who = by === '' ? goneAccount(byAccount) : by;
  const toWhom = whomAccount && !whom ? goneAccount(whomAccount) : whom;
  const where = `${behind(' ', room)}${behind(' ', toWhom)}`;
  return `${id} ${utcMinute(at)} ${who} ${what}${where}${behind(': ', detail)}`;
}

/** A removed account is shown by its number. */
function goneAccount(id: number | null | undefined): string {
  return `(account ${id ?? 0}, gone)`;
}
