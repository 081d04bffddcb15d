/** What a command answers with, and what a client is told unasked. Names are those of now; null: the account is gone. */

/** A message as its reader sees it; the text is UTF-8. */
export interface ReadMessage {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string | null;
  readonly text: Uint8Array;
}

export interface UnreadConversation {
  readonly with: string;
  /** Counted up to 1000. */
  readonly count: number;
  /** Its newest message. */
  readonly newest: number;
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
  | { readonly kind: 'hello' }
  /** Logged in; `token` where the client wanted to be remembered. Only for those that said `hello`. */
  | {
      readonly kind: 'welcome';
      readonly name: string;
      readonly registered: boolean;
      readonly device: number | null;
      readonly token: string | null;
    }
  /** Oldest first; of a search, newest first. */
  | { readonly kind: 'messages'; readonly messages: readonly ReadMessage[]; readonly more: boolean }
  | { readonly kind: 'unread'; readonly conversations: readonly UnreadConversation[] }
  | { readonly kind: 'sessions'; readonly sessions: readonly KnownSession[] }
  | { readonly kind: 'invitation'; readonly code: string; readonly expiresAt: number };

export type Event =
  /** After a login: what was not read, and how far this device has received. */
  | {
      readonly kind: 'unread';
      readonly place: number;
      readonly conversations: readonly UnreadConversation[];
    }
  /** Another of one's devices has read the conversation up to a message. */
  | { readonly kind: 'read'; readonly with: string; readonly upTo: number }
  /** Another of one's devices has changed one's name. */
  | { readonly kind: 'renamed'; readonly name: string }
  /** This connection is about to be closed. */
  | { readonly kind: 'closing'; readonly why: string };
