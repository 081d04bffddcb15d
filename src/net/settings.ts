/** Settings of the listener; each is described at its option (options/server-options.ts). */
import type { Rate } from '../rates/token-bucket.ts';

export interface NetSettings {
  readonly host: string;
  readonly port: number;
  readonly connectionsMax: number;
  readonly connectionsPerAddressMax: number;
  /** The rate of messages of a connection. */
  readonly messageRate: Rate;
  /** Do connections of trusted proxies begin with the PROXY protocol? */
  readonly proxyProtocol: boolean;
  readonly sendQueueBytesMax: number;
  readonly replyQueueBytesMax: number;
  readonly queuedBytesTotalMax: number;
  readonly unfinishedBytesTotalMax: number;
  readonly unfinishedMsMax: number;
  /** Concurrent TLS handshakes, and the time limit of one. */
  readonly handshakesMax: number;
  readonly handshakeMsMax: number;
  readonly stalledMsMax: number;
  readonly idleMsMax: number;
  readonly keepAliveMs: number;
  /** The silence after which a client is asked for a sign of life, and the time for its answer. */
  readonly silentMsMax: number;
  readonly answerMsMax: number;
  /** How long a peer's system may leave output unacknowledged. */
  readonly unacknowledgedMsMax: number;
  readonly shutdownMsMax: number;
  /** Are connections without TLS refused, except from this machine? */
  readonly requireTls: boolean;
}
