/**
 * Linux's data about its TCP sockets (proc(5), /proc/net/tcp): retransmissions without an acknowledgement, and
 * unanswered probes of a closed window. Node does not set TCP_USER_TIMEOUT, and TCP keep-alive does not run while
 * something is unacknowledged.
 */
import { createReadStream } from 'node:fs';
import { isIPv4 } from 'node:net';
import { endianness } from 'node:os';
import { wholeAddress } from '../chat/limits/addresses.ts';

/** The peer's end of a connection, as Node's sockets give it; they keep it when TLS has taken their handle. */
export interface RemoteEnd {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

const FILES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** Bytes of one read: a few hundred sockets, so that no connection waits for the whole file. */
const CHUNK_BYTES = 64 * 1024;

/** The key of a connection to our port, as in the file; null where the remote end is not known. */
export function keyOf(localPort: number, { remoteAddress, remotePort }: RemoteEnd): string | null {
  if (remoteAddress === undefined || remotePort === undefined) return null;
  return `${hexPort(localPort)} ${hexAddress(remoteAddress)}:${hexPort(remotePort)}`;
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

/** In 32-bit words, each in this machine's byte order. */
function hexAddress(address: string): string {
  const bytes = isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : bytesOf(address);
  if (endianness() === 'LE') bytes.swap32();
  return bytes.toString('hex').toUpperCase();
}

function bytesOf(ipv6: string): Buffer {
  const [address = ''] = ipv6.split('%');
  // URLs never write an IPv4 address at its end.
  const canonical = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? '::';
  const groups = wholeAddress(canonical).map((group) => group.padStart(4, '0'));
  return Buffer.from(groups.join(''), 'hex');
}

/** `sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout …` */
const SOCKET =
  /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]+:[0-9A-F]{4}) [0-9A-F]{2} ([0-9A-F]+):[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ ([0-9A-F]+) +\d+ +(\d+) /;

/**
 * Adds the retransmissions of the line `socket` to `repeats`, if something is unacknowledged; 0 if there were none yet.
 */
export function readSocket(socket: string, repeats: Map<string, number>): void {
  const [, localPort, remote, queue = '', sent = '', probes = ''] = SOCKET.exec(socket) ?? [];
  if (!(Number.parseInt(queue, 16) > 0)) return;
  const count = Math.max(Number.parseInt(sent, 16), Number(probes));
  repeats.set(`${localPort} ${remote}`, count);
}

/**
 * Retransmissions by `keyOf`, for the sockets with unacknowledged output; null where the system does not report them.
 */
export async function unacknowledgedRepeats(): Promise<ReadonlyMap<string, number> | null> {
  const repeats = new Map<string, number>();
  let isThere = false;
  for (const file of FILES) {
    try {
      let rest = '';
      const stream = createReadStream(file, { encoding: 'latin1', highWaterMark: CHUNK_BYTES });
      for await (const chunk of stream) {
        isThere = true;
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) readSocket(line, repeats);
      }
    } catch {
      // The file is missing: another system, or one without IPv6.
    }
  }
  return isThere ? repeats : null;
}
