/**
 * What somebody typed and did not send, kept by this browser. Each tab has drafts of its own; what was typed in one that
 * is closed is found by the next that looks for it. What was sent without a connection is kept as well: where the page
 * ends before there is one, it is a draft again.
 */
import { browserStore } from './storage.ts';
import type { TabOfBrowser } from './tab.ts';

/** By what keys begin: what is in the field, and what waits for a connection. */
const KINDS = ['draft', 'waiting'] as const;

const isText = (value: unknown): value is string => typeof value === 'string';

export class Drafts {
  readonly #tab: TabOfBrowser;
  #me: string;

  /** Those of `me` in `tab`. */
  constructor(tab: TabOfBrowser, me: string) {
    this.#tab = tab;
    this.#me = me;
  }

  /** For the next page: what waited in tabs that are closed, or in this one before it was loaded again, is a draft. */
  static takeBack(tab: TabOfBrowser): void {
    for (const key of browserStore.keys('waiting ')) {
      const [, me = '', to = '', id = ''] = key.split(' ');
      if (id !== tab.id && tab.isOpen(id)) continue;
      const drafts = new Drafts(tab, me);
      const texts = [browserStore.read(key, isText), drafts.get(to)];
      drafts.set(to, texts.filter((text) => text).join('\n'));
      browserStore.write(key, null);
    }
  }

  /** No name has a space. */
  #key(name: string, kind: (typeof KINDS)[number] = 'draft'): string {
    return `${kind} ${this.#me} ${name} ${this.#tab.id}`;
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

  /** `texts`, by whom they are for, wait in this tab for a connection; nothing else does. */
  waits(texts: ReadonlyMap<string, string>): void {
    for (const key of browserStore.keys(`waiting ${this.#me} `)) {
      if (key.endsWith(` ${this.#tab.id}`)) browserStore.write(key, null);
    }
    for (const [name, text] of texts) browserStore.write(this.#key(name, 'waiting'), text);
  }

  /** Those of all tabs. */
  clear(): void {
    for (const kind of KINDS) {
      for (const key of browserStore.keys(`${kind} ${this.#me} `)) browserStore.write(key, null);
    }
  }

  /** `name` is what I am called from now on, in all tabs. */
  moveTo(name: string): void {
    for (const kind of KINDS) {
      const before = `${kind} ${this.#me} `;
      for (const key of browserStore.keys(before)) {
        const text = browserStore.read(key, isText);
        browserStore.write(`${kind} ${name} ${key.slice(before.length)}`, text);
        browserStore.write(key, null);
      }
    }
    this.#me = name;
  }
}
