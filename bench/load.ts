/**
 * The load generator, a process of its own: connections in pairs that send each other messages, at as
 * little cost per message as can be. Messages are made beforehand, what arrives is hopped over by its marks
 * alone, and each socket is written to once per read.
 *
 *     node bench/load.ts PORT PROTOCOL plain|tls CONNECTIONS WINDOW WARM_UP_MS MEASURED_MS
 *
 * PROTOCOL is one of those in dialects.ts. WINDOW messages are in flight from each connection: it starts with
 * so many, and sends one more for each that its partner receives. Prints `start NANOSECONDS DELIVERIES` when
 * the warm-up is over and `end NANOSECONDS DELIVERIES` when the time is. Anything but messages and successes
 * ends it with status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { Counter } from './counters.ts';
import { type Dialect, dialects, type Protocol, TEXT_BYTES, userName } from './dialects.ts';

/** For the logins; past it, something is wrong. */
const START_MS_MAX = 10_000;
const READ_BYTES = 65_536;

const [port = 0, , , count = 0, window = 0, warmUpMs = 0, measuredMs = 0] = process.argv
  .slice(2)
  .map(Number);
const dialect: Dialect = dialects[process.argv[3] as Protocol];
const isSecure = process.argv[4] === 'tls';
let deliveries = 0;

/** All sockets read into one buffer: what was read is dealt with before the next read. */
const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  /** Who gets its messages, and whose it gets. */
  partner: Connection | null = null;
  readonly #socket: Socket;
  readonly #message: Uint8Array;
  /** `window` of them. */
  readonly #messages: Buffer;
  readonly #counter: Counter = dialect.counter();
  #answer = '';
  /** Takes note of an answer while it logs in. */
  #answered: (() => void) | null = null;

  constructor(number: number) {
    const text = Array.from({ length: TEXT_BYTES }, (_, i) =>
      String.fromCharCode(97 + ((number + i) % 26)),
    ).join('');
    this.#message = dialect.message(userName(number ^ 1), text);
    this.#messages = Buffer.concat(Array.from({ length: window }, () => this.#message));
    const callback = (length: number): boolean => {
      if (this.#answered === null) this.#receive(length);
      else {
        this.#answer += input.toString('latin1', 0, length);
        this.#answered();
      }
      return true;
    };
    const options = { host: '127.0.0.1', port, onread: { buffer: input, callback } };
    // The certificate is the server's own, and the server is on this machine.
    const secure = { ...options, rejectUnauthorized: false };
    this.#socket = isSecure ? connectTls(secure) : createConnection(options);
    this.#socket.setNoDelay(true);
    this.#socket.on('close', () => fail('a connection was closed'));
  }

  async logIn(name: string): Promise<void> {
    for (const { says, answer } of dialect.greetings(name)) {
      this.#answer = '';
      await new Promise<void>((resolve) => {
        this.#answered = () => {
          if (answer.test(this.#answer)) resolve();
        };
        this.#socket.write(says);
      });
    }
    this.#answered = null;
  }

  /** Sends `messages` of them, up to `window`. */
  send(messages: number): void {
    this.#socket.write(this.#messages.subarray(0, messages * this.#message.length));
  }

  #receive(length: number): void {
    const messages = this.#counter.count(input, 0, length);
    if (messages === 0) return;
    deliveries += messages;
    this.partner?.send(messages);
  }
}

function fail(why: string): never {
  process.stderr.write(`load: ${why}\n`);
  process.exit(1);
}

function say(label: string): void {
  process.stdout.write(`${label} ${process.hrtime.bigint()} ${deliveries}\n`);
}

setTimeout(() => fail('it took too long'), START_MS_MAX + warmUpMs + measuredMs);
const connections: Connection[] = [];
for (let i = 0; i < count; i++) {
  const connection = new Connection(i);
  connections.push(connection);
  await connection.logIn(userName(i));
}
for (const [number, connection] of connections.entries()) {
  connection.partner = connections[number ^ 1] ?? null;
}
for (const connection of connections) connection.send(window);
await sleep(warmUpMs);
say('start');
await sleep(measuredMs);
say('end');
process.exit(0);
