/** The items of a conversation: messages with their delivery states, and notices in between. */
import type { Message, PastMessage, Reaction } from '../../client/browser.ts';
import type { EventOf, RoomEvent } from '../../client/events.ts';
import { asTyped, type Manner, ME } from '../../protocol/manner.ts';
import { isUnseen } from '../../protocol/visible.ts';

/** The delivery state of a message written here. */
export type Fate =
  /** Will be sent when there is a connection. */
  | 'waiting'
  | 'sending'
  /** Stored by the server. */
  | 'stored'
  /** Delivered, but not stored. */
  | 'delivered'
  /** Refused by the server. */
  | 'failed'
  /** The connection was lost before the reply, so it may have arrived. */
  | 'unsure';

export interface ChatMessage {
  readonly kind: 'message';
  /** Unique and constant on this page. */
  readonly key: string;
  /** Null until the server gives one, if it does; negative for a message that is not stored. */
  readonly id: number | null;
  readonly from: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly guest: boolean;
  /** Was it written by the logged-in person? */
  readonly own: boolean;
  readonly reply: number | null;
  /** How it is meant; null: it is just said. */
  readonly as: Manner | null;
  readonly edited: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly Reaction[];
  /** Null for a message not written on this page. */
  readonly fate: Fate | null;
  /** Why it failed, in words. */
  readonly why: string | null;
}

/** What a notice tells of: something in a room, or somebody’s new name. */
export type Noticed = RoomEvent | EventOf<'renamed'>;

/** A notice of an event in a conversation. */
export interface Notice {
  readonly kind: 'notice';
  readonly key: string;
  readonly at: number;
  readonly event: Noticed;
}

export type Item = ChatMessage | Notice;

const NOTHING = {
  kind: 'message',
  edited: null,
  deleted: false,
  pinned: false,
  reactions: [],
  fate: null,
  why: null,
} as const;

let made = 0;

function newKey(): string {
  return `k${++made}`;
}

/** A live message, received at `now`. */
export function arrived(message: Message, own: boolean, now: number): ChatMessage {
  const { to: _, ...known } = message;
  return { ...NOTHING, ...known, key: newKey(), at: message.at ?? now, own };
}

/** A message from a page of the history. */
export function past(message: PastMessage, me: string): ChatMessage {
  const { to: _, ...known } = message;
  return { ...NOTHING, ...known, key: newKey(), own: message.from === me };
}

/** A message as it was typed: what one does after `/me`. A second slash in front says that it is just said. */
export function typed(line: string): Pick<ChatMessage, 'text' | 'as'> {
  const text = line.slice(ME.length);
  if (line.startsWith(ME) && !isUnseen(text)) return { text, as: 'action' };
  return { text: line.startsWith(`/${ME}`) ? line.slice(1) : line, as: null };
}

/** What somebody would type to say it so. */
export function retyped({ text, as }: Pick<ChatMessage, 'text' | 'as'>): string {
  return as === null && text.startsWith(ME) ? `/${text}` : asTyped(text, as);
}

/** A message in one line, without its author. */
export function inOneLine(from: string, as: Manner | null, text: string): string {
  return as === 'action' ? `* ${from} ${text}` : text;
}

/** A message written here by `from` at `now`. */
export function written(
  from: string,
  text: string,
  { reply = null, as = null }: Partial<Pick<ChatMessage, 'reply' | 'as'>>,
  guest: boolean,
  now: number,
): ChatMessage {
  const fate = 'sending';
  return {
    ...NOTHING,
    key: newKey(),
    id: null,
    from,
    at: now,
    text,
    guest,
    own: true,
    reply,
    as,
    fate,
  };
}

export function noticed(event: Noticed, now: number): Notice {
  return { kind: 'notice', key: newKey(), at: now, event };
}

/** Is it stored in the history? */
export function isKept(item: Item): item is ChatMessage & { readonly id: number } {
  return item.kind === 'message' && item.id !== null && item.id >= 0;
}

/** Was it written here, and not known to have arrived? Then it exists nowhere else. */
export function isUnsent(item: Item): boolean {
  if (item.kind !== 'message' || item.fate === null) return false;
  return item.fate !== 'stored' && item.fate !== 'delivered';
}

/** `reactions` after `emoji` was added or taken back (`off`), by me (`mine`) or another person. */
export function reacted(
  reactions: readonly Reaction[],
  emoji: string,
  mine: boolean,
  off: boolean,
): readonly Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (known === undefined) return off ? reactions : [...reactions, { emoji, count: 1, mine }];
  // Known already: one's own reaction is reported twice, by the reply and as an event.
  if (mine && known.mine !== off) return reactions;
  const count = known.count + (off ? -1 : 1);
  const changed = { emoji, count, mine: mine ? !off : known.mine };
  return reactions.flatMap((one) => (one !== known ? [one] : count > 0 ? [changed] : []));
}
