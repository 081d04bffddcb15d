/** The transport over TCP, for Node. */
import { connect } from 'node:net';
import { inWords, SOCKET_OPTIONS, SocketTransport } from './socket-transport.ts';
import type { OpenTransport } from './transport.ts';

/** Opens transports to `host`:`port`. */
export function tcpTransport(host: string, port: number): OpenTransport {
  return (events) =>
    new SocketTransport(connect({ host, port, ...SOCKET_OPTIONS }), events, {
      event: 'connect',
      trust: null,
      inWords,
    });
}
