/**
 * Under which names a browser may reach this server, and which pages may. A page of another site can have its
 * own name lead here (DNS rebinding), and any page can open a WebSocket to here.
 */
import { isIP, isIPv6 } from 'node:net';
import type { WebSettings } from './settings.ts';

/** What a request calls this server. */
export interface Host {
  /** In lower case; an IPv6 address in brackets. */
  readonly name: string;
  /** Null where it is the scheme's own. */
  readonly port: number | null;
}

/** `uri-host [":" port]` (RFC 9110 section 7.2), of the characters that a name or an address can have. */
const HOST = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{0,5}))?$/;

/** The host that `text` names, or null for what is none. */
export function parseHost(text: string): Host | null {
  const [, name = '', port = ''] = HOST.exec(text) ?? [];
  if (name === '' || Number(port) > 65_535) return null;
  if (name.startsWith('[') && !isIPv6(name.slice(1, -1))) return null;
  return { name: name.toLowerCase(), port: port === '' ? null : Number(port) };
}

/** `host` as one writes it: `NAME:PORT`, or the name alone. */
export function formatHost({ name, port }: Host): string {
  return port === null ? name : `${name}:${port}`;
}

/** Is `host` this server's own? An address is: nobody can have another's lead here. */
export function isOurs({ name }: Host, { hostNames }: Pick<WebSettings, 'hostNames'>): boolean {
  if (name === 'localhost' || name.startsWith('[') || isIP(name) !== 0) return true;
  return hostNames.includes(name);
}

/** The page of `origin` as this server's own, reached as `host`: with its base path. Null: it is another's. */
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

/** May a page of `origin` open a WebSocket to `host`? Only browsers name an origin, and they always do. */
export function originAllowed(
  origin: string | undefined,
  host: Host,
  secure: boolean,
  settings: Pick<WebSettings, 'allowedOrigins' | 'publicUrl'>,
): boolean {
  if (origin === undefined || settings.allowedOrigins.includes(origin)) return true;
  return ownPage(origin, host, secure, settings) !== null;
}
