/** Strips telnet commands from a stream (RFC 854, RFC 855). */

const IAC = 0xff;
const SB = 0xfa;
const SE = 0xf0;
/** WILL, WONT, DO and DONT are followed by an option. */
const WILL = 0xfb;
const NUL = 0x00;

/**
 * Strips negotiation, commands and NUL (telnet sends CR NUL for a bare CR; C programs send the rest of their buffer).
 * No text is lost: 0xff does not occur in UTF-8, and nobody types a NUL.
 */
export class TelnetFilter {
  #state: 'text' | 'command' | 'option' | 'subnegotiation' | 'subnegotiation command' = 'text';

  /** `chunk` without telnet commands; `chunk` itself when it has none. */
  strip(chunk: Uint8Array): Uint8Array {
    if (this.#state === 'text' && !chunk.includes(IAC) && !chunk.includes(NUL)) return chunk;
    const kept = new Uint8Array(chunk.length);
    let length = 0;
    for (const byte of chunk) if (this.#isText(byte)) kept[length++] = byte;
    return kept.subarray(0, length);
  }

  #isText(byte: number): boolean {
    switch (this.#state) {
      case 'text':
        if (byte === IAC) this.#state = 'command';
        return byte !== IAC && byte !== NUL;
      case 'command':
        if (byte === SB) this.#state = 'subnegotiation';
        else this.#state = byte >= WILL && byte !== IAC ? 'option' : 'text';
        // A doubled IAC is a literal 0xff: it is kept, so that the text is seen not to be UTF-8.
        return byte === IAC;
      case 'option':
        this.#state = 'text';
        return false;
      case 'subnegotiation':
        if (byte === IAC) this.#state = 'subnegotiation command';
        return false;
      case 'subnegotiation command':
        this.#state = byte === SE ? 'text' : 'subnegotiation';
        return false;
    }
  }
}
