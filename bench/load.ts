/**
 * The load generator, a process of its own: connections in pairs that send each other messages, at as
 * little cost per message as can be. Messages are made beforehand, frames are skipped by their type
 * alone, and each socket is written to once per read.
 *
 *     node bench/load.ts PORT native|irc CONNECTIONS WINDOW WARM_UP_MS MEASURED_MS
 *
 * WINDOW messages are in flight from each connection: it starts with so many, and sends one more for
 * each that its partner receives. Prints `start NANOSECONDS DELIVERIES` when the warm-up is over and
 * `end NANOSECONDS DELIVERIES` when the time is. Anything but messages and successes ends it with
 * status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';

const TEXT_BYTES = 64;
const NAME_BYTES = 7;
const RESPONSE_BYTES = 10;
const MESSAGE_BYTES = 8 + 1 + NAME_BYTES + TEXT_BYTES;
const LINE_FEED = 10;
/** The end of the message of the day, or that there is none. */
const IRC_WELCOME = / (376|422) [^\n]*\n$/;
/** For the logins; past it, something is wrong. */
const START_MS_MAX = 10_000;
const READ_BYTES = 65_536;

const [port = 0, , count = 0, window = 0, warmUpMs = 0, measuredMs = 0] = process.argv
  .slice(2)
  .map(Number);
const isIrc = process.argv[3] === 'irc';
let deliveries = 0;

/** All sockets read into one buffer: what was read is dealt with before the next read. */
const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  readonly loggedIn: Promise<void>;
  /** Who gets its messages, and whose it gets. */
  partner: Connection | null = null;
  private readonly socket: Socket;
  private readonly message: Uint8Array;
  /** `window` of them. */
  private readonly messages: Buffer;
  private resolveLoggedIn: (() => void) | null = null;
  private greeting = '';
  /** Where the next frame begins, counted from the end of what was read. */
  private at = 0;
  /** Its size in bytes; 0 while its type was not read. */
  private size = 0;

  constructor(number: number) {
    const text = Array.from({ length: TEXT_BYTES }, (_, i) =>
      String.fromCharCode(97 + ((number + i) % 26)),
    ).join('');
    const partner = userName(number ^ 1);
    this.message = isIrc
      ? Buffer.from(`PRIVMSG ${partner} :${text}\r\n`)
      : encodeSendto(partner, text);
    this.messages = Buffer.concat(Array.from({ length: window }, () => this.message));
    this.loggedIn = new Promise((resolve) => {
      this.resolveLoggedIn = resolve;
    });
    this.socket = createConnection({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: input,
        callback: (length: number): boolean => {
          if (this.resolveLoggedIn !== null) this.greeted(length);
          else this.receive(length);
          return true;
        },
      },
    });
    this.socket.on('close', () => fail('a connection was closed'));
    const name = userName(number);
    this.socket.write(isIrc ? `NICK ${name}\r\nUSER u 0 * :u\r\n` : encodeLogin(name));
  }

  /** Sends `messages` of them, up to `window`. */
  send(messages: number): void {
    this.socket.write(this.messages.subarray(0, messages * this.message.length));
  }

  private greeted(length: number): void {
    this.greeting += input.toString('latin1', 0, length);
    const whole = isIrc ? IRC_WELCOME.test(this.greeting) : this.greeting.length >= RESPONSE_BYTES;
    if (!whole) return;
    if (!isIrc && this.greeting.length > RESPONSE_BYTES) fail('a login was refused');
    this.resolveLoggedIn?.();
    this.resolveLoggedIn = null;
  }

  private receive(length: number): void {
    const messages = isIrc ? countLines(length) : this.countFrames(length);
    if (messages === 0) return;
    deliveries += messages;
    this.partner?.send(messages);
  }

  private countFrames(length: number): number {
    let { at, size } = this;
    let messages = 0;
    for (; ; size = 0) {
      if (size === 0) {
        if (at + 1 >= length) break;
        const type = input[at + 1];
        if (type === 0x83) size = MESSAGE_BYTES;
        else if (type === 0x81) size = RESPONSE_BYTES;
        else fail('there is a frame that is neither a message nor a success');
      }
      if (at + size > length) break;
      at += size;
      if (size === MESSAGE_BYTES) messages++;
    }
    this.at = at - length;
    this.size = size;
    return messages;
  }
}

function countLines(length: number): number {
  let lines = 0;
  for (let i = 0; i < length; i++) if (input[i] === LINE_FEED) lines++;
  return lines;
}

function userName(number: number): string {
  return `u${String(number).padStart(6, '0')}`;
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
