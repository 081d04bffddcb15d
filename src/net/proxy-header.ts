/**
 * Parses the PROXY protocol, versions 1 and 2: the proxy's statement about its client, before the first byte of the
 * connection itself (haproxy's doc/proxy-protocol.txt).
 */
import { isIP } from 'node:net';

/** The result: no header, an incomplete one, an invalid one, or a complete one. */
export type ProxyHeader =
  | 'absent'
  | 'incomplete'
  | 'broken'
  /** `bytes` is its length; `client` is null where the proxy connects for itself (a health check). */
  | { readonly bytes: number; readonly client: ProxiedClient | null };

export interface ProxiedClient {
  /** Null where the proxy does not know it, or it is no internet address. */
  readonly address: string | null;
  /** Does the client use TLS to the proxy? Only version 2 can say so. */
  readonly secure: boolean;
}

const V1 = Buffer.from('PROXY ');
/** Section 2.1: 107 characters with the line break are enough for any header. */
const V1_BYTES_MAX = 107;
const V1_LINE = /^PROXY (?:UNKNOWN(?: .*)?|TCP([46]) (\S+) (\S+) (\d{1,5}) (\d{1,5}))$/;

const V2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n');
const V2_HEAD_BYTES = 16;
/** Addresses and added fields (TLS details, an id); far above the size of any real header. */
const V2_REST_BYTES_MAX = 4096;
const INET = 1;
const INET6 = 2;
/** A field after the addresses: a type, a length of two bytes, a value. */
const TLV_HEAD_BYTES = 3;
const TLV_SSL = 0x20;
/** A flag in the first byte of that value. */
const CLIENT_SSL = 0x01;

/** Parses the header at the start of `bytes`. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsWith(bytes, V2)) return readV2(bytes);
  if (beginsWith(bytes, V1)) return readV1(bytes);
  return 'absent';
}

/** Do they agree up to the shorter length? */
function beginsWith(bytes: Buffer, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return bytes.subarray(0, length).equals(signature.subarray(0, length));
}

function readV1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, V1_BYTES_MAX).indexOf('\r\n');
  if (end === -1) return bytes.length < V1_BYTES_MAX ? 'incomplete' : 'broken';
  const match = V1_LINE.exec(bytes.toString('latin1', 0, end));
  if (match === null) return 'broken';
  const [, family, source] = match;
  const client = { address: source ?? null, secure: false };
  if (source !== undefined && isIP(source) !== Number(family)) return 'broken';
  return { bytes: end + 2, client };
}

function readV2(bytes: Buffer): ProxyHeader {
  if (bytes.length < V2_HEAD_BYTES) return 'incomplete';
  const [version, command] = [bytes.readUInt8(12) >> 4, bytes.readUInt8(12) & 0x0f];
  const family = bytes.readUInt8(13) >> 4;
  const rest = bytes.readUInt16BE(14);
  if (version !== 2 || command > 1 || rest > V2_REST_BYTES_MAX) return 'broken';
  const end = V2_HEAD_BYTES + rest;
  if (bytes.length < end) return 'incomplete';
  // LOCAL: the connection's own address counts.
  if (command === 0) return { bytes: end, client: null };
  const body = bytes.subarray(V2_HEAD_BYTES, end);
  // Other families than the internet's are skipped by the total length.
  if (family !== INET && family !== INET6) {
    return { bytes: end, client: { address: null, secure: false } };
  }
  const length = family === INET ? 4 : 16;
  const addresses = 2 * length + 4;
  if (rest < addresses) return 'broken';
  const secure = readSecure(body.subarray(addresses));
  if (secure === null) return 'broken';
  const source = body.subarray(0, length);
  const address = family === INET ? source.join('.') : inet6(source);
  return { bytes: end, client: { address, secure } };
}

/** Whether the added fields say that the client uses TLS (section 2.2.6); null where they are truncated. */
function readSecure(added: Buffer): boolean | null {
  let secure = false;
  for (let at = 0; at < added.length; ) {
    if (at + TLV_HEAD_BYTES > added.length) return null;
    const [type, length] = [added.readUInt8(at), added.readUInt16BE(at + 1)];
    at += TLV_HEAD_BYTES + length;
    if (at > added.length) return null;
    if (type === TLV_SSL && length > 0) secure = (added.readUInt8(at - length) & CLIENT_SSL) !== 0;
  }
  return secure;
}

function inet6(address: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, i) => address.readUInt16BE(2 * i).toString(16));
  return groups.join(':');
}
