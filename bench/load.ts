/**
 * The load generator, in a process of its own: pairs of connections that send each other messages, at as little cost
 * per message as possible. Messages are made beforehand, input is skipped from mark to mark, and each socket is written
 * to once per read.
 *
 *     node bench/load.ts PORT PROTOCOL plain|tls CONNECTIONS WINDOW WARM_UP_MS MEASURED_MS
 *
 * PROTOCOL is one of those in dialects.ts. Each connection keeps WINDOW messages in flight: it starts with that many,
 * and sends another for each that its partner receives. Prints `start NANOSECONDS DELIVERIES` after the warm-up and
 * `end NANOSECONDS DELIVERIES` after the measured time. Anything but messages and successes ends it with status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { Counter } from './counters.ts';
import { type Dialect, dialects, type Protocol, TEXT_BYTES, userName } from './dialects.ts';

/** For the logins; taking longer is an error. */
const START_MS_MAX = 10_000;
const READ_BYTES = 65_536;

const [port = 0, , , count = 0, window = 0, warmUpMs = 0, measuredMs = 0] = process.argv
  .slice(2)
  .map(Number);
const dialect: Dialect = dialects[process.argv[3] as Protocol];
const isSecure = process.argv[4] === 'tls';
let deliveries = 0;

/** Shared by all sockets: each read is handled before the next. */
const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  /** The connection that it exchanges messages with. */
  partner: Connection | null = null;
  readonly #socket: Socket;
  readonly #message: Uint8Array;
  /** `window` messages. */
  readonly #messages: Buffer;
  readonly #counter: Counter;
  #answer = '';
  /** Called for each answer during the login. */
  #answered: (() => void) | null = null;

  constructor(number: number) {
    const text = Array.from({ length: TEXT_BYTES }, (_, i) =>
      String.fromCharCode(97 + ((number + i) % 26)),
    ).join('');
    this.#counter = dialect.counter(userName(number));
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
    // The certificate is self-signed, and the server is on this machine.
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

  /** Sends `messages` messages, up to `window`. */
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
