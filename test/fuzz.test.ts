/** Sessions that are split, cut short and followed by garbage, at every gateway. Incomplete input is never executed. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { PROXY_ADDRESS, proxyHeader, proxyLine, trusting } from './support/proxy.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { until } from './support/until.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(
    folder,
    ...[...trusting('proxy-protocol'), '--login-rate-limit', 'off'],
  );
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** Whoever is logged in by what should not reach the hub. */
const GHOST = 'ghost';

interface Session {
  /** What is sent, by somebody of this name of five characters. */
  readonly bytes: (name: string) => Buffer;
  /** What the answers have so many times, and the last of them at its end. */
  readonly last: readonly [text: string, times: number];
  /** Does it open as what is never read as commands, up to here? */
  readonly closedUpTo: number;
  /** Does a proxy say it? */
  readonly proxied?: boolean;
}

const LINES = (name: string): string[] => [
  ...['logout', `login ${name}`, `login ${name}`, `sendto ${name} hé 🎈`],
  ...['sendto nobody-there x', 'logout', 'logout'],
];
const lines = (name: string) => Buffer.from(`${LINES(name).join('\r\n')}\n`);
const frames = (name: string) => Buffer.concat(LINES(name).map(frameOf));
const UPGRADE = Buffer.from(
  `GET /ws HTTP/1.1\r\n${[
    ...['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
    ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
    'Sec-WebSocket-Protocol: chinwag.v1',
  ].join('\r\n')}\r\n\r\n`,
);
const REQUESTS = Buffer.from(
  ['/healthz', '/a', '/healthz', '/the-last']
    .map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    .join(''),
);

/** A message of each frame, masked with zeros. */
function masked(name: string): Buffer {
  const messages = LINES(name).map((line) => {
    const frame = frameOf(line);
    return Buffer.concat([Buffer.of(0x82, 0x80 | frame.length, 0, 0, 0, 0), frame]);
  });
  return Buffer.concat(messages);
}

