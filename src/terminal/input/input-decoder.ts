/**
 * Decodes a terminal's bytes. A byte that is not UTF-8 becomes a lone surrogate, so the text is recognizably not
 * well-formed.
 */
import { isUtf8 } from 'node:buffer';

/** Added to an invalid byte to make it a surrogate, as in Python's PEP 383. */
const ESCAPED_BYTE = 0xdc00;

const CHARACTER_BYTES_MAX = 4;

export class InputDecoder {
  /** The start of a character whose end has not arrived. */
  #begun: Uint8Array = new Uint8Array(0);

  /** Returns the characters that `chunk` completes. */
  write(chunk: Uint8Array): string {
    const bytes = Buffer.concat([this.#begun, chunk]);
    const whole = bytes.length - unfinishedBytes(bytes);
    this.#begun = bytes.subarray(whole);
    const text = bytes.subarray(0, whole);
    return isUtf8(text) ? text.toString() : decodeEscaped(text);
  }
}

/** The number of bytes at the end of `bytes` that may be the start of a character. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let length = 1; length < CHARACTER_BYTES_MAX && length <= bytes.length; length++) {
    const lead = bytes[bytes.length - length] as number;
    if ((lead & 0xc0) === 0x80) continue;
    return lead >= 0xc2 && lead < 0xf5 && length < bytesOf(lead) ? length : 0;
  }
  return 0;
}

function bytesOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function decodeEscaped(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const character = bytes.subarray(at, at + bytesOf(lead));
    if (isUtf8(character)) {
      text += character.toString();
      at += character.length;
    } else {
      text += String.fromCharCode(ESCAPED_BYTE + lead);
      at++;
    }
  }
  return text;
}
