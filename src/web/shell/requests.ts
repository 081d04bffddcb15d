/** HTTP requests to the server besides the WebSocket, such as the login, which sets a cookie. */
import { base } from './base.ts';

/** The time limit of a request. */
const ANSWER_MS_MAX = 10_000;

/** Posts to `path` below the page, such as `/login`. */
export async function postJson(
  path: string,
  body: object | null,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(new URL(`.${path}`, base()), {
    method: 'POST',
    // Sent even if the page closes right after.
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

/** The status with which the server or its proxy answers a plain request; null if there is no answer. */
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
