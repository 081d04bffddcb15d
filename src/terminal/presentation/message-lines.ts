/**
 * Lays out messages as lines. A message has its line to itself; its time and its context, such as the message that it
 * answers, are lines before it. Each shown message can be referred to by `.`.
 */
import type { EventOf, Received } from '../../client/events.ts';
import type { PastMessage } from '../../client/reply-shapes.ts';
import { withoutFormatting } from '../../protocol/formatting.ts';
import type { Manner } from '../../protocol/manner.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { isRoomName, nameKey } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';
import type { Presentation } from './presentation.ts';
import { textLines } from './text-lines.ts';
import { Timeline } from './timeline.ts';

/** How much of a text is shown on a page, in UTF-16 units, so that one long text does not push off all others. */
const PAGE_TEXT_LENGTH_MAX = 2000;

/**
 * Before the name of somebody who does something. Lines of the client's own begin with one star, and no message begins
 * with two and a space: a name is followed by a colon.
 */
const ACTION = '** ';

const A_NOTICE = 'a notice';

/** Who wrote a message, and the room in which that is shown; names are painted. */
interface Who {
  readonly place: string | null;
  readonly name: string;
}

export type Edited = EventOf<'edited'>;

export class MessageLines {
  readonly #shown: Presentation;
  readonly #messages: KnownMessages;
  /** Returns the name of the logged-in user. */
  readonly #self: () => string | null;
  readonly #now: () => Date;
  readonly #times = new Timeline();

  constructor(
    shown: Presentation,
    messages: KnownMessages,
    self: () => string | null,
    now: () => Date = () => new Date(),
  ) {
    this.#shown = shown;
    this.#messages = messages;
    this.#self = self;
    this.#now = now;
  }

