/** Requests to the server besides the WebSocket: logging in, which sets a cookie, is one. */
import { base } from './base.ts';

/** Posts to `path` below the page, such as `/login`. */
export async function postJson(
  path: string,
  body: object | null,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(new URL(`.${path}`, base()), {
    method: 'POST',
    // Also where the page is closed at once.
    keepalive: true,
    ...(body !== null && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  try {
    return { status: response.status, json: JSON.parse(text) };
  } catch {
    return { status: response.status, json: null };
  }
}
