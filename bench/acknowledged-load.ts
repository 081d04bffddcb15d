/**
 * A load generator that waits for acknowledgements, in a process of its own: pairs of connections that send each other
 * messages, built on load.ts.
 *
 *     node bench/acknowledged-load.ts PORT PROTOCOL CONNECTIONS window|rate NUMBER WARM_UP_MS MEASURED_MS
 *
 * window: each connection keeps NUMBER messages in flight; it sends another for each acknowledgement.
 * rate: all connections together send NUMBER messages a second, each at a time planned beforehand, however slow the
 * earlier ones are. Latency counts from the planned time, so that a server cannot hide delays by holding up the sender.
 *
 * Prints `start NANOSECONDS ACKNOWLEDGED` after the warm-up and `end NANOSECONDS ACKNOWLEDGED` after the measured time;
 * then it stops sending, waits until everything sent is acknowledged and delivered, and prints `latency P50 P99` in
 * milliseconds, of messages acknowledged in between. Anything but messages and successes ends it with status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HoppingCounter } from './counters.ts';
import { type Dialect, dialects, type Protocol, TEXT_BYTES, userName } from './dialects.ts';
import { Latencies } from './latencies.ts';

/** For the logins; taking longer is an error. */
const START_MS_MAX = 20_000;
/** For messages in flight at the end. */
const DRAIN_MS_MAX = 20_000;
const READ_BYTES = 65_536;
/** Messages in flight from one connection: a power of two. */
const UNDER_WAY_MAX = 16_384;

const [port = 0, , count = 0, , amount = 0, warmUpMs = 0, measuredMs = 0] = process.argv
  .slice(2)
  .map(Number);
const dialect: Dialect = dialects[process.argv[3] as Protocol];
const window = process.argv[5] === 'window' ? amount : 0;

const latencies = new Latencies();
let sent = 0;
let acknowledged = 0;
let delivered = 0;
let measuring = false;
let stopped = false;

const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  readonly #socket: Socket;
  readonly #message: Uint8Array;
  /** As many messages as fit a write. */
  readonly #messages: Buffer;
  readonly #counter: HoppingCounter;
  /** Sending times of unacknowledged messages, in a ring: answers come in order. */
  readonly #sentAt = new Float64Array(UNDER_WAY_MAX);
  #sent = 0;
  #acknowledged = 0;
  #answer = '';
  /** Called for each answer during the login. */
  #answered: (() => void) | null = null;

  constructor(number: number) {
    const text = Array.from({ length: TEXT_BYTES }, (_, i) =>
      String.fromCharCode(97 + ((number + i) % 26)),
    ).join('');
    this.#counter = dialect.counter(userName(number)) as HoppingCounter;
    this.#message = dialect.message(userName(number ^ 1), text);
    this.#messages = Buffer.concat(Array.from({ length: window || 1 }, () => this.#message));
    const callback = (length: number): boolean => {
      if (this.#answered === null) this.#receive(length);
      else {
        this.#answer += input.toString('latin1', 0, length);
        this.#answered();
      }
      return true;
    };
    const options = { host: '127.0.0.1', port, onread: { buffer: input, callback } };
    this.#socket = createConnection(options);
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

  /** Sends `messages` messages in one write; their latency counts from `at`, in milliseconds. */
  send(messages: number, at: number): void {
    for (let i = 0; i < messages; i++) this.#sentAt[this.#sent++ & (UNDER_WAY_MAX - 1)] = at;
    if (this.#sent - this.#acknowledged > UNDER_WAY_MAX) fail('the server is too far behind');
    sent += messages;
    this.#socket.write(this.#messages.subarray(0, messages * this.#message.length));
  }

  #receive(length: number): void {
    delivered += this.#counter.count(input, 0, length);
    const messages = this.#counter.replies - this.#acknowledged;
    if (messages === 0) return;
    const now = performance.now();
    for (let i = 0; i < messages; i++) {
      const at = this.#sentAt[this.#acknowledged++ & (UNDER_WAY_MAX - 1)] as number;
      if (measuring) latencies.add(now - at);
    }
    acknowledged += messages;
    if (window > 0 && !stopped) this.send(messages, now);
  }
}

/** Sends `rate` messages a second from `connections` in turns, until `stopped`. */
function pace(rate: number): void {
  const startedAt = performance.now();
  let next = 0;
  const timer = setInterval(() => {
    if (stopped) return clearInterval(timer);
    for (const now = performance.now(); ; next++) {
      const plannedAt = startedAt + (next / rate) * 1000;
      if (plannedAt > now) break;
      connections[next % count]?.send(1, plannedAt);
    }
  }, 1);
}

function fail(why: string): never {
  process.stderr.write(`load: ${why}\n`);
  process.exit(1);
}

function say(label: string, ...figures: unknown[]): void {
  process.stdout.write(`${label} ${figures.join(' ')}\n`);
}

const longest = setTimeout(() => fail('it took too long'), START_MS_MAX + warmUpMs + measuredMs);
const connections: Connection[] = [];
for (let i = 0; i < count; i++) {
  const connection = new Connection(i);
  connections.push(connection);
  await connection.logIn(userName(i));
}
if (window === 0) pace(amount);
else for (const connection of connections) connection.send(window, performance.now());
await sleep(warmUpMs);
say('start', process.hrtime.bigint(), acknowledged);
measuring = true;
await sleep(measuredMs);
measuring = false;
say('end', process.hrtime.bigint(), acknowledged);
stopped = true;
clearTimeout(longest);
for (const deadline = performance.now() + DRAIN_MS_MAX; ; await sleep(1)) {
  if (acknowledged === sent && delivered === sent) break;
  if (performance.now() > deadline) {
    fail(`${sent} messages were sent, ${acknowledged} acknowledged, ${delivered} delivered`);
  }
}
say('latency', latencies.quantile(0.5), latencies.quantile(0.99));
process.exit(0);
