/** What a command answers with, and what a client is told unasked. Names are those of now; null: the account is gone. */

import type { EventJson } from '../protocol/events/events.ts';
import type { ReactionCount, Revision } from './archive.ts';
import type { Role } from './records.ts';

/** A message as its reader sees it; the text is UTF-8. */
export interface ReadMessage {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  /** A room's name with its `#`. */
  readonly to: string | null;
  readonly text: Uint8Array;
  /** What most messages have not. */
  readonly more?: ReadExtras;
}

export interface ReadExtras {
  readonly guest: boolean;
  readonly reply: number | null;
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly ReactionCount[];
}

/** A room as somebody sees it. */
export interface KnownRoom {
  readonly name: string;
  readonly topic: string;
  readonly access: 'public' | 'private';
  readonly guests: boolean;
  readonly kept: boolean;
  readonly slow: number;
  readonly members: number;
  /** Null: not in it. */
  readonly role: Role | null;
  /** Who asks may say nothing until then; null: may. */
  readonly mutedUntil: number | null;
}

/** Logged in; logged in, and said to be away; not logged in. */
export type State = 'here' | 'away' | 'offline';

export interface KnownMember {
  readonly name: string;
  readonly role: Role;
  readonly state: State;
  readonly guest: boolean;
  /** Null: may speak. */
  readonly mutedUntil: number | null;
}

export type UnreadConversation = EventJson<'unread'>['conversations'][number];

export interface KnownConversation {
  readonly with: string;
  /** Its newest message. */
  readonly newest: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface KnownSession {
  /** The device's number, for `revoke`. */
  readonly id: number;
  readonly label: string;
  readonly createdAt: number;
  readonly online: boolean;
  /** Is it the one that asks? */
  readonly here: boolean;
}

export type Result =
  /** `alive`: the client answers where it is asked whether it is there. */
  | { readonly kind: 'hello'; readonly alive: boolean }
  /** Logged in; `token` where the client wanted to be remembered. Only for those that said `hello`. */
  | {
      readonly kind: 'welcome';
      readonly name: string;
      readonly registered: boolean;
      /** Of the server. */
      readonly operator: boolean;
      readonly device: number | null;
      readonly token: string | null;
    }
  /** Oldest first; of a search, newest first. */
  | { readonly kind: 'messages'; readonly messages: readonly ReadMessage[]; readonly more: boolean }
  | { readonly kind: 'unread'; readonly conversations: readonly UnreadConversation[] }
  | {
      readonly kind: 'conversations';
      readonly conversations: readonly KnownConversation[];
      readonly more: boolean;
    }
  | { readonly kind: 'sessions'; readonly sessions: readonly KnownSession[] }
  | { readonly kind: 'invitation'; readonly code: string; readonly expiresAt: number }
  | { readonly kind: 'rooms'; readonly rooms: readonly KnownRoom[]; readonly more: boolean }
  /** Answers who created or joined it. */
  | { readonly kind: 'room'; readonly room: KnownRoom }
  | {
      readonly kind: 'members';
      readonly room: KnownRoom;
      readonly members: readonly KnownMember[];
      readonly more: boolean;
    }
  | {
      readonly kind: 'bans';
      /** Null: for good. */
      readonly bans: readonly { readonly name: string; readonly until: number | null }[];
    }
  /** Answers who banned or muted somebody; null: for good. */
  | { readonly kind: 'hold'; readonly until: number | null }
  | {
      readonly kind: 'reactions';
      readonly reactions: readonly { readonly emoji: string; readonly name: string }[];
    }
  | { readonly kind: 'edits'; readonly edits: readonly Revision[] }
  /** Messages of the conversation `with`, oldest first. */
  | {
      readonly kind: 'context';
      readonly with: string;
      readonly messages: readonly ReadMessage[];
      readonly more: boolean;
    }
  | {
      readonly kind: 'presence';
      readonly people: readonly {
        readonly name: string;
        readonly state: State;
        readonly text: string | null;
      }[];
    }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'audit'; readonly entries: readonly KnownAct[] };

/** What somebody did who may do more than others. */
export interface KnownAct {
  readonly id: number;
  readonly at: number;
  /** Empty: the account is gone, and `byAccount` says which it was. */
  readonly by: string;
  /** Null: a guest. */
  readonly byAccount: number | null;
  readonly what: string;
  /** Null: in none. */
  readonly room: string | null;
  /** Null: to nobody, or the account is gone, and `whomAccount` says which it was. */
  readonly whom: string | null;
  /** Null: a guest, or nobody. */
  readonly whomAccount: number | null;
  readonly detail: string | null;
}
