/** What the server tells of rooms: who comes and goes, what moderators do, what is said about the room. */
import { batch } from '@preact/signals';
import type { RoomDescription } from '../../client/browser.ts';
import type { RoomEvent } from '../../client/events.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { Directory } from './directory.ts';
import type { MessageLife } from './message-life.ts';
import { noticed } from './messages.ts';
import type { ReadMarks } from './read-marks.ts';
import { FOR_GOOD } from './silence.ts';

/** What is not worth a line of its own in a conversation. */
const QUIET: ReadonlySet<RoomEvent['what']> = new Set(['joined', 'left', 'kept', 'invited']);

/** Whoever invites to more has the first ones forgotten. */
const INVITATIONS_MAX = 50;

/** What else changes with a room. */
interface Parts {
  readonly directory: Directory;
  readonly life: MessageLife;
  readonly marks: ReadMarks;
}

export class RoomEvents {
  readonly #chat: ChatState;
  readonly #parts: Parts;

  constructor(chat: ChatState, parts: Parts) {
    this.#chat = chat;
    this.#parts = parts;
  }

  event(event: RoomEvent): void {
    if (event.what === 'invited') return this.#invited(event);
    const conversation = this.#chat.conversation(event.room);
    batch(() => {
      if (!QUIET.has(event.what) || event.addedBy !== null) {
        const notice = noticed(event, this.#chat.now());
        this.#chat.take(conversation, notice);
      }
      this.#become(conversation, event);
      conversation.events.value++;
    });
  }

  #invited({ room, by }: RoomEvent): void {
    const { invitations } = this.#chat;
    const others = invitations.value.filter((one) => one.room !== room);
    invitations.value = [...others, { room, by }].slice(-INVITATIONS_MAX);
  }

  #left(conversation: Conversation, event: RoomEvent): void {
    conversation.left.value = true;
    const { what } = event;
    conversation.exit.value = what === 'left' ? null : { kind: 'put out', what };
    this.#parts.marks.forget(conversation);
  }

  #become(conversation: Conversation, event: RoomEvent): void {
    const { what, by, name } = event;
    const me = this.#chat.me.value.name;
    const isMe = name === me || (by === me && (what === 'joined' || what === 'left'));
    const change = (how: (room: RoomDescription) => Partial<RoomDescription>) => {
      const room = conversation.room.value;
      if (room !== null) conversation.room.value = { ...room, ...how(room) };
    };
    switch (what) {
      case 'joined':
        if (!isMe) return change(({ members }) => ({ members: members + 1 }));
        // From another device of mine, say.
        return void this.#parts.directory.describe(conversation);
      case 'banned':
        // Whether they were in it is not said.
        if (!isMe) return void this.#parts.directory.describe(conversation);
        this.#left(conversation, event);
        return change(({ members }) => ({ role: null, members: Math.max(0, members - 1) }));
      case 'left':
      case 'kicked':
        if (!isMe) return change(({ members }) => ({ members: Math.max(0, members - 1) }));
        this.#left(conversation, event);
        return change(({ members }) => ({ role: null, members: Math.max(0, members - 1) }));
      case 'removed':
        return this.#left(conversation, event);
      case 'muted':
      case 'unmuted':
        if (isMe) {
          const muted = what === 'muted' ? (event.until ?? FOR_GOOD) : null;
          return change(() => ({ muted }));
        }
        // A guest's holds for all guests of its network, and one may be another of them.
        if (!this.#chat.me.value.registered) void this.#parts.directory.describe(conversation);
        return;
      case 'role':
        if (!isMe || event.role === null) return;
        // Who looks after a room is not muted in it.
        return change(({ muted }) => ({
          role: event.role,
          muted: event.role === 'member' ? muted : null,
        }));
      case 'topic':
        return change(() => ({ topic: event.topic ?? '' }));
      case 'slow':
        conversation.slowedUntil.value = 0;
        return change(() => ({ slow: event.seconds ?? 0 }));
      case 'pinned':
      case 'unpinned':
        if (event.message === null) return;
        this.#parts.life.pinned(conversation, event.message, what === 'pinned');
    }
  }
}
