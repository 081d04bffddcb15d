/** A request to this server, and the channel it came over. */
import type { IncomingMessage } from 'node:http';
import type { Origin } from '../../chat/calls.ts';
import type { Reason } from '../../protocol/frames.ts';
import type { Host } from './hosts.ts';
import type { Reached } from './own-url.ts';
import type { WebSettings } from './settings.ts';

/** The channel of a request. */
export interface Channel extends Reached {
  /** Did the client speak TLS, by a proxy's header (null: not said); undefined where no such header is consulted. */
  readonly forwarded: boolean | null | undefined;
  /** Why the peer is refused; null: it is not. */
  readonly refusal: Reason | null;
  /** Is an answer to an earlier request on its way? */
  readonly busy: boolean;
  /** The client, for the hub. */
  readonly asker: Origin;
}

/** A valid request. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly channel: Channel;
  readonly settings: WebSettings;
  /** This server, as the client addressed it. */
  readonly host: Host;
}
