/** The composition root: the only file that sees every part of the server. */
import { Hub } from './chat/hub.ts';
import type { ServerConfig } from './config.ts';
import { ircGateway } from './gateways/irc.ts';
import { lineGateway } from './gateways/lines.ts';
import { nativeGateway } from './gateways/native.ts';
import { webGateway } from './gateways/web/web-gateway.ts';
import type { ServerLog } from './log.ts';
import { detecting } from './net/detection.ts';
import { Listener } from './net/listener.ts';

export interface Server {
  /** `HOST:PORT`, as a client would dial it. */
  readonly address: string;
  /** Accepts no more, delivers what was accepted, closes every connection. */
  close(): Promise<void>;
}

/** Starts a server; rejects with the system's error where the address cannot be had. */
export async function startServer(config: ServerConfig, log: ServerLog): Promise<Server> {
  const hub = new Hub(config.hub, log);
  const native = nativeGateway(hub);
  const gateways = {
    native,
    lines: lineGateway(hub),
    irc: ircGateway,
    http: webGateway(config.web, native),
  };
  const listener = new Listener(config.net, log, detecting({ ...gateways, tls: null }));
  const { address, port, family } = await listener.listen();
  return {
    address: `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => listener.close(),
  };
}
