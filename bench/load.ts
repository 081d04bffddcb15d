/**
 * The load generator, a process of its own: connections in pairs that send each other messages, at as
 * little cost per message as can be, one write to each socket per read.
 *
 *     node bench/load.ts PORT DIALECT CONNECTIONS WINDOW WARM_UP_MS MEASURED_MS
 *
 * DIALECT is one of bench/dialects.ts, with +tls behind it for TLS. WINDOW messages are in flight from each
 * connection: it starts with so many, and sends one more for each that its partner receives. IRC has no
 * acknowledgements; irc-acknowledged sends a PING behind each message, whose PONG says that the server has
 * dealt with it. Prints `start NANOSECONDS DELIVERIES` when the warm-up is over and `end NANOSECONDS
 * DELIVERIES` when the time is. Anything but messages and successes ends it with status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { type Counter, dialects, TEXT_BYTES, userName } from './dialects.ts';

/** For the logins; past it, something is wrong. */
const START_MS_MAX = 10_000;
const READ_BYTES = 65_536;

const [port = 0, , count = 0, window = 0, warmUpMs = 0, measuredMs = 0] = process.argv
  .slice(2)
  .map(Number);
const [name = '', overTls] = (process.argv[3] ?? '').split('+');
const dialect = dialects[name] ?? fail(`${name} is not spoken`);
let deliveries = 0;

/** All sockets without TLS read into one buffer: what was read is dealt with before the next read. */
const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  readonly loggedIn: Promise<void>;
  /** Who gets its messages, and whose it gets. */
  partner: Connection | null = null;
  private readonly socket: Socket;
  private readonly messageBytes: number;
  /** `window` of them. */
  private readonly messages: Buffer;
  private readonly counter: Counter = dialect.counter();
  private resolveLoggedIn: (() => void) | null = null;
  private greeting = '';

  constructor(number: number) {
    const text = Array.from({ length: TEXT_BYTES }, (_, i) =>
      String.fromCharCode(97 + ((number + i) % 26)),
    ).join('');
    const message = dialect.message(userName(number ^ 1), text);
    this.messageBytes = message.length;
    this.messages = Buffer.concat(Array.from({ length: window }, () => message));
    this.loggedIn = new Promise((resolve) => {
      this.resolveLoggedIn = resolve;
    });
    this.socket = overTls === 'tls' ? this.dialTls() : this.dial();
    this.socket.on('close', () => fail('a connection was closed'));
    this.socket.write(dialect.hello(userName(number)));
  }

  /** Sends `messages` of them, up to `window`. */
  send(messages: number): void {
    this.socket.write(this.messages.subarray(0, messages * this.messageBytes));
  }

  private dial(): Socket {
    const callback = (length: number): boolean => {
      this.receive(input, length);
      return true;
    };
    const onread = { buffer: input, callback };
    return createConnection({ host: '127.0.0.1', port, noDelay: true, onread });
  }

  private dialTls(): Socket {
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    socket.setNoDelay(true);
    return socket.on('data', (chunk: Buffer) => this.receive(chunk, chunk.length));
  }

  private receive(bytes: Buffer, length: number): void {
    if (this.resolveLoggedIn !== null) return this.greeted(bytes.toString('latin1', 0, length));
    const messages = this.counter(bytes, length);
    if (messages === 0) return;
    deliveries += messages;
    this.partner?.send(messages);
  }

  private greeted(more: string): void {
    this.greeting += more;
    if (!dialect.welcomed(this.greeting)) return;
    this.resolveLoggedIn?.();
    this.resolveLoggedIn = null;
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
  await connection.loggedIn;
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
