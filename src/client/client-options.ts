/** Options of the client library, and the connection status that it reports. */
import type { Arguments } from '../protocol/contracts.ts';
import type { Manner } from '../protocol/manner.ts';
import type { ClientEvent } from './events.ts';
import type { Message } from './message-queue.ts';

export type RegisterOptions = Omit<Arguments<'register'>, 'name' | 'password'>;
export type HistoryRange = Omit<Arguments<'history'>, 'with'>;
export type SearchPage = Omit<Arguments<'search'>, 'query'>;
export type ConversationsPage = Arguments<'conversations'>;
export type RoomsPage = Arguments<'rooms'>;
export type MembersPage = Omit<Arguments<'who'>, 'room'>;
export type NewRoom = Omit<Arguments<'create'>, 'room'>;
/** Options of a ban or a mute: its length in seconds (for good when left out), and the reason. */
export type Restriction = Omit<Arguments<'ban'>, 'room' | 'name'>;
export type AuditRange = Arguments<'audit'>;

export interface SendOptions {
  /** The id of the message that this one answers. */
  readonly reply?: number | undefined;
  /** It is a notice, or the text says what its author does (`waves`). */
  readonly as?: Manner | undefined;
}

/** A change of the connection, for programs that display it. */
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
  /** How many missed messages to deliver at a login, at most; all when left out. */
  readonly missedMax?: number;
  /** The program's name, for the server's log. */
  readonly client?: string;
  /** Called with each change of the connection. */
  readonly onStatus?: (status: ConnectionStatus) => void;
  /**
   * `queue`, the default, keeps messages until they are iterated over. When a thousand wait, nothing more is read
   * from the server unless a command awaits its reply; when a hundred thousand wait, the client is closed.
   * `ignore` drops messages.
   */
  readonly messages?: 'queue' | 'ignore';
  /**
   * Called with each message instead of queueing it, in one order with the calls of `onEvent`. `missed`: the message
   * was sent before the login.
   */
  readonly onMessage?: (message: Message, missed: boolean) => void;
  /** Called with each event other than a message. */
  readonly onEvent?: (what: ClientEvent) => void;
}
