/** Addresses as they are written. */
import { isIPv6 } from 'node:net';

/** An IPv4 address in IPv6's clothes (RFC 4291 section 2.5.5.2), as URL writes it. */
const MAPPED = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** The address as people know it: `::ffff:192.0.2.1` is 192.0.2.1, and IPv6 is written as RFC 5952 has it. */
export function plainAddress(address: string): string {
  if (!isIPv6(address)) return address;
  // However it is spelled: what a proxy says is not always what a socket would. URL knows no zones.
  const canonical = URL.parse(`http://[${address}]`)?.hostname ?? `[${address}]`;
  const [, high, low] = MAPPED.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical.slice(1, -1);
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}
