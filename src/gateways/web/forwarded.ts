/** What a trusted proxy says of the client whose request it passes on. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

export interface Forwarded {
  /** The client's address, or null where the proxy says none. */
  readonly address: string | null;
  /** Did the client speak TLS to the proxy? */
  readonly secure: boolean;
}

/**
 * Reads `Forwarded` (RFC 7239) or, without it, `X-Forwarded-For` and `X-Forwarded-Proto`. Each proxy adds to the
 * end, so the client is the last address that is not a proxy which `trusts`: what stands before it
 * anybody could have written.
 */
export function readForwarded(
  headers: IncomingHttpHeaders,
  trusts: (address: string) => boolean,
): Forwarded {
  const hops = headers.forwarded ? standardHops(headers.forwarded) : customHops(headers);
  const addresses = hops.map(({ node }) => node);
  const client = addresses.findLast((address) => address === null || !trusts(address)) ?? null;
  return { address: client, secure: hops.at(-1)?.proto?.toLowerCase() === 'https' };
}

interface Hop {
  /** An address; null where it is hidden or nonsense. */
  readonly node: string | null;
  readonly proto: string | undefined;
}

/** `for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"`. No value that is understood holds a comma. */
function standardHops(value: string): Hop[] {
  return value.split(',').map((element) => {
    const pairs = element.split(';').map((pair): [string, string] => {
      const [, name = '', text = ''] =
        /^\s*([!#$%&'*+.^_`|~\w-]+)="?([^"]*)"?\s*$/.exec(pair) ?? [];
      return [name.toLowerCase(), text];
    });
    const { for: node = '', proto } = Object.fromEntries(pairs) as Record<string, string>;
    return { node: readNode(node), proto };
  });
}

function customHops(headers: IncomingHttpHeaders): Hop[] {
  const value = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  const [proto] = [headers['x-forwarded-proto'] ?? ''].flat();
  if (value === '') return [{ node: null, proto }];
  return value.split(',').map((node) => ({ node: readNode(node.trim()), proto }));
}

/** An address, with or without a port; IPv6 in brackets, or bare as some proxies write it. */
function readNode(text: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+)(?::\d+)?)$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  return isIP(address) === 0 ? null : address;
}
