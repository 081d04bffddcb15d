/** What a client is asked for, and what it tells besides messages. */
import type { Arguments } from '../protocol/contracts.ts';
import type { ClientEvent } from './events.ts';
import type { Message } from './message-queue.ts';

export type RegisterOptions = Omit<Arguments<'register'>, 'name' | 'password'>;
export type HistoryRange = Omit<Arguments<'history'>, 'with'>;
export type SearchPage = Omit<Arguments<'search'>, 'query'>;
export type ConversationsPage = Arguments<'conversations'>;
export type RoomsPage = Arguments<'rooms'>;
export type MembersPage = Omit<Arguments<'who'>, 'room'>;
export type NewRoom = Omit<Arguments<'create'>, 'room'>;
/** For how many seconds, for good where that is left out; and why. */
export type Restriction = Omit<Arguments<'ban'>, 'room' | 'name'>;
export type AuditRange = Arguments<'audit'>;

export interface SendOptions {
  /** The id of the message that it answers. */
  readonly reply?: number | undefined;
}

/** What became of the connection, for those who want to show it. */
export type ConnectionStatus =
  /** Lost, because of `why`; the client goes on trying. */
  | { readonly kind: 'lost'; readonly why: string }
  /** Connected again. */
  | { readonly kind: 'reconnected' }
  /** Logged in again as `name`. */
  | { readonly kind: 'restored'; readonly name: string }
  /** Not logged in again as `name`, because of `why`; does the client go on `trying`? */
  | {
      readonly kind: 'not-restored';
      readonly name: string;
      readonly why: string;
      /** The server's reason; null: it gave none. */
      readonly reason: number | null;
      readonly trying: boolean;
    }
  /** The client gave up: what the server said makes no sense. */
  | { readonly kind: 'ended'; readonly why: string };

export interface ClientOptions {
  /** Of what was missed while away, no more than so many messages are brought at a login; all where it is left out. */
  readonly missedMax?: number;
  /** What the program is, for the log of the server. */
  readonly client?: string;
  /** Told what becomes of the connection. */
  readonly onStatus?: (status: ConnectionStatus) => void;
  /**
   * What to do with messages. `queue`, the default, keeps them until they are iterated over; when a
   * thousand wait, nothing more is read from the server unless a command waits for its reply; when a
   * hundred thousand do, the client is closed. `ignore` drops them.
   */
  readonly messages?: 'queue' | 'ignore';
  /**
   * Told of each message instead, in the order of everything that `onEvent` tells; `missed`: it had been sent before the
   * login. None is queued then.
   */
  readonly onMessage?: (message: Message, missed: boolean) => void;
  /** Told what other than messages happens to whoever is logged in as a registered person. */
  readonly onEvent?: (what: ClientEvent) => void;
}
