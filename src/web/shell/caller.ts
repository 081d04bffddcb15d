/** Which tab calls a person, by sound or notification: one of those they have open, the one that had the focus last. */
import { browserStore, onStored } from './storage.ts';
import type { TabOfBrowser } from './tab.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

export class Caller {
  readonly #tab: TabOfBrowser;
  readonly #name: () => string;
  readonly #stop: () => void;
  #isOver = false;
  /** Can anything come here that is worth a call? */
  #isReady = true;

  /** For who is called `name` by now, until `leave`. */
  constructor(tab: TabOfBrowser, name: () => string) {
    this.#tab = tab;
    this.#name = name;
    this.#claimFree();
    // The tab that was it is closed, or has lost its connection.
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

  /** This one is looked at. */
  claim(): void {
    if (!this.#isOver && this.#isReady) browserStore.write(this.#key, this.#tab.id);
  }

  /** Without a connection another is to do it. */
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
