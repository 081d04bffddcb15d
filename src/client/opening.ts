/** A connection counts as open once both its transport and the vocabulary are ready. */
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { Clock } from './clock.ts';
import { CONNECT_MS_MAX } from './transport.ts';
import type { LoadVocabulary } from './vocabulary.ts';

export interface OpeningActs {
  opened(vocabulary: Vocabulary): void;
  /** The vocabulary cannot be loaded; `why` follows the words "cannot connect: ". */
  failed(why: string): void;
}

export class Opening {
  readonly #clock: Clock;
  readonly #acts: OpeningActs;
  #vocabulary: Vocabulary | null = null;
  #isThrough = false;
  #isOver = false;
  #cancelWait = (): void => {};

  constructor(load: LoadVocabulary, clock: Clock, acts: OpeningActs) {
    this.#clock = clock;
    this.#acts = acts;
    load(
      (vocabulary) => {
        this.#vocabulary = vocabulary;
        this.#openIfReady();
      },
      () => this.#fail('a part of this program could not be loaded'),
    );
  }

  /** The transport is open. */
  through(): void {
    this.#isThrough = true;
    this.#openIfReady();
    if (this.#isOver) return;
    const why = `a part of this program was not loaded within ${CONNECT_MS_MAX / 1000} s`;
    this.#cancelWait = this.#clock.after(CONNECT_MS_MAX, () => this.#fail(why));
  }

  /** Calls nothing from now on. */
  stop(): void {
    this.#isOver = true;
    this.#cancelWait();
  }

  #openIfReady(): void {
    if (this.#isOver || !this.#isThrough || this.#vocabulary === null) return;
    this.stop();
    this.#acts.opened(this.#vocabulary);
  }

  #fail(why: string): void {
    if (this.#isOver) return;
    this.stop();
    this.#acts.failed(why);
  }
}
