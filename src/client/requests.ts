/** What is asked of a server, and what it answers. */
import type { CommandName } from '../protocol/contracts.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';

/** What was asked of the server, as its reply recalls it. A message's text is not kept. */
export type Request =
  | { readonly command: 'login'; readonly name: string }
  | { readonly command: 'list' }
  | { readonly command: 'sendto'; readonly name: string }
  | { readonly command: 'logout' }
  /** What only those servers know that know `hello`. */
  | { readonly command: Exclude<CommandName, 'login' | 'list' | 'sendto' | 'logout'> };

export type Reply =
  | { readonly kind: 'ok'; readonly data: ReplyData | null }
  /** `reason` may be one that this version does not know; `detail` is for people and may be empty. */
  | {
      readonly kind: 'failure';
      readonly reason: number;
      readonly detail: string;
      /** Seconds after which it passes, where the server says so. */
      readonly wait?: number;
    }
  /** The server could not make sense of the request: a bug of the client or of the server. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Only to `list`. */
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** What a reply says besides success, and the texts that belong to it. Not checked: see reply-reader.ts. */
export interface ReplyData {
  /** What it is understood by. */
  readonly vocabulary: Vocabulary;
  readonly json: Readonly<Record<string, unknown>>;
  /** UTF-8. */
  readonly bytes: Uint8Array;
}
