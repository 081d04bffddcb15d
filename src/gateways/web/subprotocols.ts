/** The protocols that a WebSocket may carry, by their subprotocols (RFC 6455 section 1.9). */
import type { IncomingMessage } from 'node:http';
import { WEB_SOCKET_SUBPROTOCOL } from '../../protocol/limits.ts';

/** IRCv3 WebSocket, "Subprotocols": lines as text, which is UTF-8, or as any bytes. */
export const IRC_SUBPROTOCOLS = ['text.ircv3.net', 'binary.ircv3.net'] as const;

export type IrcSubprotocol = (typeof IRC_SUBPROTOCOLS)[number];

export function isIrc(subprotocol: string): subprotocol is IrcSubprotocol {
  return (IRC_SUBPROTOCOLS as readonly string[]).includes(subprotocol);
}

type Request = Pick<IncomingMessage, 'headers'>;

function offered({ headers }: Request): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
}

/** The first one of IRC that `request` offers; null: it offers none, or the native protocol besides. */
export function ircSubprotocol(request: Request): IrcSubprotocol | null {
  const all = offered(request);
  return all.includes(WEB_SOCKET_SUBPROTOCOL) ? null : (all.find(isIrc) ?? null);
}

/** The one that is spoken with a client that offers those of `request`; null: none of ours. */
export function chosenSubprotocol(request: Request, speaksIrc: boolean): string | null {
  const irc = speaksIrc ? ircSubprotocol(request) : null;
  return irc ?? offered(request).find((one) => one === WEB_SOCKET_SUBPROTOCOL) ?? null;
}
