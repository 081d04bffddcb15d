/** HTTP as bytes, for tests that care about each of them. */
import { connect } from 'node:net';
import { until } from './until.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What came back for some bytes. */
export interface Exchange {
  readonly answers: readonly HttpAnswer[];
  /** Did the server close the connection? */
  readonly closed: boolean;
  /** What went wrong on the socket, or null. */
  readonly error: string | null;
}

/** Finds the next answer in `text`, which is the answer to a HEAD request or not. */
function readAnswer(text: string, head: boolean): { answer: HttpAnswer; rest: string } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...fields] = text.slice(0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new Error(`no status line: ${statusLine}`);
  const headers = new Map(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(': ');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 2)];
    }),
  );
  const length = head || status === 101 ? 0 : Number(headers.get('content-length') ?? 0);
  const start = end + 4;
  if (text.length < start + length) return null;
  const body = text.slice(start, start + length);
  return { answer: { status, headers, body }, rest: text.slice(start + length) };
}

/**
 * Sends `parts`, each in a packet of its own, and resolves when as many answers have come as `answers` says, or
 * the server has closed. Answers are read as ASCII.
 */
export async function exchange(
  port: number,
  parts: string | readonly (string | Uint8Array)[],
  { answers: wanted = Number.POSITIVE_INFINITY, end = false } = {},
): Promise<Exchange> {
  const head = String(typeof parts === 'string' ? parts : parts.join('')).startsWith('HEAD ');
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const state = { text: '', closed: false, error: null as string | null };
  const answers: HttpAnswer[] = [];
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    state.text += text;
    for (let next = readAnswer(state.text, head); next; next = readAnswer(state.text, head)) {
      answers.push(next.answer);
      state.text = next.rest;
    }
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    state.error = error.code ?? error.message;
  });
  socket.on('close', () => {
    state.closed = true;
  });
  for (const part of typeof parts === 'string' ? [parts] : parts) {
    await new Promise((resolve) => socket.write(part, resolve));
    // Lets the packet go before the next is written.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (end) socket.end();
  try {
    await until(
      () => state.closed || answers.length >= wanted,
      () => `an answer to ${JSON.stringify(parts).slice(0, 200)}, not ${state.text}`,
    );
    if (state.closed && state.text !== '') throw new Error(`half an answer: ${state.text}`);
    return { answers, closed: state.closed, error: state.error };
  } finally {
    socket.destroy();
  }
}
