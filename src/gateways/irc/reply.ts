/** What one line of a client is answered with: lines, gathered where the client has labelled the request. */
import { encodeText } from '../../protocol/bytes.ts';
import { encodeTag, LINE_BYTES_MAX } from './line.ts';
import { beginning } from './splitting.ts';

const NOTHING = new Uint8Array(0);

/** A line without CR LF. */
export const BODY_BYTES_MAX = LINE_BYTES_MAX - 2;

const ENDS = /[\0\r\n]/g;

/** One line of output, without tags and its end; what does not fit is cut. Nobody's text ends it. */
export function fitted(body: string): string {
  return beginning(body.replace(ENDS, ' '), BODY_BYTES_MAX);
}

/** The last line of a connection, which says why it ends (RFC 2812 section 3.7.4). */
export function errorLine(why: string): string {
  return `${fitted(`ERROR :Closing link: ${why}`)}\r\n`;
}

/** `tags` is empty, or `@a=b;c `. */
export function tagged(tags: readonly string[]): string {
  return tags.length === 0 ? '' : `@${tags.join(';')} `;
}

interface Line {
  readonly tags: readonly string[];
  readonly body: string;
}

export class Reply {
  readonly #label: string | null;
  readonly #server: string;
  readonly #batch: () => string;
  #lines: Line[] = [];
  /** The batch that lines belong to: see `begin`. */
  #inner: string | null = null;
  /** What is still under way for this request. */
  #open = 1;
  #finished = false;

  /** `label`: the request's; null: it has none. `batch` makes references of batches. */
  constructor(server: string, label: string | null, batch: () => string) {
    this.#server = server;
    this.#label = label;
    this.#batch = batch;
  }

  /** One more part of the request is under way. */
  opened(): void {
    this.#open++;
  }

  /** A part is done. */
  closed(): void {
    this.#open--;
  }

  /** Adds a line; `body` has its source, and neither tags nor an end. */
  line(body: string, ...tags: readonly string[]): void {
    const inBatch = this.#inner === null ? tags : [`batch=${this.#inner}`, ...tags];
    this.#lines.push({ tags: inBatch, body: fitted(body) });
  }

  /** Lines up to `end` are a batch. */
  begin(type: string): void {
    const reference = this.#batch();
    this.line(`:${this.#server} BATCH +${reference} ${type}`);
    this.#inner = reference;
  }

  end(): void {
    const reference = this.#inner;
    this.#inner = null;
    this.line(`:${this.#server} BATCH -${reference}`);
  }

  /** What may be sent now. */
  take(): Uint8Array {
    if (this.#label !== null) {
      if (this.#open > 0 || this.#finished) return NOTHING;
      this.#finished = true;
      this.#lines = this.#labelled(this.#label);
    }
    if (this.#lines.length === 0) return NOTHING;
    const lines = this.#lines;
    this.#lines = [];
    return encodeText(lines.map(({ tags, body }) => `${tagged(tags)}${body}\r\n`).join(''));
  }

  /** IRCv3 labeled-response: a lone line or batch has the label; none is an ACK, several are a batch. */
  #labelled(label: string): Line[] {
    const [first, ...rest] = this.#lines;
    const tag = encodeTag('label', label);
    if (first === undefined) return [{ tags: [tag], body: `:${this.#server} ACK` }];
    if (rest.length === 0 || this.#isOneBatch(first)) {
      return [{ ...first, tags: [tag, ...first.tags] }, ...rest];
    }
    const reference = this.#batch();
    const inBatch = (line: Line) =>
      line.tags.some((one) => one.startsWith('batch='))
        ? line
        : { ...line, tags: [`batch=${reference}`, ...line.tags] };
    return [
      { tags: [tag], body: `:${this.#server} BATCH +${reference} labeled-response` },
      ...this.#lines.map(inBatch),
      { tags: [], body: `:${this.#server} BATCH -${reference}` },
    ];
  }

  #isOneBatch(first: Line): boolean {
    const opening = /^:\S+ BATCH \+(\S+) /.exec(first.body);
    const last = this.#lines.at(-1);
    return opening !== null && last?.body.endsWith(` BATCH -${opening[1]}`) === true;
  }
}
