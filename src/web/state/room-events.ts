/** Handles room events: members coming and going, moderation, changes of the room itself. */
import { batch } from '@preact/signals';
import type { RoomDescription } from '../../client/browser.ts';
import type { RoomEvent } from '../../client/events.ts';
import { describedFlags, roomFlags, withFlags } from '../../protocol/room-flags.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { Directory } from './directory.ts';
import type { MessageLife } from './message-life.ts';
import { noticed } from './messages.ts';
import type { ReadMarks } from './read-marks.ts';
import { FOR_GOOD } from './silence.ts';

/** Events that get no line in the conversation, unless there are words to show. */
const QUIET: ReadonlySet<RoomEvent['what']> = new Set(['joined', 'left', 'kept', 'invited']);

/** Limit of open invitations; beyond it, the oldest are forgotten. */
const INVITATIONS_MAX = 50;

/** Other parts of the chat that a room event changes. */
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
      if (!QUIET.has(event.what) || event.addedBy !== null || event.why !== null) {
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
        // For example from another device of one's own.
        return void this.#parts.directory.describe(conversation);
      case 'banned':
        // The event does not say whether they were in the room.
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
        // A guest's ban applies to all guests of the same network, and one may be one of them.
        if (!this.#chat.me.value.registered) void this.#parts.directory.describe(conversation);
        return;
      case 'role':
        if (!isMe || event.role === null) return;
        // A moderator cannot be muted.
        return change(({ muted }) => ({
          role: event.role,
          muted: event.role === 'member' ? muted : null,
        }));
      case 'voiced':
      case 'unvoiced':
        if (isMe) change(() => ({ voice: what === 'voiced' }));
        return;
      case 'flags':
        return change((room) => {
          const flags = withFlags(roomFlags(room), event.flags ?? {});
          return { flags: null, ...describedFlags(room.room, flags) };
        });
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
