/** Parses lines of standard input; lines that are not UTF-8 are refused, with the reason on standard error. */
import { decodeLenient, decodeText } from '../../protocol/bytes.ts';
import { parseLine, refuseLine, type SeedLine } from '../../protocol/line-grammar.ts';
import type { LineReader } from '../../protocol/line-reader.ts';

/** The byte order mark in UTF-8, with which some programs begin a text; it is not part of the first line. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The byte order mark in UTF-16, in either byte order. */
const UTF_16_MARK = /^(?:\xff\xfe|\xfe\xff)/;

export class InputLines {
  readonly #complain: (text: string) => void;
  #number = 0;
  /** The number of lines refused for their encoding, and the line number of the first. */
  #refused = 0;
  #first = 0;
  #isUtf16 = false;

  /** `complain` is called for the first refused line, and at the end with their number. */
  constructor(complain: (text: string) => void) {
    this.#complain = complain;
  }

  /** Parses the current line of the reader. */
  read({ bytes, start, end, overlong }: LineReader): SeedLine {
    this.#number++;
    const isFirst = this.#number === 1;
    const marked = isFirst && BYTE_ORDER_MARK.every((byte, i) => bytes[start + i] === byte);
    const line = bytes.subarray(marked ? start + BYTE_ORDER_MARK.length : start, end);
    if (isFirst) this.#isUtf16 = beginsAsUtf16(line);
    // Cutting an overlong line may have split a character.
    if (overlong) return refused(line);
    const text = decodeText(line, 0, line.length);
    if (text === null) return this.#refuse(line, 'is not UTF-8');
    const read = parseLine(text);
    // NUL characters suggest UTF-16 without a byte order mark.
    if (read.kind === 'bad' && text.includes('\0')) this.#refuse(line, 'has NUL characters');
    return read;
  }

  /** The end of input. */
  end(): void {
    if (this.#refused < 2) return;
    this.#complain(`standard input: ${this.#refused} lines like line ${this.#first} were not sent`);
  }

  #refuse(line: Uint8Array, why: string): SeedLine {
    this.#refused++;
    if (this.#refused === 1) {
      this.#first = this.#number;
      const isUtf16 = this.#isUtf16 || line.includes(0);
      const encoding = isUtf16 ? 'UTF-16' : 'ISO-8859-1';
      this.#complain(
        `standard input, line ${this.#number}: ${why}, and was not sent (is it ${encoding}? iconv -f ${encoding} -t UTF-8 converts it)`,
      );
    }
    return refused(line);
  }
}

function beginsAsUtf16(line: Uint8Array): boolean {
  return UTF_16_MARK.test(String.fromCharCode(...line.subarray(0, 2)));
}

/** The answer to an unreadable line: that of a bad line of its kind, recognized by its start. */
function refused(line: Uint8Array): SeedLine {
  return { kind: 'bad', answer: refuseLine(parseLine(decodeLenient(line))) };
}
