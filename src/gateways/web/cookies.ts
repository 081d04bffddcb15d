/** The cookie that logs a browser's page in: what a request brings, and what an answer sets (RFC 6265). */
import type { Host } from './hosts.ts';

/** As long as browsers keep one; the token in it is good for as long as its device is remembered. */
const MAX_AGE_S = 400 * 24 * 3600;

/** What a token is made of. */
const VALUE = /^[A-Za-z0-9_-]{1,200}$/;

/**
 * Cookies know no ports, and under TLS this prefix has a browser refuse what another subdomain, or a page without TLS,
 * sets (RFC 6265bis section 4.1.3.2).
 */
function cookieName({ port }: Host, secure: boolean): string {
  const name = port === null ? 'chinwag' : `chinwag-${port}`;
  return secure ? `__Host-${name}` : name;
}

/** The token that the header field `cookie` has for this server; null where there is none. */
export function readToken(cookie: string | undefined, host: Host, secure: boolean): string | null {
  const name = cookieName(host, secure);
  for (const pair of (cookie ?? '').split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() === name && VALUE.test(value.trim())) return value.trim();
  }
  return null;
}

/** Sets the token; null takes it away. */
export function tokenCookie(token: string | null, host: Host, secure: boolean): string {
  const age = token === null ? 0 : MAX_AGE_S;
  const attributes = `Max-Age=${age}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return `${cookieName(host, secure)}=${token ?? ''}; ${attributes}`;
}
