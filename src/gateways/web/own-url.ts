/** The addresses of this server that others are told. What a request calls it is none of them: anybody writes that. */
import { formatHost, type Host } from './hosts.ts';

/** How somebody reached this server. */
export interface Reached {
  /** By TLS, to us or to a proxy that is trusted. */
  readonly secure: boolean;
  /** From this machine. */
  readonly local: boolean;
  /** Where the connection came in. */
  readonly localHost: Host;
}

/** Where this server is for whoever reached it so: the public URL, on this machine `localhost`, or null where nobody has said. */
export function ownUrl(publicUrl: URL | null, { secure, local, localHost }: Reached): URL | null {
  if (publicUrl !== null || !local) return publicUrl;
  return new URL(`${secure ? 'https' : 'http'}://localhost:${localHost.port ?? ''}/`);
}

/** The path below which the public URL has this server, with a slash at its end. */
export function basePath(publicUrl: URL | null): string {
  return publicUrl?.pathname ?? '/';
}

/** `path` as the routes know it: a proxy may take the base away, or leave it. */
export function belowBase(path: string, base: string): string | null {
  return base !== '/' && path.startsWith(base) ? path.slice(base.length - 1) : null;
}

/** The https address of `target`, which was asked for at `host`: that host's own, or the public one. */
export function secureUrl(publicUrl: URL | null, host: Host, target: string): string | null {
  if (publicUrl === null) return URL.parse(`https://${formatHost(host)}${target}`)?.href ?? null;
  if (publicUrl.protocol !== 'https:') return null;
  const below = belowBase(target, publicUrl.pathname) ?? target;
  return URL.parse(`${publicUrl.origin}${publicUrl.pathname}${below.slice(1)}`)?.href ?? null;
}
