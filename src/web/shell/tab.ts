/**
 * This tab among all that have the page open in this browser. Each has an id, which it keeps when it is loaded again and
 * which a copy of it does not get; so what is a tab's own can be told from what was left by one that is closed.
 */
import { browserStore, tabStore } from './storage.ts';

const SIGN_MS = 20_000;

/** Browsers let the timers of a tab that nobody sees run once a minute. */
const OPEN_MS_MAX = 180_000;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** A tab among those of its browser. */
export interface TabOfBrowser {
  readonly id: string;
  /** Is the tab with this id open? */
  isOpen(id: string): boolean;
}

export class Tab implements TabOfBrowser {
  readonly id: string;

  constructor() {
    this.id = tabStore.read('tab', isText) ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
    this.#isHere();
    // Those of tabs that ended without a word.
    for (const key of browserStore.keys(signOf(''))) {
      if (!this.isOpen(key.slice(signOf('').length))) browserStore.write(key, null);
    }
    setInterval(() => this.#giveSign(), SIGN_MS);
    document.addEventListener('visibilitychange', () => {
      // A browser that is put away, as on a phone, may end without another word.
      if (document.visibilityState === 'hidden') tabStore.write('tab', this.id);
      else this.#isHere();
    });
    addEventListener('pagehide', () => {
      tabStore.write('tab', this.id);
      browserStore.write(signOf(this.id), null);
    });
    addEventListener('pageshow', () => this.#isHere());
  }

  /** A copy of the tab that is made now is to have an id of its own. */
  #isHere(): void {
    tabStore.write('tab', null);
    this.#giveSign();
  }

  #giveSign(): void {
    browserStore.write(signOf(this.id), Date.now());
  }

  isOpen(id: string): boolean {
    if (id === this.id) return true;
    const sign = browserStore.read(signOf(id), isNumber);
    // Of a clock that was set back, too.
    return sign !== null && Math.abs(Date.now() - sign) < OPEN_MS_MAX;
  }
}

function signOf(id: string): string {
  return `tab ${id}`;
}
