/** Who has left (WHOWAS): the last of them, in memory, without their addresses. */
import { nameKey } from '../../protocol/names.ts';
import type { IrcPerson } from './people.ts';

const REMEMBERED_MAX = 1000;

export interface Departed {
  readonly nick: string;
  readonly user: string;
  readonly host: string;
  readonly realName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class Whowas {
  /** A ring: the oldest is at `#next` once it is full. */
  readonly #ring: Departed[] = [];
  #next = 0;

  left({ nick, user, host, realName }: IrcPerson, at: number): void {
    this.#ring[this.#next] = { nick, user, host, realName, at };
    this.#next = (this.#next + 1) % REMEMBERED_MAX;
  }

  /** Those who were called `nick`, the last first; at most `max`. */
  called(nick: string, max: number): Departed[] {
    const key = nameKey(nick);
    const { length } = this.#ring;
    const found: Departed[] = [];
    for (let back = 1; back <= length && found.length < max; back++) {
      const one = this.#ring[(this.#next - back + 2 * REMEMBERED_MAX) % REMEMBERED_MAX];
      if (one !== undefined && nameKey(one.nick) === key) found.push(one);
    }
    return found;
  }
}
