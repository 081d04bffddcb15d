/** Requests to the server besides the WebSocket: logging in, which sets a cookie, is one. */
import { base } from './base.ts';

/** What answers later is of no use to whoever waits for it. */
const ANSWER_MS_MAX = 10_000;

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

/** The status that the server, or what is before it, answers a plain request with; null: nothing answers. */
export async function reachServer(): Promise<number | null> {
  try {
    const { status } = await fetch(new URL('healthz', base()), {
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    return status;
  } catch {
    return null;
  }
}
