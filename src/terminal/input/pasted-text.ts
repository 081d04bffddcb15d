/** Cleans pasted text for the line editor: removes control characters, and turns line breaks into LF. */
import { stripVTControlCharacters } from 'node:util';

const LINE_BREAK = /\r\n|[\r\n\x85\u2028\u2029]/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

export interface PastedText {
  /** Lines separated by LF, without empty lines at the end. */
  readonly text: string;
  /** Were control characters removed? */
  readonly changed: boolean;
}

export function readPaste(pasted: string): PastedText {
  const lines = pasted.replace(LINE_BREAK, '\n');
  const text = stripVTControlCharacters(lines).replace(CONTROLS, '');
  return { text: text.replace(/\n+$/, ''), changed: text !== lines };
}
