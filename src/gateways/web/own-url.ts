/**
 * This server's own URLs, as told to others. The host in a request is never used for them, since a client can put
 * anything there.
 */
import { formatHost, type Host } from './hosts.ts';

/** How a client reached this server. */
export interface Reached {
  /** Over TLS, to us or to a trusted proxy. */
  readonly secure: boolean;
  /** From this machine. */
  readonly local: boolean;
  /** The local address of the connection. */
  readonly localHost: Host;
}

/**
 * The URL of this server for that client: the public URL, `localhost` on this machine, or null where none is
 * configured.
 */
export function ownUrl(publicUrl: URL | null, { secure, local, localHost }: Reached): URL | null {
  if (publicUrl !== null || !local) return publicUrl;
  return new URL(`${secure ? 'https' : 'http'}://localhost:${localHost.port ?? ''}/`);
}

/** The path of this server in the public URL, with a slash at its end. */
export function basePath(publicUrl: URL | null): string {
  return publicUrl?.pathname ?? '/';
}

/** `path` as the routes know it: a proxy may strip the base path, or keep it. */
export function belowBase(path: string, base: string): string | null {
  return base !== '/' && path.startsWith(base) ? path.slice(base.length - 1) : null;
}

/** The https URL of `target`, which was requested from `host`: at that host, or at the public URL. */
export function secureUrl(publicUrl: URL | null, host: Host, target: string): string | null {
  if (publicUrl === null) return URL.parse(`https://${formatHost(host)}${target}`)?.href ?? null;
  if (publicUrl.protocol !== 'https:') return null;
  const below = belowBase(target, publicUrl.pathname) ?? target;
  return URL.parse(`${publicUrl.origin}${publicUrl.pathname}${below.slice(1)}`)?.href ?? null;
}
