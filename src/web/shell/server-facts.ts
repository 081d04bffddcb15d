/** What the server says of itself in the page that it serves. */

function fact(name: string): string | null {
  // Tests of what uses it have no page.
  if (typeof document === 'undefined') return null;
  const found = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
  return found?.content || null;
}

/** What people call the server. */
export const serverName = fact('application-name') ?? 'Chinwag';

/** Bytes of a new password, at least. */
export const passwordMin = Number(fact('chinwag-password-min')) || 8;
