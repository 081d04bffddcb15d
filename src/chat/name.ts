/** What somebody is called, as it crosses to gateways: made once, at login or when the name changes. */
import { encodeText } from '../protocol/bytes.ts';
import { nameKey } from '../protocol/names.ts';

/** Never changes: whoever is renamed gets another. */
export class Name {
  readonly text: string;
  /** The same in UTF-8: names are written far more often than they are made. Never written to. */
  readonly utf8: Uint8Array;
  #key: string | null = null;

  constructor(text: string) {
    this.text = text;
    this.utf8 = encodeText(text);
  }

  /** What it has in common with all names that it would reserve; see `nameKey`. */
  get key(): string {
    this.#key ??= nameKey(this.text);
    return this.#key;
  }
}

/** Who is logged in, in the order of their logins; never changes, so that it can be encoded once. */
export interface Roster {
  readonly kind: 'roster';
  readonly names: readonly Name[];
}
