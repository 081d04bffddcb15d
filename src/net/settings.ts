/** What the listener is told by the configuration; each is described where it is set, in options/config.ts. */
import type { Rate } from '../rates/token-bucket.ts';

export interface NetSettings {
  readonly host: string;
  readonly port: number;
  readonly connectionsMax: number;
  readonly connectionsPerAddressMax: number;
  /** Messages per connection. */
  readonly messageRate: Rate;
  /** Do connections of trusted proxies begin with the PROXY protocol? */
  readonly proxyProtocol: boolean;
  readonly sendQueueBytesMax: number;
  readonly replyQueueBytesMax: number;
  readonly queuedBytesTotalMax: number;
  readonly unfinishedBytesTotalMax: number;
  readonly unfinishedMsMax: number;
  /** TLS handshakes under way, and how long one may take. */
  readonly handshakesMax: number;
  readonly handshakeMsMax: number;
  readonly stalledMsMax: number;
  readonly idleMsMax: number;
  readonly keepAliveMs: number;
  /** Silence after which a client is asked, and the time for its answer. */
  readonly silentMsMax: number;
  readonly answerMsMax: number;
  /** How long a peer's system may acknowledge nothing of what was sent. */
  readonly unacknowledgedMsMax: number;
  readonly shutdownMsMax: number;
  /** Is whoever comes without TLS, and not from this machine, turned away? */
  readonly requireTls: boolean;
}
