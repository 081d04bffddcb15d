/** Answers of the web gateway: a status, common headers, a short text. */
import type { OutgoingHttpHeaders } from 'node:http';
import { STATUS_CODES } from './node-http.ts';

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Does the connection close after it? */
  readonly close: boolean;
}

/** A request whose body must be read before it can be answered. */
export interface Submission {
  readonly bytesMax: number;
  /** Answers through `done`, once. @returns a function that cancels */
  take(body: Buffer, done: (answer: WebAnswer) => void): () => void;
}

/**
 * Defaults: nothing may load, be framed, be sniffed as another type, be cached or be read by another site, unless a
 * route says otherwise.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** An error answer with an explanation; `more` headers are added. */
export function problem(
  status: number,
  why: string,
  more: Readonly<Record<string, string>> = {},
  close = false,
): WebAnswer {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', ...more };
  return { status, headers, body: `${why}\n`, close };
}

/** The same answer, with the connection closed after it. */
export function last(answer: WebAnswer): WebAnswer {
  return answer.close ? answer : { ...answer, close: true };
}

/** Adds headers to an answer, now or once it is made. */
export function withHeaders(
  answer: WebAnswer | Submission,
  more: Readonly<Record<string, string>>,
): WebAnswer | Submission {
  const add = (one: WebAnswer): WebAnswer => ({ ...one, headers: { ...one.headers, ...more } });
  if ('status' in answer) return add(answer);
  return { ...answer, take: (body, done) => answer.take(body, (made) => done(add(made))) };
}

/** Makes a browser use https only from now on (RFC 6797 section 6.1). */
export function hstsHeader(value: string): Readonly<Record<string, string>> {
  return { 'Strict-Transport-Security': value };
}

/** All headers of an answer. */
export function headersOf({ status, headers, body, close }: WebAnswer): OutgoingHttpHeaders {
  return {
    ...HEADERS,
    ...(close ? { Connection: 'close' } : {}),
    ...headers,
    // RFC 9110 section 8.6: these must not have a Content-Length.
    ...(status === 204 || status === 304
      ? {}
      : { 'Content-Length': String(Buffer.byteLength(body)) }),
  };
}

/** The answer as bytes, for where there is no request that node:http could answer. */
export function rawAnswer(answer: WebAnswer): string {
  const headers = { Date: new Date().toUTCString(), ...headersOf(last(answer)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status, body } = answer;
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
