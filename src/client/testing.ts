/** For tests: a network and a clock that do what they are told. */
import { decodeText } from '../protocol/bytes.ts';
import { readClientFrame } from '../protocol/client-frames.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { CLIENT_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import type { OpenTransport, TransportEvents } from './transport.ts';

/** The transport that a client opened last, seen from the server's end. */
export class FakeNetwork {
  /** What the client sent, as lines such as `sendto bob hi`; taken by the test. */
  readonly sent: string[] = [];
  /** How many transports were opened. */
  opened = 0;
  paused = false;
  closedByClient = false;
  congested = false;
  #events: TransportEvents | null = null;

  readonly open: OpenTransport = (events) => {
    this.#events = events;
    this.opened++;
    this.paused = false;
    this.closedByClient = false;
    const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
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
    };
  };

  #note({ type, bytes, start, end }: FrameReader): void {
    readClientFrame(type, bytes, start, end, {
      login: (name) => this.sent.push(`login ${name}`),
      list: () => this.sent.push('list'),
      sendto: (name, text, from, to) =>
        this.sent.push(`sendto ${name} ${decodeText(text, from, to)}`),
      logout: () => this.sent.push('logout'),
      malformed: (why) => this.sent.push(`malformed: ${why}`),
    });
  }

  get #client(): TransportEvents {
    if (this.#events === null) throw new Error('nothing was opened');
    return this.#events;
  }

  accept(): void {
    this.#client.opened();
  }

  /** The server says `bytes`. */
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
}

/** Tasks for later, run when the test says so. */
export class FakeClock {
  #now = 0;
  #tasks: { at: number; task: () => void }[] = [];

  readonly after = (ms: number, task: () => void): (() => void) => {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== entry);
    };
  };

  /** Lets `ms` pass, in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#now = due.at;
      this.#tasks = this.#tasks.filter((one) => one !== due);
      due.task();
    }
    this.#now = until;
  }
}
