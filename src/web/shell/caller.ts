/** Chooses the tab that alerts a person by sound or notification: of their open tabs, the one focused last. */
import { browserStore, onStored } from './storage.ts';
import type { TabOfBrowser } from './tab.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

export class Caller {
  readonly #tab: TabOfBrowser;
  readonly #name: () => string;
  readonly #stop: () => void;
  #isOver = false;
  /** Is there a connection, so that messages can arrive here? */
  #isReady = true;

  /** For the person whose current name is `name()`, until `leave`. */
  constructor(tab: TabOfBrowser, name: () => string) {
    this.#tab = tab;
    this.#name = name;
    this.#claimFree();
    // The chosen tab was closed, or lost its connection.
    this.#stop = onStored((key) => {
      if (key === this.#key || key.startsWith('tab ')) this.#claimFree();
    });
  }

  get #key(): string {
    return `caller ${this.#name()}`;
  }

  get #current(): string | null {
    return browserStore.read(this.#key, isText);
  }

  #claimFree(): void {
    const current = this.#current;
    if (current === null || !this.#tab.isOpen(current)) this.claim();
  }

  /** This tab has the focus. */
  claim(): void {
    if (!this.#isOver && this.#isReady) browserStore.write(this.#key, this.#tab.id);
  }

  /** A tab without a connection leaves alerts to another. */
  set ready(isReady: boolean) {
    this.#isReady = isReady;
    if (isReady) this.#claimFree();
    else this.#giveUp();
  }

  get isIt(): boolean {
    this.#claimFree();
    return this.#current === this.#tab.id || this.#current === null;
  }

  leave(): void {
    this.#isOver = true;
    this.#stop();
    this.#giveUp();
  }

  #giveUp(): void {
    if (this.#current === this.#tab.id) browserStore.write(this.#key, null);
  }
}
