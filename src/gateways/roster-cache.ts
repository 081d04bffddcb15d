/** Caches the answer to `list` until someone logs in or out. */
import type { Roster } from '../chat/name.ts';
import { encodeText } from '../protocol/bytes.ts';

/** The names of people who are logged in, one per line. */
export function rosterLines({ names }: Roster): Uint8Array {
  return encodeText(names.map(({ text }) => `${text}\n`).join(''));
}

export class RosterCache {
  readonly #encode: (roster: Roster) => Uint8Array;
  #roster: Roster | null = null;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(encode: (roster: Roster) => Uint8Array) {
    this.#encode = encode;
  }

  encoded(roster: Roster): Uint8Array {
    if (this.#roster !== roster) {
      this.#roster = roster;
      this.#bytes = this.#encode(roster);
    }
    return this.#bytes;
  }
}
