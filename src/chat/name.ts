/** A person's name as gateways see it: made once, at login or when the name changes. */
import { encodeText } from '../protocol/bytes.ts';
import { nameKey } from '../protocol/names.ts';

/** Immutable: a renamed person gets a new one. */
export class Name {
  readonly text: string;
  /** The name in UTF-8: names are written far more often than they are made. Never written to. */
  readonly utf8: Uint8Array;
  #key: string | null = null;

  constructor(text: string) {
    this.text = text;
    this.utf8 = encodeText(text);
  }

  /** The key shared with all names that this one reserves; see `nameKey`. */
  get key(): string {
    this.#key ??= nameKey(this.text);
    return this.#key;
  }
}

/** People who are logged in, in the order of their logins; immutable, so that it can be encoded once. */
export interface Roster {
  readonly kind: 'roster';
  readonly names: readonly Name[];
}
