/** This device's tokens for one server; a file that cannot be used leads to a notice and no more. */
import { oneLine } from '../../protocol/visible.ts';
import type { TokenFile } from './token-file.ts';

export class Remembered {
  readonly #file: TokenFile | null;
  readonly #address: string;
  readonly #notice: (text: string) => void;

  /** Without a `file`, no token is stored or used. */
  constructor(file: TokenFile | null, address: string, notice: (text: string) => void) {
    this.#file = file;
    this.#address = address;
    this.#notice = notice;
  }

  /** Are tokens to be stored? */
  get wanted(): boolean {
    return this.#file !== null;
  }

  find(name: string): string | null {
    return this.#try((file) => file.find(this.#address, name));
  }

  keep(name: string, token: string): void {
    this.#try((file) => file.keep(this.#address, name, token));
  }

  /** Forgets the tokens of `name`, or only `token`. */
  forget(name: string, token: string | null = null): void {
    this.#try((file) => file.forget(this.#address, name, token));
  }

  #try<T>(what: (file: TokenFile) => T): T | null {
    if (this.#file === null) return null;
    try {
      return what(this.#file);
    } catch (error) {
      const why = oneLine((error as Error).message);
      this.#notice(`what keeps you logged in cannot be kept here: ${why}`);
      return null;
    }
  }
}
