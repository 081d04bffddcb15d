/**
 * Decides which host names may reach this server, and which pages may connect. A page of another site can point its own
 * name here (DNS rebinding), and any page can open a WebSocket to this server.
 */
import { isIP, isIPv6 } from 'node:net';
import type { WebSettings } from './settings.ts';

/** The host that a request addresses. */
export interface Host {
  /** In lower case; an IPv6 address in brackets. */
  readonly name: string;
  /** Null where it is the scheme's default. */
  readonly port: number | null;
}

/** `uri-host [":" port]` (RFC 9110 section 7.2), limited to the characters of names and addresses. */
const HOST = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{0,5}))?$/;

/** The host in `text`; null where it is not valid. */
export function parseHost(text: string): Host | null {
  const [, name = '', port = ''] = HOST.exec(text) ?? [];
  if (name === '' || Number(port) > 65_535) return null;
  if (name.startsWith('[') && !isIPv6(name.slice(1, -1))) return null;
  return { name: name.toLowerCase(), port: port === '' ? null : Number(port) };
}

/** `host` as text: `NAME:PORT`, or the name alone. */
export function formatHost({ name, port }: Host): string {
  return port === null ? name : `${name}:${port}`;
}

/** Does `host` belong to this server? Any address does, since addresses cannot be rebound. */
export function isOurs({ name }: Host, { hostNames }: Pick<WebSettings, 'hostNames'>): boolean {
  if (name === 'localhost' || name.startsWith('[') || isIP(name) !== 0) return true;
  return hostNames.includes(name);
}

/**
 * This server's page with the origin `origin`, reached as `host`, with its base path. Null: it belongs to another site.
 */
export function ownPage(
  origin: string | undefined,
  host: Host,
  secure: boolean,
  { publicUrl }: Pick<WebSettings, 'publicUrl'>,
): URL | null {
  if (origin === undefined) return null;
  if (origin === publicUrl?.origin) return publicUrl;
  const ours = URL.parse(`${secure ? 'https' : 'http'}://${formatHost(host)}`);
  return origin === ours?.origin ? ours : null;
}

/** May a page with the origin `origin` open a WebSocket to `host`? Only browsers send an origin, and they always do. */
export function originAllowed(
  origin: string | undefined,
  host: Host,
  secure: boolean,
  settings: Pick<WebSettings, 'allowedOrigins' | 'publicUrl'>,
): boolean {
  if (origin === undefined || settings.allowedOrigins.includes(origin)) return true;
  return ownPage(origin, host, secure, settings) !== null;
}
