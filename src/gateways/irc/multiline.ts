/** Messages of several lines as batches (IRCv3 draft/multiline). */
import type { IrcLine } from './line.ts';
import type { Reply } from './reply.ts';
import { partsOf } from './splitting.ts';

/** The text of one batch, in UTF-8, with a line feed between lines. */
export const MULTILINE_BYTES_MAX = 40_000;

/** Lines of one batch. */
export const MULTILINE_LINES_MAX = 500;

export const MULTILINE = 'draft/multiline';
/** The tag of a line that goes on with the one before. */
export const CONCAT = 'draft/multiline-concat';

// --- what a client sends ---

/** Why a batch is refused: a code of the specification, and its context. */
export type BadBatch = readonly [code: string, why: string, ...context: string[]];

export const INVALID: BadBatch = ['MULTILINE_INVALID', 'Invalid multiline batch'];
const TOO_LONG: BadBatch = [
  'MULTILINE_MAX_BYTES',
  'Multiline batch max-bytes exceeded',
  String(MULTILINE_BYTES_MAX),
];
const TOO_MANY: BadBatch = [
  'MULTILINE_MAX_LINES',
  'Multiline batch max-lines exceeded',
  String(MULTILINE_LINES_MAX),
];

/** A batch that a client has begun. */
export class Multiline {
  readonly reference: string;
  readonly target: string;
  /** The line that began it, whose tags are those of the message. */
  readonly opening: IrcLine;
  /** Answers that line, when the batch has ended. */
  readonly reply: Reply;
  verb: 'PRIVMSG' | 'NOTICE' | null = null;
  /** What is left of it is ignored. */
  refused = false;
  #text = '';
  #lines = 0;
  #bytes = 0;

  constructor(reference: string, target: string, opening: IrcLine, reply: Reply) {
    this.reference = reference;
    this.target = target;
    this.opening = opening;
    this.reply = reply;
  }

  /** Bytes of memory that it holds; never 0. */
  get held(): number {
    return this.#bytes + 1;
  }

  get text(): string {
    return this.#text;
  }

  /** Adds a line; says what is wrong with it. */
  add(verb: 'PRIVMSG' | 'NOTICE', { tags, parameters }: IrcLine): BadBatch | null {
    const [target = '', text = ''] = parameters;
    this.verb ??= verb;
    if (verb !== this.verb || parameters.length < 2) return INVALID;
    if (target.toLowerCase() !== this.target.toLowerCase()) {
      return ['MULTILINE_INVALID_TARGET', 'Invalid multiline target', this.target, target];
    }
    const goesOn = tags.has(CONCAT);
    if (goesOn && text === '') return INVALID;
    const separator = goesOn || this.#lines === 0 ? '' : '\n';
    this.#lines++;
    this.#bytes += separator.length + Buffer.byteLength(text);
    if (this.#lines > MULTILINE_LINES_MAX) return TOO_MANY;
    if (this.#bytes > MULTILINE_BYTES_MAX) return TOO_LONG;
    this.#text += separator + text;
    return null;
  }
}

// --- what a client is told ---

/** A line of a batch; `goesOn`: it goes on with the one before. */
export interface MultilineLine {
  readonly text: string;
  readonly goesOn: boolean;
}

/**
 * `text` in batches, whose lines have at most `bytesMax` bytes each; null: it is one line, or there is nothing to see of
 * it. `more`: lines beyond the first that may be sent.
 */
export function multilineOf(
  text: string,
  bytesMax: number,
): { readonly batches: readonly (readonly MultilineLine[])[]; readonly more: number } | null {
  const parts = partsOf(text, bytesMax);
  if (parts.length < 2 || parts.every((one) => one.text.trim() === '')) return null;
  const batches: MultilineLine[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const part of parts.slice(0, MULTILINE_LINES_MAX)) {
    const more = Buffer.byteLength(part.text) + 1;
    if (bytes + more > MULTILINE_BYTES_MAX) {
      batches.push([]);
      bytes = 0;
    }
    bytes += more;
    batches.at(-1)?.push(part);
  }
  return { batches, more: Math.max(0, parts.length - MULTILINE_LINES_MAX) };
}
