/** Requests to the server besides the WebSocket: logging in, which sets a cookie, is one. */
export async function postJson(
  path: string,
  body: object | null,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(path, {
    method: 'POST',
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
