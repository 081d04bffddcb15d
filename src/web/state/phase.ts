/** The phases of the page: connecting, welcome, or chat. */
import type { Chat } from './chat.ts';

/** The welcome page, for a person who is not logged in. */
export interface Welcome {
  readonly kind: 'welcome';
  /** `password` is for a registered name. */
  readonly step: 'name' | 'password' | 'register';
  readonly name: string;
  readonly problem: string | null;
  readonly busy: boolean;
}

export type Phase =
  | { readonly kind: 'starting' }
  /** The page goes on trying; `why` is in words. */
  | { readonly kind: 'unreachable'; readonly why: string }
  | Welcome
  | { readonly kind: 'chatting'; readonly chat: Chat };
