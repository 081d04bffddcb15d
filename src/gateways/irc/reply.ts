/** What one line of a client is answered with: lines, gathered where the client has labelled the request. */
import { encodeText } from '../../protocol/bytes.ts';
import { encodeTag, LINE_BYTES_MAX } from './line.ts';
import { beginning } from './splitting.ts';

const NOTHING = new Uint8Array(0);

/** A line without CR LF. */
export const BODY_BYTES_MAX = LINE_BYTES_MAX - 2;

/** Lines with a label wait for the end of their request up to here; beyond, they are a batch that has begun. */
const GATHERED_BYTES_MAX = 16 * 1024;

const ENDS = /[\0\r\n]/g;

const CUT = '…';

/** One line of output, without tags and its end; what does not fit is cut, and shows that. Nobody's text ends it. */
export function fitted(body: string): string {
  const line = body.replace(ENDS, ' ');
  if (beginning(line, BODY_BYTES_MAX).length === line.length) return line;
  return beginning(line, BODY_BYTES_MAX - Buffer.byteLength(CUT)) + CUT;
}

/** The last line of a connection, which says why it ends (RFC 2812 section 3.7.4). */
export function errorLine(why: string): string {
  return `${fitted(`ERROR :Closing link: ${why}`)}\r\n`;
}

/** The last parameter: what somebody says, if anything. */
export function spoken(words: string | undefined): string {
  return words ? ` :${words}` : '';
}

const SHOWN_CHARACTERS_MAX = 32;

/** A word of the client's, for an answer to it. */
export function shownWord(word: string): string {
  return word.slice(0, SHOWN_CHARACTERS_MAX).toWellFormed();
}

/** `tags` is empty, or `@a=b;c `. */
export function tagged(tags: readonly string[]): string {
  return tags.length === 0 ? '' : `@${tags.join(';')} `;
}

/** A line of output without its end; `tags` are encoded. */
export interface OutputLine {
  readonly tags: readonly string[];
  readonly body: string;
}

export class Reply {
  readonly #label: string | null;
  readonly #server: string;
  readonly #batch: () => string;
  #lines: OutputLine[] = [];
  /** Of the lines, without their tags. */
  #bytes = 0;
  /** The batch that a labelled request is answered with, once it has begun. */
  #outer: string | null = null;
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
    // A line of a batch within that one names its own.
    const isInner = this.#inner !== null && !tags.some((one) => one.startsWith('batch='));
    const inBatch = isInner ? [`batch=${this.#inner}`, ...tags] : tags;
    const line = fitted(body);
    this.#lines.push({ tags: inBatch, body: line });
    this.#bytes += line.length;
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
    let lines = this.#lines;
    if (this.#label !== null) {
      if (this.#finished) return NOTHING;
      const isMuch = this.#outer !== null || this.#bytes > GATHERED_BYTES_MAX;
      if (this.#open > 0 && !isMuch) return NOTHING;
      this.#finished = this.#open === 0;
      lines = this.#labelled(this.#label);
    }
    if (lines.length === 0) return NOTHING;
    this.#lines = [];
    this.#bytes = 0;
    return encodeText(lines.map(({ tags, body }) => `${tagged(tags)}${body}\r\n`).join(''));
  }

  /** IRCv3 labeled-response: a lone line or batch has the label; none is an ACK, several are a batch. */
  #labelled(label: string): OutputLine[] {
    const [first, ...rest] = this.#lines;
    const tag = encodeTag('label', label);
    if (this.#finished && this.#outer === null) {
      if (first === undefined) return [{ tags: [tag], body: `:${this.#server} ACK` }];
      if (rest.length === 0 || this.#isOneBatch(first)) {
        return [{ ...first, tags: [tag, ...first.tags] }, ...rest];
      }
    }
    const begins = this.#outer === null;
    this.#outer ??= this.#batch();
    const reference = this.#outer;
    const opening = { tags: [tag], body: `:${this.#server} BATCH +${reference} labeled-response` };
    const closing = { tags: [], body: `:${this.#server} BATCH -${reference}` };
    const inBatch = (line: OutputLine) =>
      line.tags.some((one) => one.startsWith('batch='))
        ? line
        : { ...line, tags: [`batch=${reference}`, ...line.tags] };
    return [
      ...(begins ? [opening] : []),
      ...this.#lines.map(inBatch),
      ...(this.#finished ? [closing] : []),
    ];
  }

  #isOneBatch(first: OutputLine): boolean {
    const opening = /^:\S+ BATCH \+(\S+) /.exec(first.body);
    const last = this.#lines.at(-1);
    return opening !== null && last?.body.endsWith(` BATCH -${opening[1]}`) === true;
  }
}
