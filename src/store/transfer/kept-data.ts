/** What leaves a data folder in an export and comes into one in an import: people, and what they said. */

import type { BanRecord, MemberRecord, RoomRecord } from '../../chat/records.ts';

/** Times are milliseconds since 1970; names are those of now. */
export type Kept =
  | {
      readonly kind: 'account';
      readonly id: number;
      readonly name: string;
      readonly createdAt: number;
      readonly operator: boolean;
      readonly notices: boolean;
      readonly password: string | null;
      /** Its plain clients have received what was sent up to this message. */
      readonly place: number;
    }
  | { readonly kind: 'reservation'; readonly name: string; readonly until: number }
  | {
      readonly kind: 'message';
      readonly id: number;
      readonly at: number;
      readonly from: number;
      readonly fromName: string;
      readonly to: number;
      /** Null: the account is gone. */
      readonly toName: string | null;
      /** The message that it answers. */
      readonly reply: number | null;
      /** Only who wrote it finds it. */
      readonly hidden: boolean;
      /** Its sender's own id for it: see Change. */
      readonly key: string | null;
      /** Null: it was taken back; or what it said at first is not kept, and an edit says what it says. */
      readonly text: Uint8Array | null;
    }
  | ({ readonly kind: 'room' } & RoomRecord)
  | ({ readonly kind: 'member' } & MemberRecord)
  | ({ readonly kind: 'ban' } & BanRecord)
  | { readonly kind: 'room-invitation'; readonly room: number; readonly account: number }
  /** Whoever left the room while muted is when they come back. */
  | {
      readonly kind: 'mute';
      readonly room: number;
      readonly account: number;
      readonly until: number;
    }
  | { readonly kind: 'block'; readonly account: number; readonly blocked: number }
  | {
      readonly kind: 'room-message';
      readonly id: number;
      readonly at: number;
      readonly room: number;
      /** 0: a guest. */
      readonly from: number;
      readonly fromName: string;
      readonly reply: number | null;
      readonly key: string | null;
      /** As that of a message. */
      readonly text: Uint8Array | null;
    }
  /** From here on `message` says `text`. */
  | {
      readonly kind: 'edit';
      readonly id: number;
      readonly at: number;
      readonly message: number;
      /** Only who wrote it sees that; the other one sees what was there before. */
      readonly hidden: boolean;
      readonly text: Uint8Array;
    }
  | {
      readonly kind: 'reaction';
      /** In the order of ids they are shown; null in an export of before they had one. */
      readonly id: number | null;
      readonly message: number;
      readonly account: number;
      readonly emoji: string;
      /** Only who reacted so sees it. */
      readonly hidden: boolean;
    }
  | { readonly kind: 'mention'; readonly message: number; readonly account: number }
  | { readonly kind: 'pin'; readonly room: number; readonly message: number }
  /** `account` has read its conversation with `peer`, an account or minus a room, up to `upTo`. */
  | {
      readonly kind: 'read';
      readonly account: number;
      readonly peer: number;
      readonly upTo: number;
    }
  /** So many messages of `from` wait for `to`. */
  | {
      readonly kind: 'waiting';
      readonly to: number;
      readonly from: number;
      readonly count: number;
    };
