/** A text that was pasted, made fit for the line that is typed: nothing in it drives a terminal or ends a line. */
import { stripVTControlCharacters } from 'node:util';

const LINE_BREAK = /\r\n|[\r\n\x85\u2028\u2029]/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

export interface PastedText {
  /** Lines are apart by LF; those that end it with nothing in them are left out. */
  readonly text: string;
  /** Has anything been left out that could drive a terminal? */
  readonly changed: boolean;
}

export function readPaste(pasted: string): PastedText {
  const lines = pasted.replace(LINE_BREAK, '\n');
  const text = stripVTControlCharacters(lines).replace(CONTROLS, '');
  return { text: text.replace(/\n+$/, ''), changed: text !== lines };
}
