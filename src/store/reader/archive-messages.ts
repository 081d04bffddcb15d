/** Messages between the main thread and the threads that read. */
import type {
  ConversationPage,
  MessageOwner,
  MessagePage,
  Range,
  Revision,
  SearchQuery,
  UnreadCount,
} from '../../chat/archive.ts';
import type { LogPage } from '../../chat/delivery/log-entry.ts';
import type { AuditEntry } from '../../chat/records.ts';
import type { Reaction } from './message-queries.ts';

export type Query =
  | {
      readonly of: 'history';
      readonly account: number;
      readonly peer: number;
      readonly range: Range;
    }
  | { readonly of: 'wrote'; readonly account: number; readonly peer: number }
  | {
      readonly of: 'missed';
      readonly account: number;
      readonly after: number;
      readonly limit: number;
    }
  | { readonly of: 'search'; readonly account: number; readonly query: SearchQuery }
  | { readonly of: 'unread'; readonly account: number }
  | {
      readonly of: 'conversations';
      readonly account: number;
      readonly beneath: number | null;
      readonly limit: number;
    }
  | { readonly of: 'message' | 'revisions' | 'reactions'; readonly id: number }
  | { readonly of: 'entries'; readonly after: number; readonly limit: number }
  | { readonly of: 'pins'; readonly account: number; readonly room: number }
  | {
      readonly of: 'audit';
      readonly before: number | null;
      readonly room: number | null;
      readonly limit: number;
    };

export interface Ask {
  readonly kind: 'ask';
  readonly number: number;
  readonly query: Query;
}

export interface QueryResult {
  readonly kind: 'answer';
  readonly number: number;
  /** Null: it cannot be read now. */
  readonly result:
    | MessagePage
    | readonly UnreadCount[]
    | ConversationPage
    | { readonly wrote: boolean }
    /** Null: there is no such message. */
    | { readonly message: MessageOwner | null }
    | readonly Revision[]
    | readonly Reaction[]
    | readonly AuditEntry[]
    | LogPage
    | null;
  /** The reason of a failure, for the operator. */
  readonly trouble: string | null;
}
