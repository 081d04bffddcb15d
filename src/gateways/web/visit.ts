/** A request to this server, and what it came over. */
import type { IncomingMessage } from 'node:http';
import type { Origin } from '../../chat/calls.ts';
import type { Reason } from '../../protocol/frames.ts';
import type { Host } from './hosts.ts';
import type { Reached } from './own-url.ts';
import type { WebSettings } from './settings.ts';

/** What a request came over. */
export interface Channel extends Reached {
  /** What a proxy's header says of TLS (null: nothing); undefined where no such header is asked. */
  readonly forwarded: boolean | null | undefined;
  /** Why the peer is turned away, or null. */
  readonly refusal: Reason | null;
  /** Is an answer to an earlier request on its way? */
  readonly busy: boolean;
  /** Who asks, for the hub. */
  readonly asker: Origin;
}

/** A good request. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly channel: Channel;
  readonly settings: WebSettings;
  /** This server, as the client calls it. */
  readonly host: Host;
}
