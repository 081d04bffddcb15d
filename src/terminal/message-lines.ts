/** Messages as lines: live ones, those of a conversation, those that were found; each shown is one that `.` may mean. */
import type { Received } from '../client/happenings.ts';
import type { News } from '../client/news.ts';
import type { PastMessage, Reaction } from '../client/pages.ts';
import { mentionsOf } from '../protocol/mentions.ts';
import { isRoomName, nameKey } from '../protocol/names.ts';
import { oneLine } from '../protocol/visible.ts';
import type { KnownMessages } from './known-messages.ts';
import { clockOrDate, dateAndClock } from './local-time.ts';
import type { Presentation } from './presentation.ts';

/** Of a text on a page so much is shown, in UTF-16 units: one long one would push all others off the screen. */
const PAGE_TEXT_LENGTH_MAX = 2000;

/** What stands beside a text. */
interface Beside {
  readonly time: string;
  /** In colour. */
  readonly who: string;
  /** In front, dim; empty for none. */
  readonly number?: string;
  readonly reply?: number | null;
  /** Such as `edited`. */
  readonly marks?: readonly string[];
  readonly reactions?: readonly Reaction[];
}

export type Edited = Extract<News, { kind: 'edited' }>;

export class MessageLines {
  readonly #shown: Presentation;
  readonly #messages: KnownMessages;
  /** Who is logged in. */
  readonly #self: () => string | null;

  constructor(shown: Presentation, messages: KnownMessages, self: () => string | null) {
    this.#shown = shown;
    this.#messages = messages;
    this.#self = self;
  }

  /** One that has just come; `now` says whether its time is enough, without the date. */
  live(message: Received, now: Date): string {
    const { from, to, text, id, at, reply } = message;
    const time = clockOrDate(at === null ? now : new Date(at), now);
    if (id !== null) this.#know(id, from, this.#partner(from, to), text);
    return this.#line({ time, who: this.#whoTo(from, to), reply }, text, isRoomName(to));
  }

  /** What it says now. */
  edited({ from, to, text, at, message }: Edited, now: Date): string {
    this.#messages.amended(message, text);
    const who = this.#whoTo(from, to);
    const time = clockOrDate(new Date(at), now);
    return this.#line({ time, who, marks: ['edited'] }, text, isRoomName(to));
  }

  /** Lines of the conversation with `partner`, in their order, with their numbers; `here` marks one, which is shown whole. */
  past(messages: readonly PastMessage[], partner: string, here: number | null = null): string[] {
    const width = widthOfNumbers(messages);
    return messages.map((one) => {
      const { id, from, text } = one;
      if (!one.deleted) this.#know(id, from, partner, text);
      const mark = here === null ? '' : id === here ? '> ' : '  ';
      const number = mark + String(id).padStart(width);
      const who = this.#shown.name(from);
      return this.#pastLine(one, number, who, isRoomName(partner), id === here);
    });
  }

  /** Lines of any conversation. */
  found(messages: readonly PastMessage[]): string[] {
    const width = widthOfNumbers(messages);
    return messages.map((one) => {
      const { id, from, to, text } = one;
      const isInRoom = to !== null && isRoomName(to);
      if (to !== null && !one.deleted) this.#know(id, from, this.#partner(from, to), text);
      const who = isInRoom ? this.#shown.inRoom(to, from) : this.#shown.fromTo(from, to);
      return this.#pastLine(one, String(id).padStart(width), who, isInRoom);
    });
  }

  /** One's own was sent to `to`: it is the last that `.` may mean. */
  sent(id: number, to: string, text: string): void {
    const self = this.#self();
    if (self !== null) this.#know(id, self, to, text);
  }

  #know(id: number, from: string, conversation: string, text: string): void {
    this.#messages.shown({ id, from, conversation, text, own: from === this.#self() });
  }

  /** The conversation that a message from `from` to `to` belongs to. */
  #partner(from: string, to: string): string {
    return isRoomName(to) || from === this.#self() ? to : from;
  }

  #whoTo(from: string, to: string): string {
    if (isRoomName(to)) return this.#shown.inRoom(to, from);
    const self = this.#self();
    return from === self && to !== self ? this.#shown.fromTo(from, to) : this.#shown.name(from);
  }

  #pastLine(
    message: PastMessage,
    number: string,
    who: string,
    isInRoom: boolean,
    isWhole = false,
  ): string {
    const { id, at, text, reply, guest, edited, deleted, pinned, reactions } = message;
    const time = dateAndClock(new Date(at));
    const isCut = !isWhole && text.length > PAGE_TEXT_LENGTH_MAX;
    // The name may be somebody else's by now.
    const author = guest ? ['guest'] : [];
    const marks = [
      ...author,
      ...(edited === null || deleted ? [] : ['edited']),
      ...(pinned ? ['pinned'] : []),
      ...(isCut ? [`cut: context ${id}`] : []),
    ];
    if (deleted) return this.#line({ time, who, number, marks: [...author, 'deleted'] }, '', false);
    const said = isCut ? `${text.slice(0, PAGE_TEXT_LENGTH_MAX).toWellFormed()}…` : text;
    return this.#line({ time, who, number, reply, marks, reactions }, said, isInRoom);
  }

  /** All that is told of a text is in front of it, so that no text can pretend to it. */
  #line(beside: Beside, text: string, isInRoom: boolean): string {
    const { time, who, number, reply = null, marks = [], reactions = [] } = beside;
    const shown = this.#shown;
    const front = number === undefined ? '' : `${shown.dim(number)} `;
    const told = [...(reply === null ? [] : [this.#answered(reply)]), ...marks];
    const notes = told.map((one) => ` ${shown.dim(`(${one})`)}`).join('');
    const counts = reactions.map(({ emoji, count }) => `${oneLine(emoji)} ${count}`).join(' ');
    const reacted = counts === '' ? '' : ` ${shown.dim(`[${counts}]`)}`;
    const said = text === '' ? '' : `: ${this.#text(text, isInRoom)}`;
    return `${front}${shown.dim(time)} ${who}${notes}${reacted}${said}`;
  }

  /** What a reply answers. */
  #answered(reply: number): string {
    const known = this.#messages.get(reply);
    if (known === undefined) return reply < 0 ? 'a reply' : `to ${reply}`;
    return `to ${known.own ? 'you' : oneLine(known.from)}: ${known.text}`;
  }

  /** A text that mentions whoever is logged in stands out. */
  #text(text: string, isInRoom: boolean): string {
    const self = this.#self();
    if (!isInRoom || self === null || !text.includes('@')) return oneLine(text);
    const key = nameKey(self);
    const mentions = mentionsOf(text).some((name) => nameKey(name) === key);
    return mentions ? this.#shown.strong(oneLine(text)) : oneLine(text);
  }
}

function widthOfNumbers(messages: readonly PastMessage[]): number {
  return messages.reduce((width, { id }) => Math.max(width, String(id).length), 0);
}
