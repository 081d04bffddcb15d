/** The user's terminal: its keyboard and screen, and the job control that takes and gives them back. */

import type { Keyboard } from '../input/keyboard.ts';
import { Job } from './job.ts';
import type { Row } from './prompt.ts';
import { Screen } from './screen.ts';

export interface SeatEvents {
  /** The terminal accepts output again. */
  drained(): void;
  /** The process is to end with exit status `status`: by a signal, or because the terminal is gone. */
  ended(status: number): void;
}

const GONE_STATUS = 1;

export class Seat {
  readonly screen: Screen;
  readonly #keyboard: Keyboard;
  readonly #events: SeatEvents;
  readonly #job: Job;
  /** Has `begin` been called? No row is drawn before. */
  #begun = false;
  #released = false;
  readonly #resized = (): void => this.screen.resized();

  constructor(keyboard: Keyboard, layOut: (columns: number) => Row, events: SeatEvents) {
    this.#keyboard = keyboard;
    this.#events = events;
    this.screen = new Screen(process.stdout, layOut);
    this.#job = new Job({
      suspended: () => this.suspend(),
      continued: () => this.#continued(),
      ended: (status) => events.ended(status),
    });
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** Shows the row from now on. */
  begin(): void {
    const { stdin, stdout } = process;
    this.#begun = true;
    stdout.on('resize', this.#resized);
    stdout.on('drain', () => this.#events.drained());
    // Writing fails when the terminal is gone.
    stdout.on('error', () => this.#events.ended(GONE_STATUS));
    stdin.on('error', () => this.#events.ended(GONE_STATUS));
    this.redraw();
  }

  /** The content of the row has changed. */
  redraw(): void {
    if (this.#begun) this.screen.redraw();
  }

  /** Stops the job, after restoring the terminal. */
  suspend(): void {
    this.screen.close();
    this.#keyboard.giveBack();
    this.#job.stop();
  }

  #continued(): void {
    if (this.#released) return;
    this.#keyboard.take();
    if (this.#begun) this.screen.reopen();
  }

  /** Gives the terminal back; later text is printed as plain lines. */
  release(): void {
    this.#released = true;
    this.screen.close();
    this.#keyboard.close();
    process.stdout.off('resize', this.#resized);
  }

  /** Stops listening to signals. */
  close(): void {
    this.release();
    this.#job.close();
  }
}
