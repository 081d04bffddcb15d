/** What somebody typed and did not send, kept by this browser. */
import { readStored, storedKeys, writeStored } from './storage.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

export class Drafts {
  #me: string;

  /** Those of `me`. */
  constructor(me: string) {
    this.#me = me;
  }

  #key(name: string, me = this.#me): string {
    return `draft ${me} ${name}`;
  }

  /** What is for `name`; empty: nothing. */
  get(name: string): string {
    return readStored(this.#key(name), isText) ?? '';
  }

  set(name: string, text: string): void {
    writeStored(this.#key(name), text === '' ? null : text);
  }

  clear(): void {
    for (const key of storedKeys(this.#key(''))) writeStored(key, null);
  }

  /** `name` is what I am called from now on. */
  moveTo(name: string): void {
    const before = this.#key('');
    for (const key of storedKeys(before)) {
      writeStored(this.#key(key.slice(before.length), name), readStored(key, isText));
      writeStored(key, null);
    }
    this.#me = name;
  }
}
