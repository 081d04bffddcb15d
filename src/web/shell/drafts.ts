/**
 * What somebody typed and did not send, kept by this browser. Each tab has drafts of its own; what was typed in one that
 * is closed is found by the next that looks for it.
 */
import { browserStore } from './storage.ts';
import type { TabOfBrowser } from './tab.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

export class Drafts {
  readonly #tab: TabOfBrowser;
  #me: string;

  /** Those of `me` in `tab`. */
  constructor(tab: TabOfBrowser, me: string) {
    this.#tab = tab;
    this.#me = me;
  }

  /** No name has a space. */
  #key(name: string): string {
    return `draft ${this.#me} ${name} ${this.#tab.id}`;
  }

  /** What is for `name`; empty: nothing. */
  get(name: string): string {
    const own = browserStore.read(this.#key(name), isText);
    return own ?? this.#adopt(name) ?? '';
  }

  /** What a tab that is closed had for `name`; null: nothing. */
  #adopt(name: string): string | null {
    const left = browserStore.keys(`draft ${this.#me} ${name}`).find((key) => {
      const [, , to, tab = ''] = key.split(' ');
      return to === name && !this.#tab.isOpen(tab);
    });
    if (left === undefined) return null;
    const text = browserStore.read(left, isText);
    browserStore.write(left, null);
    if (text !== null) this.set(name, text);
    return text;
  }

  set(name: string, text: string): void {
    browserStore.write(this.#key(name), text === '' ? null : text);
  }

  /** Those of all tabs. */
  clear(): void {
    for (const key of browserStore.keys(`draft ${this.#me} `)) browserStore.write(key, null);
  }

  /** `name` is what I am called from now on, in all tabs. */
  moveTo(name: string): void {
    const before = `draft ${this.#me} `;
    for (const key of browserStore.keys(before)) {
      const text = browserStore.read(key, isText);
      browserStore.write(`draft ${name} ${key.slice(before.length)}`, text);
      browserStore.write(key, null);
    }
    this.#me = name;
  }
}
