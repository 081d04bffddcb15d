/** The login cookie of a browser: read from requests, set by answers (RFC 6265). */

/** The longest that browsers keep a cookie; the token in it is valid while its device is remembered. */
const MAX_AGE_S = 400 * 24 * 3600;

/** The characters and length of a token. */
const VALUE = /^[A-Za-z0-9_-]{1,200}$/;

/**
 * The name includes the port, since cookies ignore ports. Under TLS a prefix makes a browser reject a cookie that a
 * page without TLS sets, and `__Host-` one from another subdomain; but that needs the path `/` (RFC 6265bis section
 * 4.1.3).
 */
function cookieName({ port, protocol, pathname }: URL): string {
  const name = port === '' ? 'chinwag' : `chinwag-${port}`;
  if (protocol !== 'https:') return name;
  return `${pathname === '/' ? '__Host-' : '__Secure-'}${name}`;
}

/** The token for `page` in the header field `cookie`; null where there is none. */
export function readToken(cookie: string | undefined, page: URL): string | null {
  const name = cookieName(page);
  for (const pair of (cookie ?? '').split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() === name && VALUE.test(value.trim())) return value.trim();
  }
  return null;
}

/** Sets the token for `page` alone, not for others on the same host; null removes it. */
export function tokenCookie(token: string | null, page: URL): string {
  const age = token === null ? 0 : MAX_AGE_S;
  const secure = page.protocol === 'https:' ? '; Secure' : '';
  const attributes = `Max-Age=${age}; Path=${page.pathname}; HttpOnly; SameSite=Strict${secure}`;
  return `${cookieName(page)}=${token ?? ''}; ${attributes}`;
}
