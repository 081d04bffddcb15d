/** What the page is about: reaching the server, saying who one is, or the chat. */
import type { Chat } from './chat.ts';

/** What is asked of somebody who is not logged in. */
export interface Welcome {
  readonly kind: 'welcome';
  /** A registered name is asked for its password. */
  readonly step: 'name' | 'password' | 'register';
  readonly name: string;
  readonly problem: string | null;
  readonly busy: boolean;
}

export type Phase =
  | { readonly kind: 'starting' }
  /** It is tried again; `why` is in words. */
  | { readonly kind: 'unreachable'; readonly why: string }
  | Welcome
  | { readonly kind: 'chatting'; readonly chat: Chat };
