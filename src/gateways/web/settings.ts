/** What the web gateway is told by the configuration; each is described where it is set, in config.ts. */
import type { Assets } from './assets.ts';
import type { Authorize } from './authorization.ts';

export interface WebSettings {
  /** Names of this server that a `Host` may have, in lower case, besides `localhost` and addresses. */
  readonly hostNames: readonly string[];
  /** Web sites, as `https://chat.example`, whose pages may open a WebSocket here. */
  readonly allowedOrigins: readonly string[];
  /** Is `address` a proxy's, whose word on the client is believed? */
  readonly trusts: (address: string) => boolean;
  /** A request must be whole by then. */
  readonly requestMsMax: number;
  /** How often a WebSocket is asked whether anybody is there. */
  readonly pingMs: number;
  /** The web client's files. */
  readonly assets: Assets;
  readonly authorize: Authorize;
}
