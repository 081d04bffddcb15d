/** Connections to a server as streams of bytes: over TCP or WebSocket, with TLS or without. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { WEB_SOCKET_SUBPROTOCOL } from '../../src/protocol/limits.ts';
import { dialAsProxy, proxyHeader } from './proxy.ts';

export interface WayOptions {
  /** The client's address, sent by a trusted proxy in the PROXY protocol. */
  readonly from?: string;
  /** Does the proxy also say that its client uses TLS? */
  readonly overTls?: boolean;
  /** Another of this machine's addresses to connect from; not over WebSocket. */
  readonly localAddress?: string;
}

export interface Channel {
  send(bytes: Uint8Array): void;
  /** Breaks the connection without closing it. */
  destroy(): void;
  /** Listens to data: whole frames, or parts of them. */
  hear(listener: (bytes: Uint8Array) => void, closed: () => void): void;
}

export async function dial(
  port: number,
  { from, overTls, localAddress }: WayOptions,
): Promise<Socket> {
  if (from !== undefined) {
    const proxied = await dialAsProxy(port, proxyHeader(from, overTls));
    return proxied.on('error', () => {});
  }
  const source = localAddress === undefined ? {} : { localAddress };
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...source });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

export async function dialTls(port: number, options: WayOptions): Promise<Socket> {
  const socket = connectTls({ socket: await dial(port, options), rejectUnauthorized: false });
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

export function overSocket(socket: Socket): Channel {
  return {
    send: (bytes) => socket.write(bytes),
    destroy: () => socket.destroy(),
    hear(listener, closed) {
      socket.on('data', listener);
      socket.on('close', closed);
    },
  };
}

export async function openWebSocket(
  scheme: string,
  port: number,
  options: WayOptions,
): Promise<Channel> {
  const proxied = options.from === undefined ? null : await dial(port, options);
  const socket = new WebSocket(`${scheme}://127.0.0.1:${port}/ws`, WEB_SOCKET_SUBPROTOCOL, {
    rejectUnauthorized: false,
    ...(proxied !== null && { createConnection: () => proxied }),
  });
  socket.binaryType = 'nodebuffer';
  await once(socket, 'open');
  socket.on('error', () => {});
  return {
    send: (bytes) => socket.send(bytes),
    destroy: () => socket.terminate(),
    hear(listener, closed) {
      socket.on('message', listener);
      socket.on('close', closed);
    },
  };
}
