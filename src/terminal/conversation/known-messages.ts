/** Messages that were shown: `.` refers to one of them, and so do replies, reactions and pins. */
import { withoutFormatting } from '../../protocol/formatting.ts';
import type { Manner } from '../../protocol/manner.ts';
import { nameKey } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';

/** How many messages are remembered. */
const MESSAGES_MAX = 1000;

/** Length of an excerpt that identifies a message, in characters. */
const EXCERPT_CHARACTERS_MAX = 30;

export interface KnownMessage {
  readonly id: number;
  readonly from: string;
  /** The other person, or the room. */
  readonly conversation: string;
  readonly text: string;
  /** How it is meant; left out: it is just said. */
  readonly as?: Manner | null;
  /** Was it sent by the user here? */
  readonly own: boolean;
}

/** The messages that a `.` may mean. */
export interface Wanted {
  /** Only messages of this conversation; null: of any. */
  readonly conversation: string | null;
  /** Only the user's own, or only other people's; null: anybody's. */
  readonly own: boolean | null;
  /** Only this person's; null: anybody's. */
  readonly from: string | null;
  /** Only stored messages: the server knows nothing more about the others. */
  readonly kept: boolean;
}

export class KnownMessages {
  /** In the order in which they were last shown. */
  readonly #messages = new Map<number, KnownMessage>();

  /** `message` is now the last on the screen. */
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

  /** The id of the last shown message that fits; null if none does. */
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

  /** The message `id` now has this text; null: it was deleted. */
  amended(id: number, text: string | null): void {
    const known = this.#messages.get(id);
    if (known === undefined) return;
    if (text === null) this.#messages.delete(id);
    else this.#messages.set(id, { ...known, text: excerpt(text) });
  }

  /** The connection is lost: ids of messages that are not stored may be given to others, so those are forgotten. */
  lost(): void {
    for (const id of this.#messages.keys()) if (id < 0) this.#messages.delete(id);
  }
}

/** The beginning of `text`, as one line. */
export function excerpt(whole: string): string {
  const text = withoutFormatting(whole);
  // A character may take several UTF-16 units, and a unit may print as several characters.
  const start = text.slice(0, EXCERPT_CHARACTERS_MAX + 1).toWellFormed();
  const shown = oneLine(start.length > EXCERPT_CHARACTERS_MAX ? start.slice(0, -1) : start);
  return text.length > EXCERPT_CHARACTERS_MAX ? `${shown.toWellFormed()}…` : shown;
}