  /** The lines of a live message. */
  live({ from, to, text, id, at, reply, as }: Received): string[] {
    const lines = this.#time(at === null ? this.#now() : new Date(at));
    if (reply !== null) lines.push(this.#shown.notice(this.#answered(reply)));
    if (as === 'notice') lines.push(this.#shown.notice(A_NOTICE));
    if (id !== null) this.#know(id, from, this.#partner(from, to), text, as);
    lines.push(this.#said(this.#whoTo(from, to), as, this.#text(text, isRoomName(to))));
    return lines;
  }

  /** The lines of an edited message, with its new text. */
  edited({ from, to, text, at, message }: Edited): string[] {
    const lines = this.#time(new Date(at));
    const place = isRoomName(to) ? `${oneLine(to)}: ` : '';
    const who = from === this.#self() ? 'you' : oneLine(from);
    const known = this.#messages.get(message);
    const which = message > 0 ? ` message ${message}` : ' a message';
    const what = known === undefined ? which : `: ${known.text}`;
    lines.push(this.#shown.notice(`${place}${who} corrected${what}`));
    this.#messages.amended(message, text);
    const as = known?.as ?? null;
    lines.push(this.#said(this.#whoTo(from, to), as, this.#text(text, isRoomName(to))));
    return lines;
  }

  /**
   * Messages of the conversation with `partner`, in order and numbered; the message `here` is marked, and shown in
   * full.
   */
  past(messages: readonly PastMessage[], partner: string, here: number | null = null): string[] {
    const isInRoom = isRoomName(partner);
    return this.#page(messages, here, (one) => {
      if (!one.deleted) this.#know(one.id, one.from, partner, one.text, one.as);
      return { who: { place: null, name: this.#shown.name(one.from) }, isInRoom };
    });
  }

  /** Messages of any conversations, numbered. */
  found(messages: readonly PastMessage[]): string[] {
    return this.#page(messages, null, ({ id, from, to, text, as, deleted }) => {
      const isInRoom = to !== null && isRoomName(to);
      if (to !== null && !deleted) this.#know(id, from, this.#partner(from, to), text, as);
      const who = isInRoom
        ? { place: this.#shown.name(to), name: this.#shown.name(from) }
        : { place: null, name: this.#shown.fromTo(from, to) };
      return { who, isInRoom };
    });
  }

  /** The user's own message was sent to `to`: `.` may mean it from now on. */
  sent(id: number, to: string, text: string, as: Manner | null = null): void {
    const self = this.#self();
    if (self !== null) this.#know(id, self, to, text, as);
  }

  #know(id: number, from: string, conversation: string, text: string, as: Manner | null): void {
    this.#messages.shown({ id, from, conversation, text, as, own: from === this.#self() });
  }

  /** The conversation that a message from `from` to `to` belongs to. */
  #partner(from: string, to: string): string {
    return isRoomName(to) || from === this.#self() ? to : from;
  }

  #whoTo(from: string, to: string): Who {
    if (isRoomName(to)) return { place: this.#shown.name(to), name: this.#shown.name(from) };
    const self = this.#self();
    const isOwn = from === self && to !== self;
    return { place: null, name: isOwn ? this.#shown.fromTo(from, to) : this.#shown.name(from) };
  }

  /** Someone says `text`, or does it. */
  #said({ place, name }: Who, as: Manner | null, text: string): string {
    const where = place === null ? '' : `${place} `;
    if (as === 'action') return `${where}${ACTION}${name} ${text}`;
    return `${where}${name}: ${text}`;
  }

  /** The line with the time; none if the last shown time still holds. */
  #time(at: Date): string[] {
    const time = this.#times.next(at, this.#now());
    return time === null ? [] : [this.#shown.notice(time)];
  }

  /** Numbers stand at the start of a line, where no continuation line of a text can put anything. */
  #page(
    messages: readonly PastMessage[],
    here: number | null,
    meet: (message: PastMessage) => { readonly who: Who; readonly isInRoom: boolean },
  ): string[] {
    const width = messages.reduce((most, { id }) => Math.max(most, String(id).length), 0);
    this.#times.restart();
    return messages.flatMap((message) => {
      const { id, at, from, text, deleted } = message;
      const isCut = id !== here && text.length > PAGE_TEXT_LENGTH_MAX;
      const notes = this.#notes(message, id === here, isCut);
      const { who, isInRoom } = meet(message);
      const lines = this.#time(new Date(at));
      if (deleted) {
        const what = `${id}: a message of ${oneLine(from)}, deleted`;
        lines.push(this.#shown.notice([what, ...notes].join(', ')));
        return lines;
      }
      if (notes.length > 0) lines.push(this.#shown.notice(`${id}: ${notes.join(', ')}`));
      const said = isCut ? `${text.slice(0, PAGE_TEXT_LENGTH_MAX).toWellFormed()}…` : text;
      const number = this.#shown.dim(String(id).padEnd(width));
      lines.push(`${number}  ${this.#said(who, message.as, this.#text(said, isInRoom))}`);
      return lines;
    });
  }

  /** Facts about a message besides its text. Other people's words come last, as they could imitate the other facts. */
  #notes(message: PastMessage, isHere: boolean, isCut: boolean): string[] {
    const { id, reply, as, guest, edited, deleted, pinned, reactions } = message;
    return [
      ...(isHere ? ['this one'] : []),
      // A guest's name may belong to another person by now.
      ...(guest ? ['by a guest'] : []),
      ...(edited === null || deleted ? [] : ['edited']),
      ...(pinned ? ['pinned'] : []),
      ...(as === 'notice' && !deleted ? [A_NOTICE] : []),
      ...(isCut ? [`cut; context ${id} shows it whole`] : []),
      ...reactions.map(({ emoji, count }) => `${oneLine(emoji)} ${count}`),
      ...(reply === null || deleted ? [] : [this.#answered(reply)]),
    ];
  }

  /** The message that a reply answers. */
  #answered(reply: number): string {
    const known = this.#messages.get(reply);
    if (known === undefined) return `in answer to ${reply < 0 ? 'a message' : `message ${reply}`}`;
    return `in answer to ${known.own ? 'you' : oneLine(known.from)}: ${known.text}`;
  }

  /** Highlights a text that mentions the logged-in user. */
  #text(given: string, isInRoom: boolean): string {
    const text = withoutFormatting(given);
    const self = this.#self();
    if (!isInRoom || self === null || !text.includes('@')) return textLines(text);
    const key = nameKey(self);
    const mentions = mentionsOf(text).some((name) => nameKey(name) === key);
    return mentions ? this.#shown.strong(textLines(text)) : textLines(text);
  }
}
