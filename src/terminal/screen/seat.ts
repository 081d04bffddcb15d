/** The terminal at which somebody sits: its keyboard and its screen, which this job has and gives back. */

import type { Keyboard } from '../input/keyboard.ts';
import { Job } from './job.ts';
import type { Row } from './prompt.ts';
import { Screen } from './screen.ts';

export interface SeatEvents {
  /** The terminal takes what is printed again. */
  drained(): void;
  /** Asked to end, with exit status `status`: by a signal, or because the terminal is gone. */
  ended(status: number): void;
}

const GONE_STATUS = 1;

export class Seat {
  readonly screen: Screen;
  readonly #keyboard: Keyboard;
  readonly #events: SeatEvents;
  readonly #job: Job;
  /** Before that no row is drawn. */
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

  /** From now on there is a row. */
  begin(): void {
    const { stdin, stdout } = process;
    this.#begun = true;
    stdout.on('resize', this.#resized);
    stdout.on('drain', () => this.#events.drained());
    // A terminal that is gone cannot be told anything.
    stdout.on('error', () => this.#events.ended(GONE_STATUS));
    stdin.on('error', () => this.#events.ended(GONE_STATUS));
    this.redraw();
  }

  /** What the row shows has changed. */
  redraw(): void {
    if (this.#begun) this.screen.redraw();
  }

  /** Stops the job, with the terminal as it was. */
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

  /** Gives the terminal back; what is printed later is plain lines. */
  release(): void {
    this.#released = true;
    this.screen.close();
    this.#keyboard.close();
    process.stdout.off('resize', this.#resized);
  }

  /** Signals are the system's again. */
  close(): void {
    this.release();
    this.#job.close();
  }
}
