/** Limits log lines caused by peers: of one kind and source, and of all together. Further lines are counted. */
import { addressGroup } from '../chat/limits/addresses.ts';
import { TokenBucket } from '../rates/token-bucket.ts';

/** How often counts are logged and reset. */
const WINDOW_MS = 60_000;

/** The number of kinds and sources that are told apart in that time; lines of others count together. */
const KINDS_MAX = 10_000;

export type Level = 'info' | 'warn' | 'error';

export interface LogLimits {
  /** Lines a second that peers may cause; Infinity: no limit. */
  readonly linesPerSecond: number;
  /** Lines a minute of one kind from one source; Infinity: no limit. */
  readonly repeatsPerMinute: number;
}

/** Lines that were not written. */
export interface Counted {
  readonly level: Level;
  readonly message: string;
  /** An IPv4 address or IPv6 /64; null: several. */
  readonly source: string | null;
  readonly more: number;
}

interface Kind extends Omit<Counted, 'more'> {
  lines: number;
  more: number;
}

export class LogRepeats {
  readonly #limits: LogLimits;
  readonly #tell: (counted: Counted) => void;
  readonly #lines: TokenBucket;
  #kinds = new Map<string, Kind>();
  #others: Kind = others();
  readonly #timer: NodeJS.Timeout;

  constructor(limits: LogLimits, tell: (counted: Counted) => void) {
    this.#limits = limits;
    this.#tell = tell;
    const perSecond = limits.linesPerSecond;
    // Bursts, as after a restart, are logged; a steady stream is limited.
    this.#lines = new TokenBucket({ perSecond, burst: 10 * perSecond }, performance.now());
    this.#timer = setInterval(() => this.tell(), WINDOW_MS).unref();
  }

  /** May a line with `message`, caused by a peer at `address`, be written? `about`: the other person it names. */
  allows(level: Level, message: string, address: string, about: string): boolean {
    if (this.#limits.repeatsPerMinute !== Infinity) {
      const kind = this.#kind(level, message, address, about);
      if (kind.lines >= this.#limits.repeatsPerMinute) {
        kind.more++;
        return false;
      }
      kind.lines++;
    }
    if (this.#lines.has(performance.now())) {
      this.#lines.take();
      return true;
    }
    this.#others.more++;
    return false;
  }

  /** Logs the counts so far. */
  tell(): void {
    const counted = [...this.#kinds.values(), this.#others].filter(({ more }) => more > 0);
    this.#kinds = new Map();
    this.#others = others();
    for (const { level, message, source, more } of counted) {
      this.#tell({ level, message, source, more });
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.tell();
  }

  #kind(level: Level, message: string, address: string, about: string): Kind {
    const source = addressGroup(address);
    const key = `${message}\n${source}\n${about}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.size >= KINDS_MAX) return this.#others;
    const kind = { level, message, source, lines: 0, more: 0 };
    this.#kinds.set(key, kind);
    return kind;
  }
}

function others(): Kind {
  return { level: 'warn', message: 'lines of many kinds', source: null, lines: 0, more: 0 };
}
