/** A network and a clock under the control of a test. */

import type { Clock } from '../../src/client/clock.ts';
import type { Received } from '../../src/client/events.ts';
import type { PastMessage } from '../../src/client/reply-shapes.ts';
import type { SessionListener } from '../../src/client/session-world.ts';
import type { OpenTransport, TransportEvents } from '../../src/client/transport.ts';
import { decodeText, encodeText } from '../../src/protocol/bytes.ts';
import { ClientFrameParser } from '../../src/protocol/client-frames.ts';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { FrameType, Result } from '../../src/protocol/frames.ts';
import { encodeJsonFrame, readJsonFrame } from '../../src/protocol/json-frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX } from '../../src/protocol/limits.ts';
import { encodeResponse } from '../../src/protocol/server-frames.ts';

/** Often enough for a client not to ask for a sign of life. */
const PULSE_MS = 5000;

/** The transport opened last by a client, seen from the server's end. */
export class FakeNetwork {
  /** Sent requests, as lines such as `sendto bob hi`; the test removes them. */
  readonly sent: string[] = [];
  /** The number of transports opened. */
  opened = 0;
  paused = false;
  closedByClient = false;
  congested = false;
  /** Does the server know COMMANDs? A core server answers the first one, `hello`, with malformed. */
  extended = false;
  /** Does the server leave `hello` unanswered? */
  mute = false;
  /** The ids of COMMANDs without a reply. */
  readonly #ids: number[] = [];
  /** The arguments of each `hello` on the current connection, without the client's name. */
  greetings: object[] = [];
  /** Is it a server from before `alive`, which answers a `hello` with that as malformed? */
  old = false;
  #greeted = false;
  #saidAlive = false;
  #events: TransportEvents | null = null;

  readonly open: OpenTransport = (events) => {
    this.#events = events;
    this.opened++;
    this.greetings = [];
    this.paused = false;
    this.closedByClient = false;
    const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX);
    this.#ids.length = 0;
    const network = this;
    return {
      get congested() {
        return network.congested;
      },
      send: (bytes) => {
        reader.push(bytes);
        while (reader.next()) this.#note(reader);
      },
      pause: () => {
        this.paused = true;
      },
      resume: () => {
        this.paused = false;
      },
      close: () => {
        this.closedByClient = true;
      },
      abort: () => {
        this.closedByClient = true;
      },
    };
  };

  #note(frame: FrameReader): void {
    if (frame.type === FrameType.command) return this.#noteCommand(frame);
    new ClientFrameParser().read(frame, {
      login: (name) => this.sent.push(`login ${name}`),
      list: () => this.sent.push('list'),
      sendto: (name, text, from, to) =>
        this.sent.push(`sendto ${name} ${decodeText(text, from, to)}`),
      logout: () => this.sent.push('logout'),
      auth: (name, secret) => this.sent.push(`auth ${name} ${secret}`),
      malformed: (why) => this.sent.push(`malformed: ${why}`),
    });
  }

  #noteCommand(frame: FrameReader): void {
    const payload = readJsonFrame(frame);
    if (typeof payload === 'string') throw new Error(payload);
    const { id, command, ...given } = payload.json;
    this.#ids.push(id as number);
    if (command === 'hello') {
      this.#greeted = true;
      this.#saidAlive = given.alive === true;
      const { client: _, ...said } = given;
      this.greetings.push(said);
      return;
    }
    const text = decodeText(payload.bytes, payload.start, payload.end);
    const words = Object.values(given).map((value) =>
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    );
    this.sent.push([command, ...words, ...(text === '' ? [] : [text])].join(' '));
  }

  /** Takes the id of the oldest COMMAND, for a test that answers it itself. */
  nextId(): number | null {
    return this.#ids.shift() ?? null;
  }

  /** Answers the oldest COMMAND with ok and `data`. */
  reply(data: object = {}, text = ''): void {
    this.event({ event: 'reply', id: this.nextId(), result: 'ok', ...data }, text);
  }

  /** Answers the oldest COMMAND with a failure. */
  fail(reason: number, why = ''): void {
    this.event({ event: 'reply', id: this.nextId(), result: 'failure', reason, why });
  }

  event(json: object, text = ''): void {
    this.say(encodeJsonFrame(FrameType.event, json, encodeText(text)));
  }

  get #client(): TransportEvents {
    if (this.#events === null) throw new Error('nothing was opened');
    return this.#events;
  }

  /** Opens the connection, and answers `hello` at once, also a second one. */
  accept(): void {
    this.#client.opened();
    while (this.#greeted && !this.mute) {
      this.#greeted = false;
      if (this.extended && !(this.old && this.#saidAlive)) {
        return this.reply({ server: 'chinwag', version: '0' });
      }
      this.#ids.shift();
      this.say(encodeResponse(Result.malformed, 0, 'no such type'));
    }
  }

  /** The server sends `bytes`. */
  say(...bytes: Uint8Array[]): void {
    for (const chunk of bytes) this.#client.data(chunk);
  }

  drain(): void {
    this.congested = false;
    this.#client.drained();
  }

  break(why: string): void {
    this.#client.closed(why);
  }

  /** Lets `ms` pass, with signs of life from the server. */
  pass(clock: FakeClock, ms: number): void {
    for (let left = ms; left > 0; left -= PULSE_MS) {
      clock.pass(Math.min(left, PULSE_MS));
      this.#client.data(new Uint8Array(0));
    }
  }
}

/** A clock whose timers run when the test lets time pass. */
export class FakeClock implements Clock {
  #now = 0;
  /** How long the computer has slept, which the steady clock does not count. */
  #slept = 0;
  #tasks: { at: number; task: () => void }[] = [];

  readonly after = (ms: number, task: () => void): (() => void) => {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== entry);
    };
  };

  readonly steady = (): number => this.#now;
  readonly wall = (): number => this.#now + this.#slept;

  /** Stalls the program for `ms`, so that timers are late. */
  stall(ms: number): void {
    this.#now += ms;
  }

  /** The computer sleeps for `ms`. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  /** Lets `ms` pass, in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.at);
      this.#tasks = this.#tasks.filter((one) => one !== due);
      due.task();
    }
    this.#now = until;
  }
}

/** An incoming message with the given members. */
export function aReceived(some: Partial<Received> = {}): Received {
  const none = { id: null, at: null, guest: false, reply: null, as: null };
  return { from: 'bob', to: 'alice', text: 'hi', ...none, ...some };
}

/** A message on a page with the given members. */
export function aPast(some: Partial<PastMessage> = {}): PastMessage {
  return {
    id: 1,
    at: 1,
    from: 'bob',
    to: 'alice',
    text: 'hi',
    guest: false,
    reply: null,
    as: null,
    edited: null,
    deleted: false,
    pinned: false,
    reactions: [],
    ...some,
  };
}

/** A listener that reports its calls to `hear` in words. */
export function inWords(hear: (what: string) => void): SessionListener {
  return {
    opened: (again) => hear(again ? 'opened again' : 'opened'),
    reply: (request, reply) => hear(`${request.command}: ${reply.kind}`),
    unanswered: (request) => hear(`${request.command}: unanswered`),
    message: ({ from, text }) => hear(`${from}: ${text}`),
    event: ({ kind }) => hear(kind),
    lost: ({ why }) => hear(`lost: ${why}`),
    restored: (name) => hear(`restored ${name}`),
    notRestored: (name, _reply, trying) => hear(`not restored ${name}${trying ? ', trying' : ''}`),
    ended: ({ kind }) => hear(`ended: ${kind}`),
  };
}
