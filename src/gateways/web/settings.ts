/** What the web gateway is told by the configuration; each is described where it is set, in options/config.ts. */
import type { Assets } from './assets.ts';
import type { Authorize, Forget } from './authorization.ts';
import type { Proxies } from './forwarded.ts';

export interface WebSettings {
  /** Names of this server that a `Host` may have, in lower case, besides `localhost` and addresses. */
  readonly hostNames: readonly string[];
  /** Web sites, as `https://chat.example`, whose pages may open a WebSocket here. */
  readonly allowedOrigins: readonly string[];
  /** Where everybody reaches the page, whatever a request says; its path ends with a slash. Null: nobody has said. */
  readonly publicUrl: URL | null;
  /** What Strict-Transport-Security says to whoever comes by TLS; null: it is not sent. */
  readonly hsts: string | null;
  /** Is TLS spoken on this very port? */
  readonly speaksTls: boolean;
  /** Whose word on the client is believed, and in which header. */
  readonly proxies: Proxies;
  /** Told when the trusted proxy at `address` passes somebody on without saying whom. */
  readonly silentProxy: (address: string) => void;
  /** A request must be whole by then. */
  readonly requestMsMax: number;
  /** How often a WebSocket is asked whether anybody is there. */
  readonly pingMs: number;
  /** The web client's files. */
  readonly assets: Assets;
  readonly authorize: Authorize;
  readonly forget: Forget;
  /** Why the server cannot do all that it should, in a line; null: it can. */
  readonly trouble: () => string | null;
  /** Told of each connection that asks for more than how the server is. */
  readonly used: (connection: number) => void;
}
