/** The output of a proxy in front of the server, for tests that play one at another address of this machine. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export const PROXY_ADDRESS = '127.0.0.9';

/** Has a server believe it, in `header`. */
export function trusting(header: 'x-forwarded-for' | 'forwarded' | 'proxy-protocol'): string[] {
  return ['--trust-proxy', PROXY_ADDRESS, '--proxy-header', header];
}

/** The PROXY protocol, version 1: a client at the address `from`. */
export function proxyLine(from: string): string {
  return from.includes(':')
    ? `PROXY TCP6 ${from} ::1 50000 4900\r\n`
    : `PROXY TCP4 ${from} 127.0.0.1 50000 4900\r\n`;
}

/** The same in version 2, which can say that the client speaks TLS. */
export function proxyHeader(from: string, overTls = false): Buffer {
  const [family, of] = from.includes(':') ? [0x21, ipv6Bytes] : [0x11, ipv4Bytes];
  const to = family === 0x21 ? '::1' : '127.0.0.1';
  const addresses = [...of(from), ...of(to), 0xc3, 0x50, 0x13, 0x24];
  const ssl = [0x20, 0, 5, overTls ? 1 : 0, 0, 0, 0, 0];
  const length = addresses.length + ssl.length;
  const head = Buffer.from('\r\n\r\n\0\r\nQUIT\n\x21', 'latin1');
  return Buffer.concat([head, Uint8Array.from([family, 0, length, ...addresses, ...ssl])]);
}

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number);
}

function ipv6Bytes(address: string): number[] {
  const [left = [], right = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].flatMap((group) => {
    const number = Number.parseInt(group, 16);
    return [number >> 8, number & 0xff];
  });
}

/** A connection of the proxy's to the server on `port`, which begins with `said`. */
export async function dialAsProxy(port: number, said: string | Uint8Array = ''): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: PROXY_ADDRESS, noDelay: true });
  await once(socket, 'connect');
  if (said.length > 0) socket.write(said);
  return socket;
}
