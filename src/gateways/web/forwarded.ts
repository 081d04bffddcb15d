/** Reads what a trusted proxy says of the client, from the one header that is believed. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** The header that proxies use: X-Forwarded-For with X-Forwarded-Proto, or Forwarded (RFC 7239). */
export type ForwardingHeader = 'x-forwarded-for' | 'forwarded';

/** The trusted proxies, as the network knows them. */
export interface Proxies {
  /** Null: HTTP headers about the client are not believed. */
  readonly header: ForwardingHeader | null;
  trusts(address: string): boolean;
  /** The client behind a chain of addresses, the nearest to us last; -1 where it is not known. */
  client(
    chain: readonly (string | null)[],
    peer: string,
  ): { readonly address: string; readonly at: number };
}

export interface Forwarded {
  readonly address: string;
  /** Did the client speak TLS to its proxy? Null: the proxies do not say. */
  readonly secure: boolean | null;
  /** Was the header present? */
  readonly said: boolean;
}

/** The client as `peer`, a trusted proxy, describes it; null where `peer` is not one, or no header is believed. */
export function readForwarded(
  headers: IncomingHttpHeaders,
  peer: string,
  proxies: Proxies,
): Forwarded | null {
  const { header } = proxies;
  if (header === null || !proxies.trusts(peer)) return null;
  const hops = header === 'forwarded' ? standardHops(headers) : customHops(headers);
  const { address, at } = proxies.client(
    hops.map(({ node }) => node),
    peer,
  );
  const proto = hops[at]?.proto ?? null;
  return { address, secure: proto === null ? null : proto === 'https', said: hops.length > 0 };
}

interface Hop {
  /** An address; null where it is hidden or invalid. */
  readonly node: string | null;
  /** In lower case; null where it is missing. */
  readonly proto: string | null;
}

/**
 * `for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"`. No value that is understood holds a comma, so an unclosed
 * quote from a client cannot swallow what a proxy appends.
 */
function standardHops({ forwarded = '' }: IncomingHttpHeaders): Hop[] {
  return elements(forwarded).map((element) => {
    const values = new Map<string, string>();
    for (const pair of element.split(';').filter((one) => one.trim() !== '')) {
      const [, name = '', quoted, plain = ''] = PAIR.exec(pair) ?? [];
      // RFC 7239 section 4: no parameter may occur twice. An unreadable one invalidates the element.
      if (name === '' || values.has(name.toLowerCase())) return NONSENSE;
      values.set(name.toLowerCase(), quoted ?? plain);
    }
    const proto = values.get('proto')?.toLowerCase() ?? null;
    return { node: readNode(values.get('for') ?? ''), proto };
  });
}

/** Some proxies write an IPv6 address without the quotes that it needs. */
const PAIR = /^\s*([\w!#$%&'*+.^`|~-]+)=(?:"([^"\\]*)"|([^\s"]+))\s*$/;
const NONSENSE: Hop = { node: null, proto: null };

/** X-Forwarded-Proto has one scheme for all, or one per proxy: then all must be secure. */
function customHops(headers: IncomingHttpHeaders): Hop[] {
  const protos = elements(joined(headers['x-forwarded-proto'])).map((one) => one.toLowerCase());
  const proto = protos.find((one) => one !== 'https') ?? protos[0] ?? null;
  return elements(joined(headers['x-forwarded-for'])).map((node) => ({
    node: readNode(node),
    proto,
  }));
}

function joined(value: string | string[] | undefined): string {
  return [value ?? ''].flat().join(',');
}

/** The non-empty elements of a list (RFC 9110 section 5.6.1.2). */
function elements(list: string): string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** An address, with or without a port; IPv6 in brackets, or bare as some proxies write it. */
function readNode(text: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+)(?::\d+)?)$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  return isIP(address) === 0 ? null : address;
}
