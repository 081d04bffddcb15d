/** What many hear of: a message to a room, or what becomes of a message. Encoded once for each wire format. */
import type { Receipt } from './answer.ts';
import type { Role } from './records.ts';
import type { State } from './results.ts';

/** Which message it is about, by whom and to whom; `to` is a person or a room. */
interface OfMessage {
  /** Negative: it is kept nowhere. */
  readonly message: number;
  readonly from: string;
  readonly to: string;
}

/** Names are those of the time. */
export type News =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly guest: boolean;
      /** A room. */
      readonly to: string;
      readonly text: Uint8Array;
      readonly stored: Receipt | null;
      readonly reply: number | null;
    }
  | (OfMessage & { readonly kind: 'edited'; readonly text: Uint8Array; readonly at: number })
  | (Omit<OfMessage, 'to'> & {
      readonly kind: 'deleted';
      /** Null: the account is gone, and only who wrote the message hears of it. */
      readonly to: string | null;
      readonly by: string;
    })
  | (OfMessage & {
      readonly kind: 'reacted';
      readonly by: string;
      readonly emoji: string;
      readonly off: boolean;
    })
  | RoomNews
  | { readonly kind: 'typing'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'presence';
      readonly name: string;
      readonly state: State;
      readonly text: string | null;
    };

/** Is it in no log, so that whoever does not hear it now never will? Of a room: what is stored of it is told from there. */
export function isPassing(news: News): boolean {
  switch (news.kind) {
    case 'typing':
    case 'presence':
      return true;
    case 'message':
      return news.stored === null || news.stored.id < 0;
    case 'room':
      return false;
    default:
      return news.message < 0;
  }
}

export type RoomAct =
  | 'joined'
  | 'left'
  | 'kicked'
  | 'banned'
  | 'unbanned'
  | 'muted'
  | 'unmuted'
  | 'role'
  | 'topic'
  | 'slow'
  | 'pinned'
  | 'unpinned'
  | 'invited'
  /** Told to who has come in by speaking: what is said there is stored. */
  | 'kept'
  | 'removed';

export interface RoomNews {
  readonly kind: 'room';
  readonly room: string;
  readonly what: RoomAct;
  readonly by: string;
  /** To whom it was done; null: to nobody in particular. */
  readonly name: string | null;
  readonly role: Role | null;
  /** Of a ban or a mute; null: for good. */
  readonly until: number | null;
  readonly why: string | null;
  readonly topic: string | null;
  readonly seconds: number | null;
  readonly message: number | null;
  /** Who put in whoever has joined; null: they came by themselves. */
  readonly addedBy: string | null;
}

export class Post {
  readonly news: News;
  /** What each wire format makes of it, by whatever stands for the format there. Never changed once it is there. */
  readonly forms = new Map<object, Uint8Array>();

  constructor(news: News) {
    this.news = news;
  }
}

/** Is a plain client told of it, by a line, unless its user does not want that? Of a message it always is. */
export function showsPlainly(news: News): boolean {
  if (news.kind === 'typing' || news.kind === 'presence') return false;
  if (news.kind !== 'room' || news.addedBy !== null) return true;
  return news.what !== 'joined' && news.what !== 'left';
}

/** A room, or a person. */
interface Named {
  readonly name: string;
}

/** What a news of a room has of its own. */
export type Particulars = Partial<Omit<RoomNews, 'kind' | 'room' | 'what' | 'by'>>;

export function roomNews(room: Named, what: RoomAct, by: Named, more: Particulars = {}): RoomNews {
  return {
    kind: 'room',
    room: room.name,
    what,
    by: by.name,
    name: null,
    role: null,
    until: null,
    why: null,
    topic: null,
    seconds: null,
    message: null,
    addedBy: null,
    ...more,
  };
}
