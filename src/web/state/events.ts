/** Handles the events of the server that the parts of the chat know; for others, see heard.ts. */
import { batch } from '@preact/signals';
import type { ClientEvent, Message } from '../../client/browser.ts';
import type { EventOf } from '../../client/events.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { isRoomName, nameKey } from '../../protocol/names.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { Directory } from './directory.ts';
import type { MessageLife } from './message-life.ts';
import { arrived, isKept, noticed } from './messages.ts';
import type { ReadMarks } from './read-marks.ts';
import type { RoomEvents } from './room-events.ts';
import type { Typing } from './typing.ts';
import { hasFrom, withName } from './window.ts';

/** The parts of the chat that handle them. */
interface Parts {
  readonly directory: Directory;
  readonly life: MessageLife;
  readonly marks: ReadMarks;
  readonly roomEvents: RoomEvents;
  readonly typing: Typing;
}

export class Events {
  readonly #chat: ChatState;
  readonly #parts: Parts;

  constructor(chat: ChatState, parts: Parts) {
    this.#chat = chat;
    this.#parts = parts;
  }

  arrived(message: Message, missed: boolean): void {
    const { from, to, text, id, as } = message;
    const me = this.#chat.me.value.name;
    const own = from === me;
    const conversation = this.#chat.conversation(isRoomName(to) || own ? to : from);
    const item = arrived(message, own, this.#chat.now());
    const mentions = !own && conversation.isRoom && this.#isMentioned(text);
    batch(() => {
      if (conversation.isOpen.value || conversation.loading.value !== null || !isKept(item)) {
        // There was no history while the other person was a guest.
        if (isKept(item) && conversation.kept.value === false) conversation.kept.value = null;
        this.#chat.take(conversation, item);
      }
      if (id !== null && id > 0)
        conversation.newest.value = Math.max(conversation.newest.value, id);
      conversation.latest.value = item.at;
      this.#parts.typing.stopped(conversation, from);
      if (!own) this.#parts.marks.arrived(conversation, mentions);
      else if (!missed) conversation.spokeAt.value = this.#chat.now();
    });
    if (own || missed) return;
    this.#parts.directory.heard(from);
    this.#chat.onArrival({ conversation, from, text, as, mentions });
  }

  #isMentioned(text: string): boolean {
    const key = nameKey(this.#chat.me.value.name);
    return mentionsOf(text).some((name) => nameKey(name) === key);
  }

  event(what: ClientEvent): void {
    switch (what.kind) {
      case 'unread':
        return this.#parts.marks.counted(what.conversations);
      case 'read':
        return this.#parts.marks.readElsewhere(this.#chat.conversation(what.with), what.upTo);
      case 'renamed':
        if (what.was === null) return this.#chat.renamed(what.name);
        return this.renamed(what, what.was);
      case 'edited':
      case 'deleted':
        if (what.from !== this.#chat.me.value.name) this.#parts.marks.countSoon();
        return this.#in(what, (conversation) => this.#parts.life.event(conversation, what));
      case 'reacted':
        return this.#in(what, (conversation) => this.#parts.life.event(conversation, what));
      case 'room':
        return this.#parts.roomEvents.event(what);
      case 'typing': {
        const { from } = what;
        if (from === this.#chat.me.value.name) return;
        return this.#in(what, (conversation) => this.#parts.typing.began(conversation, from));
      }
      case 'watched':
        return this.#parts.directory.present([what]);
      case 'presence':
        return this.#parts.directory.present([{ ...what, text: what.text ?? what.why }]);
      case 'closing':
      // If that fails, the connection is lost, which is shown anyway.
    }
  }

  /** Somebody, or a room, that was called `was` has another name; a person in what they have said too. */
  renamed(event: EventOf<'renamed'>, was: string): void {
    const { name } = event;
    batch(() => {
      for (const conversation of this.#chat.conversations.value.values()) {
        this.#parts.typing.stopped(conversation, was);
        const isWith = conversation.name === was;
        if (!isWith && !hasFrom(conversation.window.value, was)) continue;
        conversation.change((window) => withName(window, was, name));
        this.#chat.take(conversation, noticed(event, this.#chat.now()));
      }
      // Whoever looks at a room sees its members anew.
      const current = this.#chat.current.value;
      if (current?.isRoom === true) current.events.value++;
      if (!isRoomName(was)) this.#parts.directory.renamed(was, name);
      this.#chat.otherRenamed(was, name);
    });
  }

  /** Acts on a known conversation; an event in an unknown one creates none. */
  #in(
    { from, to }: { from: string; to: string | null },
    act: (conversation: Conversation) => void,
  ): void {
    // A deleted account has no name in events, but may still have one here.
    if (to === null) return this.#chat.conversations.value.values().forEach(act);
    const name = isRoomName(to) || from === this.#chat.me.value.name ? to : from;
    const conversation = this.#chat.find(name);
    if (conversation !== undefined) act(conversation);
  }
}
