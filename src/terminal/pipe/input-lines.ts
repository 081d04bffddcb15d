/** Lines of standard input, read as what they say; what is not UTF-8 is refused, and standard error says why. */
import { decodeLenient, decodeText } from '../../protocol/bytes.ts';
import { type Line, parseLine, refuseLine } from '../../protocol/line-grammar.ts';
import type { LineReader } from '../../protocol/line-reader.ts';

/** U+FEFF in UTF-8, with which some programs begin a text. It is no part of the first line. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** U+FEFF in UTF-16, either way round. */
const UTF_16_MARK = /^(?:\xff\xfe|\xfe\xff)/;

export class InputLines {
  readonly #complain: (text: string) => void;
  #number = 0;
  /** Lines that were refused because of how they are encoded, and the number of the first. */
  #refused = 0;
  #first = 0;
  #isUtf16 = false;

  /** `complain` is told of the first line that is refused, and at the end of how many there were. */
  constructor(complain: (text: string) => void) {
    this.#complain = complain;
  }

  /** What the line says that `lines` has just come to. */
  read({ bytes, start, end, overlong }: LineReader): Line {
    this.#number++;
    const isFirst = this.#number === 1;
    const marked = isFirst && BYTE_ORDER_MARK.every((byte, i) => bytes[start + i] === byte);
    const line = bytes.subarray(marked ? start + BYTE_ORDER_MARK.length : start, end);
    if (isFirst) this.#isUtf16 = beginsAsUtf16(line);
    // A line that was cut off may have lost half of a character.
    if (overlong) return refused(line);
    const text = decodeText(line, 0, line.length);
    if (text === null) return this.#refuse(line, 'is not UTF-8');
    const read = parseLine(text);
    // Text in UTF-16 without a mark is mostly NUL characters.
    if (read.kind === 'bad' && text.includes('\0')) this.#refuse(line, 'has NUL characters');
    return read;
  }

  /** Nothing more is read. */
  end(): void {
    if (this.#refused < 2) return;
    this.#complain(`standard input: ${this.#refused} lines like line ${this.#first} were not sent`);
  }

  #refuse(line: Uint8Array, why: string): Line {
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

/** The answer to a line that cannot be read: that of a bad line of its kind, by its beginning. */
function refused(line: Uint8Array): Line {
  return { kind: 'bad', answer: refuseLine(parseLine(decodeLenient(line))) };
}
