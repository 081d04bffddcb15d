/** What the server tells of rooms: who comes and goes, what moderators do, what is said about the room. */
import { batch } from '@preact/signals';
import type { RoomDescription, RoomNews } from '../../client/browser.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { Directory } from './directory.ts';
import type { MessageLife } from './message-life.ts';
import { noticed } from './messages.ts';
import type { ReadMarks } from './read-marks.ts';
import { FOR_GOOD } from './silence.ts';

/** What is not worth a line of its own in a conversation. */
const QUIET: ReadonlySet<RoomNews['what']> = new Set(['joined', 'left', 'kept', 'invited']);

/** Whoever invites to more has the first ones forgotten. */
const INVITATIONS_MAX = 50;

/** What else changes with a room. */
interface Parts {
  readonly directory: Directory;
  readonly life: MessageLife;
  readonly marks: ReadMarks;
}

export class RoomHappenings {
  readonly #chat: ChatState;
  readonly #parts: Parts;

  constructor(chat: ChatState, parts: Parts) {
    this.#chat = chat;
    this.#parts = parts;
  }

  happened(news: RoomNews): void {
    if (news.what === 'invited') return this.#invited(news);
    const conversation = this.#chat.conversation(news.room);
    batch(() => {
      if (!QUIET.has(news.what) || news.addedBy !== null) {
        const notice = noticed(news, this.#chat.now());
        this.#chat.take(conversation, notice);
      }
      this.#become(conversation, news);
      conversation.happenings.value++;
    });
  }

  #invited({ room, by }: RoomNews): void {
    const { invitations } = this.#chat;
    const others = invitations.value.filter((one) => one.room !== room);
    invitations.value = [...others, { room, by }].slice(-INVITATIONS_MAX);
  }

  #left(conversation: Conversation, news: RoomNews): void {
    conversation.left.value = true;
    const { what } = news;
    conversation.exit.value = what === 'left' ? null : { kind: 'put out', what };
    this.#parts.marks.forget(conversation);
  }

  #become(conversation: Conversation, news: RoomNews): void {
    const { what, by, name } = news;
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
        this.#left(conversation, news);
        return change(({ members }) => ({ role: null, members: Math.max(0, members - 1) }));
      case 'left':
      case 'kicked':
        if (!isMe) return change(({ members }) => ({ members: Math.max(0, members - 1) }));
        this.#left(conversation, news);
        return change(({ members }) => ({ role: null, members: Math.max(0, members - 1) }));
      case 'removed':
        return this.#left(conversation, news);
      case 'muted':
      case 'unmuted':
        if (isMe) {
          const muted = what === 'muted' ? (news.until ?? FOR_GOOD) : null;
          return change(() => ({ muted }));
        }
        // A guest's holds for all guests of its network, and one may be another of them.
        if (!this.#chat.me.value.registered) void this.#parts.directory.describe(conversation);
        return;
      case 'role':
        if (!isMe || news.role === null) return;
        // Who looks after a room is not muted in it.
        return change(({ muted }) => ({
          role: news.role,
          muted: news.role === 'member' ? muted : null,
        }));
      case 'topic':
        return change(() => ({ topic: news.topic ?? '' }));
      case 'slow':
        conversation.slowedUntil.value = 0;
        return change(() => ({ slow: news.seconds ?? 0 }));
      case 'pinned':
      case 'unpinned':
        if (news.message === null) return;
        this.#parts.life.pinned(conversation, news.message, what === 'pinned');
    }
  }
}
