/** Messages as they come in: shown, and what was shown is marked read. */
import type { Received, Unread } from '../client/happenings.ts';
import { oneLine } from '../protocol/visible.ts';
import { countsInWords, unreadNotice } from './archive-presentation.ts';
import type { KnownNames } from './completion.ts';
import type { Presentation } from './presentation.ts';
import type { ReadMarks } from './read-marks.ts';

/** Of what was missed, so many are shown after a login. */
export const MISSED_MAX = 100;

export interface ArrivalsWorld {
  readonly shown: Presentation;
  readonly names: KnownNames;
  readonly marks: ReadMarks;
  print(text: string): void;
  notice(text: string): void;
}

export class Arrivals {
  readonly #world: ArrivalsWorld;
  /** What was unread at the login and has not been shown since. */
  readonly #unread = new Map<string, Unread>();
  #missed = 0;

  constructor(world: ArrivalsWorld) {
    this.#world = world;
  }

  /** Just logged in: `conversations` have something unread, of which what this device missed comes now. */
  unread(conversations: readonly Unread[]): void {
    this.#missed = 0;
    this.#unread.clear();
    for (const one of conversations) {
      this.#unread.set(one.with, one);
      this.#world.names.wrote(one.with);
    }
    const notice = unreadNotice(conversations);
    if (notice !== null) this.#world.notice(notice);
  }

  /** `self` has received `message`; `missed`: it had been sent before the login. */
  message(message: Received, missed: boolean, self: string | null): void {
    const { shown, names, marks, print } = this.#world;
    const { from, to, text, id, at } = message;
    const now = new Date();
    const sent = at === null ? now : new Date(at);
    if (from === self && to !== self) {
      names.wrote(to);
      return print(shown.messageTo(message, sent, now));
    }
    names.wrote(from);
    print(shown.message(from, text, sent, now));
    if (id !== null && from !== self) marks.shown(from, id);
    if (missed) this.#countMissed(from);
  }

  #countMissed(from: string): void {
    const unread = this.#unread.get(from);
    if (unread !== undefined && unread.count > 1) {
      this.#unread.set(from, { ...unread, count: unread.count - 1 });
    } else this.#unread.delete(from);
    if (++this.#missed !== MISSED_MAX) return;
    const [first] = this.#unread.values();
    if (first === undefined) return;
    const left = countsInWords([...this.#unread.values()]);
    this.#world.notice(`not shown: ${left}; history ${oneLine(first.with)} shows the newest`);
  }
}
