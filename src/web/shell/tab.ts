/**
 * The identity of this tab among the tabs of this browser that have the page open. A tab keeps its id when reloaded,
 * and a duplicate gets another, so a tab's own data can be told from that of a closed one.
 */
import { browserStore, tabStore } from './storage.ts';

const SIGN_MS = 20_000;

/** A tab counts as open this long after its last sign: browsers run the timers of hidden tabs once a minute. */
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
    // Removes the signs of tabs that ended without a word.
    for (const key of browserStore.keys(signOf(''))) {
      if (!this.isOpen(key.slice(signOf('').length))) browserStore.write(key, null);
    }
    setInterval(() => this.#giveSign(), SIGN_MS);
    document.addEventListener('visibilitychange', () => {
      // A browser in the background, as on a phone, may end without another event.
      if (document.visibilityState === 'hidden') tabStore.write('tab', this.id);
      else this.#isHere();
    });
    addEventListener('pagehide', () => {
      tabStore.write('tab', this.id);
      browserStore.write(signOf(this.id), null);
    });
    addEventListener('pageshow', () => this.#isHere());
  }

  /** Takes the id out of storage while the page is open, so that a duplicate of the tab gets its own. */
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
    // The absolute value, because the clock may have been set back.
    return sign !== null && Math.abs(Date.now() - sign) < OPEN_MS_MAX;
  }
}

function signOf(id: string): string {
  return `tab ${id}`;
}
