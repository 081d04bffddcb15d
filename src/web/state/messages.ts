/** Messages as the page has them: what was said, what became of it, and what happened in between. */
import type { Message, PastMessage, Reaction } from '../../client/browser.ts';
import type { RoomEvent } from '../../client/events.ts';

/** What became of a message that was written here. */
export type Fate =
  /** There is no connection: it goes out when there is. */
  | 'waiting'
  | 'sending'
  /** On the server's disk. */
  | 'stored'
  /** It arrived, and is kept nowhere. */
  | 'delivered'
  /** It was refused. */
  | 'failed'
  /** The connection broke before the answer: it may have arrived. */
  | 'unsure';

export interface ChatMessage {
  readonly kind: 'message';
  /** Its own on this page, and the same for as long as it is there. */
  readonly key: string;
  /** Null until the server said, or where it has none; negative where it is kept nowhere. */
  readonly id: number | null;
  readonly from: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly guest: boolean;
  /** Written by whoever is logged in. */
  readonly own: boolean;
  readonly reply: number | null;
  readonly edited: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly Reaction[];
  /** Null: not written on this page. */
  readonly fate: Fate | null;
  /** Why it failed, in words. */
  readonly why: string | null;
}

/** Something that happened in a room. */
export interface Notice {
  readonly kind: 'notice';
  readonly key: string;
  readonly at: number;
  readonly event: RoomEvent;
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

/** What came just now, at `now`. */
export function arrived(message: Message, own: boolean, now: number): ChatMessage {
  const { id, from, text, guest, reply } = message;
  return { ...NOTHING, key: newKey(), id, from, at: message.at ?? now, text, guest, own, reply };
}

/** What a page of the history has. */
export function past(message: PastMessage, me: string): ChatMessage {
  const { to: _, ...known } = message;
  return { ...NOTHING, ...known, key: newKey(), own: message.from === me };
}

/** What `from` writes here at `now`. */
export function written(
  from: string,
  text: string,
  reply: number | null,
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
    fate,
  };
}

export function noticed(event: RoomEvent, now: number): Notice {
  return { kind: 'notice', key: newKey(), at: now, event };
}

/** Is it in the history? */
export function isKept(item: Item): item is ChatMessage & { readonly id: number } {
  return item.kind === 'message' && item.id !== null && item.id >= 0;
}

/** Was it written here, and has not arrived as far as is known? Then it is nowhere else. */
export function isUnsent(item: Item): boolean {
  if (item.kind !== 'message' || item.fate === null) return false;
  return item.fate !== 'stored' && item.fate !== 'delivered';
}

/** `reactions` after `emoji` was added, or taken back (`off`), by me (`mine`) or somebody else. */
export function reacted(
  reactions: readonly Reaction[],
  emoji: string,
  mine: boolean,
  off: boolean,
): readonly Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (known === undefined) return off ? reactions : [...reactions, { emoji, count: 1, mine }];
  // Told twice: by the answer, and from another device.
  if (mine && known.mine !== off) return reactions;
  const count = known.count + (off ? -1 : 1);
  const changed = { emoji, count, mine: mine ? !off : known.mine };
  return reactions.flatMap((one) => (one !== known ? [one] : count > 0 ? [changed] : []));
}
