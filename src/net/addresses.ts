/** Canonical forms of addresses. */
import { isIPv6 } from 'node:net';

/** An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2), as URL writes it. */
const MAPPED = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** The canonical form of an address: `::ffff:192.0.2.1` becomes 192.0.2.1, and IPv6 follows RFC 5952. */
export function plainAddress(address: string): string {
  if (!isIPv6(address)) return address;
  // Proxies may spell it differently from sockets. URL knows no zones.
  const canonical = URL.parse(`http://[${address}]`)?.hostname ?? `[${address}]`;
  const [, high, low] = MAPPED.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical.slice(1, -1);
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}
