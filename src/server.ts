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
import { AddressLoginGate } from './net/login-gate.ts';
import { TrustedProxies } from './net/trusted-proxies.ts';

export interface Server {
  /** `HOST:PORT`, as a client would dial it. */
  readonly address: string;
  /** Accepts no more, delivers what was accepted, closes every connection. */
  close(): Promise<void>;
}

/** Starts a server; rejects with the system's error where the address cannot be had. */
export async function startServer(config: ServerConfig, log: ServerLog): Promise<Server> {
  const { limitLoopback } = config.net;
  const logins = new AddressLoginGate(config.loginRate, limitLoopback, () => performance.now());
  const hub = new Hub(config.hub, logins, log);
  const native = nativeGateway(hub);
  const proxies = new TrustedProxies(config.net.trustedProxies);
  const gateways = {
    native,
    lines: lineGateway(hub),
    irc: ircGateway,
    http: webGateway({ ...config.web, trusts: (address) => proxies.trusts(address) }, native),
  };
  const listener = new Listener(config.net, proxies, log, detecting({ ...gateways, tls: null }));
  const { address, port, family } = await listener.listen();
  return {
    address: `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => listener.close(),
  };
}
