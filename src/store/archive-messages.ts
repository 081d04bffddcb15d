/** What the main thread asks the threads that read, and what they answer. */
import type { MessagePage, Range, SearchQuery, UnreadCount } from '../chat/storage.ts';

export type Query =
  | {
      readonly of: 'history';
      readonly account: number;
      readonly peer: number;
      readonly range: Range;
    }
  | {
      readonly of: 'missed';
      readonly account: number;
      readonly after: number;
      readonly limit: number;
    }
  | { readonly of: 'search'; readonly account: number; readonly query: SearchQuery }
  | { readonly of: 'unread'; readonly account: number };

export interface Ask {
  readonly kind: 'ask';
  readonly number: number;
  readonly query: Query;
}

export interface Answer {
  readonly kind: 'answer';
  readonly number: number;
  /** Null: it cannot be read now. */
  readonly result: MessagePage | readonly UnreadCount[] | null;
  /** Why not, for the operator. */
  readonly trouble: string | null;
}
