/**
 * Drafts, stored in this browser. Each tab has its own; the draft of a closed tab is taken over by the next tab that
 * looks for it. Messages that wait for a connection are stored too: if the page closes before there is one, they
 * become drafts again.
 */
import { browserStore } from './storage.ts';
import type { TabOfBrowser } from './tab.ts';

/** The prefixes of keys: for text in the field, and for messages that wait for a connection. */
const KINDS = ['draft', 'waiting'] as const;

const isText = (value: unknown): value is string => typeof value === 'string';

export class Drafts {
  readonly #tab: TabOfBrowser;
  #me: string;

  /** The drafts of `me` in `tab`. */
  constructor(tab: TabOfBrowser, me: string) {
    this.#tab = tab;
    this.#me = me;
  }

  /** Turns messages that waited in closed tabs, or in this one before it was reloaded, into drafts. */
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

  /** The key's parts are separated by spaces, which no name has. */
  #key(name: string, kind: (typeof KINDS)[number] = 'draft'): string {
    return `${kind} ${this.#me} ${name} ${this.#tab.id}`;
  }

  /** The draft for `name`; empty if there is none. */
  get(name: string): string {
    const own = browserStore.read(this.#key(name), isText);
    return own ?? this.#adopt(name) ?? '';
  }

  /** Takes over the draft for `name` of a closed tab; null if there is none. */
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

  /** Stores `texts`, by recipient, as all the messages that wait for a connection in this tab. */
  waits(texts: ReadonlyMap<string, string>): void {
    for (const key of browserStore.keys(`waiting ${this.#me} `)) {
      if (key.endsWith(` ${this.#tab.id}`)) browserStore.write(key, null);
    }
    for (const [name, text] of texts) browserStore.write(this.#key(name, 'waiting'), text);
  }

  /** Deletes the drafts of all tabs. */
  clear(): void {
    for (const kind of KINDS) {
      for (const key of browserStore.keys(`${kind} ${this.#me} `)) browserStore.write(key, null);
    }
  }

  /** Moves the drafts of all tabs to the person's new `name`. */
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
