/** Verifies each server before it is measured: texts arrive unchanged, in order, and from the right sender. */
import { strictEqual } from 'node:assert';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import type { ServerKind } from './servers.ts';
import { type Heard, irc, lines, native, type Tongue } from './tongues.ts';

const TEXTS = 500;
const ANSWER_MS_MAX = 10_000;
const FROM = 'alice';
const TO = 'bob';
const CHARACTERS = ['a', ' ', 'é', '語', '🙂', ':', '\\', '\t'];

/**
 * Over WebSocket the native protocol is spoken, with the `ws` package, so that our own code for frames is checked by
 * another.
 */
const tongues: Readonly<Record<ServerKind['protocol'], Tongue>> = {
  native,
  registered: native,
  lines,
  websocket: native,
  irc,
  'irc-tagged': irc,
  'irc-acknowledged': irc,
};

/** @throws AssertionError with the first text that did not arrive as it was sent */
export async function verify(kind: ServerKind): Promise<void> {
  const server = await kind.start();
  const tongue = tongues[kind.protocol];
  const texts = Array.from({ length: TEXTS }, (_, i) => textOf(i, tongue.charactersMax));
  const arrived = await exchange(kind, server.port, tongue, texts);
  await server.stop();
  for (const [i, text] of texts.entries()) {
    strictEqual(arrived[i], `${FROM}: ${text}`, `${kind.name}: text ${i} did not arrive as sent`);
  }
}

/** A text of 1 to `charactersMax` characters of one to four bytes each; the same at each run. */
function textOf(i: number, charactersMax: number): string {
  const length = 1 + ((i * 37) % charactersMax);
  const characters = Array.from({ length }, (_, at) => CHARACTERS[(i + at) % CHARACTERS.length]);
  return `${i} ${characters.join('')}.`;
}

async function exchange(
  kind: ServerKind,
  port: number,
  tongue: Tongue,
  texts: readonly string[],
): Promise<string[]> {
  const arrived: string[] = [];
  let successes = 0;
  const heard: Heard = {
    success: () => void successes++,
    message: (from, text) => void arrived.push(`${from}: ${text}`),
  };
  const to = await open(kind, port, tongue.listen(heard));
  to.write(tongue.login(TO));
  const from = await open(kind, port, tongue.listen(heard));
  from.write(tongue.login(FROM));
  await until(() => successes === 2, 'logins');
  for (const text of texts) from.write(tongue.sendto(TO, text));
  await until(() => arrived.length === texts.length, 'messages');
  if (tongue.acknowledges) {
    await until(() => successes === 2 + texts.length, 'acknowledgements');
  }
  to.close();
  from.close();
  return arrived;
}

interface Connection {
  write(bytes: Uint8Array | string): void;
  close(): void;
}

/** The certificate is self-signed, and the server is on this machine. */
const UNVERIFIED = { rejectUnauthorized: false };

async function open(
  { protocol, secure }: ServerKind,
  port: number,
  listen: (chunk: Buffer) => void,
): Promise<Connection> {
  if (protocol === 'websocket') {
    const url = `${secure ? 'wss' : 'ws'}://127.0.0.1:${port}/ws`;
    const webSocket = new WebSocket(url, 'chinwag.v1', UNVERIFIED);
    webSocket.on('message', listen);
    await new Promise((resolve, reject) => webSocket.on('open', resolve).on('error', reject));
    return { write: (bytes) => webSocket.send(bytes), close: () => webSocket.terminate() };
  }
  const address = { host: '127.0.0.1', port };
  const socket = secure ? connectTls({ ...address, ...UNVERIFIED }) : createConnection(address);
  socket.setNoDelay(true).on('data', listen);
  return { write: (bytes) => socket.write(bytes), close: () => socket.destroy() };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + ANSWER_MS_MAX; !condition(); await sleep(5)) {
    if (Date.now() > deadline) throw new Error(`not all ${what} arrived`);
  }
}
