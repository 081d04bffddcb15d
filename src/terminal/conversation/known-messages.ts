/** Messages that were on the screen: what `.` stands for, and what a reply, a reaction or a pin is about. */
import { nameKey } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';

/** So many are remembered. */
const MESSAGES_MAX = 1000;

/** So much of a text shows which one is meant, in characters. */
const EXCERPT_CHARACTERS_MAX = 30;

export interface KnownMessage {
  readonly id: number;
  readonly from: string;
  /** A person, or a room. */
  readonly conversation: string;
  readonly text: string;
  /** Was it sent by whoever is logged in here? */
  readonly own: boolean;
}

/** Which of them `.` is about. */
export interface Wanted {
  /** Only of this conversation; null: of any. */
  readonly conversation: string | null;
  /** Only one's own, or only others'; null: anybody's. */
  readonly own: boolean | null;
  /** Only this person's; null: anybody's. */
  readonly from: string | null;
  /** Only what is kept: of the rest there is nothing more to be had. */
  readonly kept: boolean;
}

export class KnownMessages {
  /** The last one shown is the last. */
  readonly #messages = new Map<number, KnownMessage>();

  /** It is the last on the screen. */
  shown(message: KnownMessage): void {
    this.#messages.delete(message.id);
    this.#messages.set(message.id, { ...message, text: excerpt(message.text) });
    if (this.#messages.size <= MESSAGES_MAX) return;
    for (const oldest of this.#messages.keys()) {
      this.#messages.delete(oldest);
      break;
    }
  }

  get(id: number): KnownMessage | undefined {
    return this.#messages.get(id);
  }

  /** The last that was shown of those that are wanted. */
  last({ conversation, own, from, kept }: Wanted): number | null {
    const key = from === null ? null : nameKey(from);
    const place = conversation === null ? null : nameKey(conversation);
    let last: number | null = null;
    for (const one of this.#messages.values()) {
      if (place !== null && nameKey(one.conversation) !== place) continue;
      if ((own !== null && one.own !== own) || (kept && one.id < 0)) continue;
      if (key === null || nameKey(one.from) === key) last = one.id;
    }
    return last;
  }

  /** The message `id` says something else; null: it was deleted. */
  amended(id: number, text: string | null): void {
    const known = this.#messages.get(id);
    if (known === undefined) return;
    if (text === null) this.#messages.delete(id);
    else this.#messages.set(id, { ...known, text: excerpt(text) });
  }

  /** The connection is lost: what was kept nowhere may be somebody else's number by now. */
  lost(): void {
    for (const id of this.#messages.keys()) if (id < 0) this.#messages.delete(id);
  }
}

/** The beginning of `text`, as one line. */
export function excerpt(text: string): string {
  // A character may be several units, and one unit several characters in print.
  const start = text.slice(0, EXCERPT_CHARACTERS_MAX + 1).toWellFormed();
  const shown = oneLine(start.length > EXCERPT_CHARACTERS_MAX ? start.slice(0, -1) : start);
  return text.length > EXCERPT_CHARACTERS_MAX ? `${shown.toWellFormed()}…` : shown;
}
