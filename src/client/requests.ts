/** Requests to a server, and its replies. */
import type { CommandName } from '../protocol/contracts.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';

/** A request, as far as its reply needs it; the text of a message is not kept. */
export type Request =
  | { readonly command: 'login'; readonly name: string }
  | { readonly command: 'list' }
  | { readonly command: 'sendto'; readonly name: string }
  | { readonly command: 'logout' }
  /** An extension command. */
  | { readonly command: Exclude<CommandName, 'login' | 'list' | 'sendto' | 'logout'> };

export type Reply =
  | { readonly kind: 'ok'; readonly data: RawReply | null }
  /** `reason` may be one that this version does not know; `detail` is for people and may be empty. */
  | {
      readonly kind: 'failure';
      readonly reason: number;
      readonly detail: string;
      /** Seconds until the reason passes, if the server says. */
      readonly wait?: number;
    }
  /** The server could not parse the request: a bug of the client or of the server. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** The reply to a core `list`. */
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** The JSON and texts of a reply, not yet checked by its contract (see reply-reader.ts). */
export interface RawReply {
  /** The contracts to check it by. */
  readonly vocabulary: Vocabulary;
  readonly json: Readonly<Record<string, unknown>>;
  /** The texts, in UTF-8. */
  readonly bytes: Uint8Array;
}
