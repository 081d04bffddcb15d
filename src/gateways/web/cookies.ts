/** The cookie that logs a browser's page in: what a request brings, and what an answer sets (RFC 6265). */

/** As long as browsers keep one; the token in it is good for as long as its device is remembered. */
const MAX_AGE_S = 400 * 24 * 3600;

/** What a token is made of. */
const VALUE = /^[A-Za-z0-9_-]{1,200}$/;

/**
 * Cookies know no ports. Under TLS a prefix has a browser refuse what a page without TLS sets, and `__Host-` what another
 * subdomain does; but that needs the path `/` (RFC 6265bis section 4.1.3).
 */
function cookieName({ port, protocol, pathname }: URL): string {
  const name = port === '' ? 'chinwag' : `chinwag-${port}`;
  if (protocol !== 'https:') return name;
  return `${pathname === '/' ? '__Host-' : '__Secure-'}${name}`;
}

/** The token that the header field `cookie` has for `page`; null where there is none. */
export function readToken(cookie: string | undefined, page: URL): string | null {
  const name = cookieName(page);
  for (const pair of (cookie ?? '').split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() === name && VALUE.test(value.trim())) return value.trim();
  }
  return null;
}

/** Sets the token for `page`, and for nothing that is beside it on the same host; null takes it away. */
export function tokenCookie(token: string | null, page: URL): string {
  const age = token === null ? 0 : MAX_AGE_S;
  const secure = page.protocol === 'https:' ? '; Secure' : '';
  const attributes = `Max-Age=${age}; Path=${page.pathname}; HttpOnly; SameSite=Strict${secure}`;
  return `${cookieName(page)}=${token ?? ''}; ${attributes}`;
}
