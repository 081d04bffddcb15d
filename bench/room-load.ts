/**
 * The load generator for rooms, in a process of its own: one speaker, and the members of the room as listeners.
 *
 *     node bench/room-load.ts PORT PROTOCOL MEMBERS WARM_UP_MS MEASURED_MS
 *
 * PROTOCOL is one of those in room-dialects.ts. It prints `ready` when everybody is in the room. For each line on its
 * standard input, a number, it loads the server with at most that many messages in flight: it sends another when every
 * member has had the oldest one. It prints `start NANOSECONDS DELIVERIES` after the warm-up and `end NANOSECONDS
 * DELIVERIES` after the measured time; then it stops, waits for all deliveries and any acknowledgements, makes sure
 * that each member had each message once, and prints `over`. Any other input ends it with status 1; the end of its
 * standard input ends it with 0.
 */
import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counter } from './counters.ts';
import { TEXT_BYTES, userName } from './dialects.ts';
import {
  type RoomDialect,
  type RoomProtocol,
  roomDialects,
  SPEAKER,
  type Step,
} from './room-dialects.ts';

/** For everybody to join; taking longer is an error. */
const START_MS_MAX = 900_000;
/** For messages in flight at the end. */
const DRAIN_MS_MAX = 20_000;
const READ_BYTES = 65_536;
/** Characters kept of the input during a wait for an answer. */
const ANSWER_CHARACTERS_MAX = 1000;
/** Concurrent logins: no more than the shortest accept queue of the servers. */
const ENTERING_MAX = 8;
/** Concurrent joins. */
const JOINING_MAX = 64;
/** The limit of messages in flight: a power of two. */
const UNDER_WAY_MAX = 1024;

const [port = 0, , members = 0, warmUpMs = 0, measuredMs = 0] = process.argv.slice(2).map(Number);
const dialect: RoomDialect = roomDialects[process.argv[3] as RoomProtocol];
const text = Array.from({ length: TEXT_BYTES }, (_, i) => String.fromCharCode(97 + (i % 26))).join(
  '',
);
const message = dialect.message(text);

let window = 0;
let sent = 0;
/** Messages that every member has had. */
let completed = 0;
let deliveries = 0;
/** Members that have had each message in flight, in a ring. */
const reached = new Int32Array(UNDER_WAY_MAX);
/** Shared by all sockets: each read is handled before the next. */
const input = Buffer.allocUnsafeSlow(READ_BYTES);

class Connection {
  readonly name: string;
  readonly socket: Socket;
  /** While it is null, input is an answer. */
  #counter: Counter | null = null;
  #heard = 0;
  #answer = '';
  #awaited: RegExp | null = null;
  #answered: () => void = () => {};

  constructor(name: string) {
    this.name = name;
    const callback = (length: number): boolean => {
      if (this.#counter === null) this.#await(length);
      else this.#count(this.#counter.count(input, 0, length));
      return true;
    };
    const options = { host: '127.0.0.1', port, onread: { buffer: input, callback } };
    this.socket = createConnection(options);
    this.socket.setNoDelay(true);
    this.socket.on('error', (error) => fail(error.message));
    this.socket.on('close', () => fail('a connection was closed'));
  }

  async go(steps: readonly Step[]): Promise<void> {
    for (const { says, answer } of steps) {
      this.#answer = '';
      this.#awaited = answer;
      await new Promise<void>((resolve) => {
        this.#answered = resolve;
        this.socket.write(says);
      });
      this.#awaited = null;
    }
  }

  #await(length: number): void {
    const heard = this.#answer + input.toString('latin1', 0, length);
    if (this.#awaited?.test(heard)) this.#answered();
    this.#answer = heard.slice(-ANSWER_CHARACTERS_MAX);
  }

  /** From here on `counter` counts all input. */
  listen(counter: Counter): void {
    this.#counter = counter;
  }

  #count(messages: number): void {
    deliveries += messages;
    for (const end = this.#heard + messages; this.#heard < end; this.#heard++) {
      const place = this.#heard & (UNDER_WAY_MAX - 1);
      const times = (reached[place] as number) + 1;
      reached[place] = times;
      if (times < members) continue;
      reached[place] = 0;
      completed++;
    }
    if (messages > 0) speak();
  }

  get heard(): number {
    return this.#heard;
  }
}

const speaker = new Connection(SPEAKER);

/** Sends as many messages as may be in flight, in one write. */
function speak(): void {
  const messages = window - (sent - completed);
  if (messages <= 0) return;
  sent += messages;
  speaker.socket.write(
    messages === 1 ? message : Buffer.concat(Array.from({ length: messages }, () => message)),
  );
}

function fail(why: string): never {
  process.stderr.write(`room load: ${why}\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function mark(label: string): void {
  say(`${label} ${process.hrtime.bigint()} ${deliveries}`);
}

/** Runs `work` for each of `all`, `lanes` at a time. */
async function inLanes<T>(lanes: number, all: readonly T[], work: (one: T) => Promise<void>) {
  const waiting = all.values();
  const lane = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const starting = setTimeout(() => fail('it took too long to begin'), START_MS_MAX);
await speaker.go(dialect.opening);
const listeners: Connection[] = [];
const names = Array.from({ length: members }, (_, i) => userName(i + 1));
await inLanes(ENTERING_MAX, names, async (name) => {
  const connection = new Connection(name);
  listeners.push(connection);
  await connection.go(dialect.entering(name));
});
await inLanes(JOINING_MAX, listeners, (listener) => listener.go([dialect.joining]));
const everybody = [speaker, ...listeners];
await Promise.all(everybody.map((connection) => connection.go([dialect.settling])));
clearTimeout(starting);
for (const listener of listeners) listener.listen(dialect.counter(listener.name));
const answers = dialect.answers();
/** From a server without answers, any line to the speaker is a complaint. */
speaker.listen(
  answers ?? { count: (_bytes, _start, _end) => fail(`${SPEAKER} was told something`) },
);

async function load(): Promise<void> {
  speak();
  await sleep(warmUpMs);
  mark('start');
  await sleep(measuredMs);
  mark('end');
  window = 0;
  const deadline = Date.now() + DRAIN_MS_MAX;
  const isOver = () => completed === sent && (answers === null || answers.replies === sent);
  while (!isOver()) {
    if (Date.now() > deadline) fail(`${completed} of ${sent} came, ${answers?.replies} answers`);
    await sleep(5);
  }
  for (const { heard } of listeners) if (heard !== sent) fail(`${heard} of ${sent} messages came`);
}

say('ready');
for await (const line of createInterface({ input: process.stdin })) {
  window = Number(line);
  await load();
  say('over');
}
process.exit(0);