const IRC = (name: string) =>
  Buffer.from(
    `${[
      ...['CAP LS 302', `NICK ${name}`, `USER ${name} 0 * :Zoë`, 'CAP REQ :batch', 'CAP END'],
      ...[`JOIN #${name}`, `PRIVMSG #${name} :hé 🎈`, `PRIVMSG ${name} :hé 🎈`, `MODE #${name}`],
      ...[`TOPIC #${name} :x`, `WHO #${name} %tcuhnfar,1`, 'FOO', 'PING first', `PART #${name}`],
      'PING the-last',
    ].join('\r\n')}\r\n`,
  );

const NOT_LOGGED_IN = ['not logged in', 2] as const;
const EIGHT_LINES = ['\n', 8] as const;
const sessions: Readonly<Record<string, Session>> = {
  native: { bytes: frames, last: NOT_LOGGED_IN, closedUpTo: 0 },
  lines: { bytes: lines, last: EIGHT_LINES, closedUpTo: 0 },
  IRC: { bytes: IRC, last: [' :the-last\r\n', 1], closedUpTo: 0 },
  HTTP: {
    bytes: () => REQUESTS,
    last: ['there is nothing here by that name\n', 2],
    closedUpTo: REQUESTS.length,
  },
  WebSocket: {
    bytes: (name) => Buffer.concat([UPGRADE, masked(name)]),
    last: NOT_LOGGED_IN,
    closedUpTo: UPGRADE.length - 1,
  },
  'PROXY, then lines': {
    bytes: (name) => Buffer.concat([Buffer.from(proxyLine('192.0.2.1')), lines(name)]),
    last: EIGHT_LINES,
    closedUpTo: 0,
    proxied: true,
  },
  'PROXY version 2, then native': {
    bytes: (name) => Buffer.concat([proxyHeader('192.0.2.1'), frames(name)]),
    last: NOT_LOGGED_IN,
    closedUpTo: 0,
    proxied: true,
  },
};

/** Sends `parts`, each in a packet of its own; everything heard is added to `heard`. */
async function send(parts: readonly Uint8Array[], { proxied = false }: Partial<Session> = {}) {
  const socket = connect({
    port: server.port,
    host: '127.0.0.1',
    noDelay: true,
    ...(proxied && { localAddress: PROXY_ADDRESS }),
  });
  const state = { text: '', closed: false };
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (text: string) => {
    state.text += text;
  });
  socket.on('close', () => {
    state.closed = true;
  });
  await once(socket, 'connect');
  for (const part of parts.filter(({ length }) => length > 0)) {
    await new Promise((resolve) => socket.write(part, resolve));
    await turn();
  }
  return { socket, state } satisfies { socket: Socket; state: object };
}

let people = 0;
/** A name that nobody else has, of five characters. */
function nextName(): string {
  return `f${String(++people).padStart(4, '0')}`;
}

/** Everything that is answered to a session that is cut at `cuts`. */
async function answers(session: Session, cuts: readonly number[]): Promise<string> {
  const [last, times] = session.last;
  const name = nextName();
  const bytes = session.bytes(name);
  const at = [0, ...cuts, bytes.length].sort((a, b) => a - b);
  const parts = at.slice(1).map((to, i) => bytes.subarray(at[i], to));
  const { socket, state } = await send(parts, session);
  const complete = (): boolean => state.text.split(last).length > times;
  await until(
    complete,
    () => `the last answer, cut at ${cuts}: ${JSON.stringify(state.text)}`,
    () => state.closed && !complete(),
  );
  socket.destroy();
  return normal(state.text).replaceAll(name, 'somebody');
}

/** Without what depends on the time: the date, and how frames are gathered to WebSocket messages. */
function normal(text: string): string {
  // How many are there, and when a room was made, is different each time.
  if (text.includes(' 001 ')) return text.replaceAll(/^\S+ (?:251|255|265|266|329) .*$/gm, '');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  if (!head.includes(' 101 ')) return text.replaceAll(/^Date: .*$/gm, '');
  const messages = Buffer.from(rest.join('\r\n\r\n'), 'latin1');
  let payloads = '';
  for (let at = 0; at < messages.length; ) {
    const short = (messages[at + 1] ?? 0) & 0x7f;
    const from = at + (short === 126 ? 4 : 2);
    const length = short === 126 ? messages.readUInt16BE(at + 2) : short;
    payloads += messages.toString('latin1', from, from + length);
    at = from + length;
  }
  return payloads;
}

async function nobodyElseIsThere(): Promise<void> {
  using alice = await WireClient.login(server.port, 'alice');
  alice.say('list');
  assert.equal(await alice.next(), '[alice]');
  alice.socket.end();
  await alice.gone();
}

for (const [what, session] of Object.entries(sessions)) {
  describe(what, () => {
    test('is answered the same, wherever it is split', async () => {
      const whole = await answers(session, []);
      const { length } = session.bytes('12345');
      const BATCH = 50;
      for (let from = 1; from < length; from += BATCH) {
        const cuts = Array.from({ length: Math.min(BATCH, length - from) }, (_, i) => from + i);
        const all = await Promise.all(cuts.map((cut) => answers(session, [cut])));
        for (const [i, one] of all.entries()) assert.equal(one, whole, `split at ${from + i}`);
      }
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(length), { maxLength: 40 }), async (cuts) => {
          assert.equal(await answers(session, cuts), whole);
        }),
        { numRuns: 30 },
      );
    });

    test('that ends anywhere is closed, and leaves nobody behind', async () => {
      const { length } = session.bytes('12345');
      const BATCH = 50;
      for (let from = 0; from < length; from += BATCH) {
        const cuts = Array.from({ length: Math.min(BATCH, length - from) }, (_, i) => from + i);
        await Promise.all(
          cuts.map(async (cut) => {
            const { socket, state } = await send(
              [session.bytes(nextName()).subarray(0, cut)],
              session,
            );
            socket.end();
            await until(
              () => state.closed,
              () => `the end of what ended after ${cut} bytes`,
            );
          }),
        );
      }
      await nobodyElseIsThere();
    });

    test('that turns to garbage harms nobody', async () => {
      const { length } = session.bytes('12345');
      const garbage = fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.constantFrom(
            ...[`\nlogin ${GHOST}\nlist\n`, '\r\n\r\n', 'GET / HTTP/1.1\r\n', '\0', '\x16\x03\x01']
              .map((text) => Buffer.from(text, 'latin1'))
              .concat(Buffer.from(frameOf(`login ${GHOST}`))),
          ),
        ),
        { maxLength: 6 },
      );
      const from = server.log.length;
      await fc.assert(
        fc.asyncProperty(fc.nat(length), garbage, fc.boolean(), async (cut, chunks, dies) => {
          // From a whole word on it is HTTP, whatever follows.
          const opened =
            session.closedUpTo > 0 ? Math.min(Math.max(cut, 4), session.closedUpTo) : cut;
          const start = session.bytes(nextName()).subarray(0, opened);
          const { socket, state } = await send([start, ...chunks], session);
          if (dies) return void socket.resetAndDestroy();
          socket.end();
          await until(
            () => state.closed,
            () => 'the end of garbage',
          );
        }),
        { numRuns: 100 },
      );
      if (session.closedUpTo > 0) {
        assert.ok(
          !server.log.slice(from).some(({ user }) => user === GHOST),
          'nothing is executed',
        );
      }
      await until(
        () => stillLoggedIn() === 0,
        () => 'everybody to be logged out',
      );
      await nobodyElseIsThere();
    });
  });
}

/** How many have logged in, and not out: of all, for the log may tell late of those before. */
function stillLoggedIn(): number {
  const { log } = server;
  const count = (what: string): number => log.filter(({ msg }) => msg === what).length;
  return count('logged in') - count('logged out');
}

test('a TLS handshake that turns to garbage is never read as commands', async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(chunks, async (garbage) => {
      const login = Buffer.from(`\nlogin ${GHOST}-tls\n`);
      const { socket, state } = await send([Buffer.of(0x16), ...garbage, login]);
      socket.end();
      await until(
        () => state.closed,
        () => 'the end of garbage',
      );
    }),
    { numRuns: 100 },
  );
  assert.ok(!server.log.some(({ user }) => user === `${GHOST}-tls`));
  await nobodyElseIsThere();
});
