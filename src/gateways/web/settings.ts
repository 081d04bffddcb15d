/** Settings of the web gateway; options/config.ts describes each where it is set. */
import type { Assets } from './assets.ts';
import type { Authorize, Forget } from './authorization.ts';
import type { Proxies } from './forwarded.ts';

export interface WebSettings {
  /** Host names of this server that a `Host` may have, in lower case, besides `localhost` and addresses. */
  readonly hostNames: readonly string[];
  /** Web sites, such as `https://chat.example`, whose pages may open a WebSocket here. */
  readonly allowedOrigins: readonly string[];
  /** The page's public URL, whatever a request says; its path ends with a slash. Null: not configured. */
  readonly publicUrl: URL | null;
  /** The value of Strict-Transport-Security over TLS; null: it is not sent. */
  readonly hsts: string | null;
  /** May a WebSocket carry IRC? */
  readonly speaksIrc: boolean;
  /** Does this very port speak TLS? */
  readonly speaksTls: boolean;
  /** The trusted proxies, and the header that is believed. */
  readonly proxies: Proxies;
  /** Called when the trusted proxy at `address` passes on a client without naming it. */
  readonly silentProxy: (address: string) => void;
  /** The time within which a request must be complete. */
  readonly requestMsMax: number;
  /** The interval of pings on a WebSocket. */
  readonly pingMs: number;
  /** The web client's files. */
  readonly assets: Assets;
  readonly authorize: Authorize;
  readonly forget: Forget;
  /** Why the server is impaired, in a line; null: it is not. */
  readonly trouble: () => string | null;
  /** Called for each connection that requests more than the health of the server. */
  readonly used: (connection: number) => void;
}
