/** What one's client has missed, how far one has read, and how far this client was told. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { isRoomName } from '../../protocol/names.ts';
import { Cap } from './capabilities.ts';
import { dataOf } from './entering.ts';
import { backward, type Message, tellMessage } from './history.ts';
import { encodeTime } from './ids.ts';
import type { IrcReading, RoomSeen } from './parts.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';

type Unread = ReplyData<'unread'>['conversations'][number];

/** Unread messages of a room that are told by themselves. */
const TOLD_MAX = 50;

/** How far back the first unread message of a person is looked for. */
const LOOKED_MAX = 500;

/** Conversations of which a client's own marker is remembered. */
const REMEMBERED_MAX = 1000;

/** What was told is remembered as read after so long; sooner where the client leaves. */
const REMEMBER_MS = 10_000;

const never = () => false;

export class SessionReading implements IrcReading {
  readonly #session: IrcSession;
  /** Up to here, messages of people were received on earlier connections; null: not known, or none is missed. */
  #place: number | null = null;
  /** The conversations with unread messages, while the client is welcomed. */
  #unread: ReadonlyMap<string, Unread> | null = null;
  /** What was told and may not be written yet, and what is written: the newest message by conversation. */
  #told = new Map<string, number>();
  readonly #written = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  /** How far conversations were read of which nothing is stored, by time: a guest has no other client. */
  readonly #remembered = new Map<string, number>();

  constructor(session: IrcSession) {
    this.#session = session;
  }

  /** Is this the client of somebody whose messages are stored? */
  get #isStored(): boolean {
    return this.#session.person?.guest === false;
  }

  // --- what was missed ---

  missedFrom(place: number): void {
    this.#place = place;
    // The welcome is over, and did not know.
    if (this.#session.isWelcomed) {
      this.#session.soon((reply) => {
        this.#session.hearing.hold();
        this.missed(reply, () => {
          this.#session.later(reply, () => this.#session.hearing.release());
        });
      });
    }
  }

  prepare(reply: Reply, then: () => void): void {
    const session = this.#session;
    const asksItself = session.has(Cap.chatHistory) && !session.has(Cap.readMarker);
    if (!this.#isStored || asksItself) return then();
    this.#ask(reply, (unread) => {
      this.#unread = unread;
      then();
    });
  }

  prepared(): void {
    this.#unread = null;
  }

  #ask(reply: Reply, then: (unread: ReadonlyMap<string, Unread>) => void): void {
    if (this.#unread !== null) return then(this.#unread);
    this.#session.request(reply, 'unread', {}, (answer) => {
      const conversations = dataOf<'unread'>(answer)?.conversations ?? [];
      then(new Map(conversations.map((one) => [one.with, one])));
    });
  }

  /** For clients that cannot ask for it: what is unread in a room that the client has just been shown. */
  playBack(reply: Reply, room: RoomSeen, then: () => void): void {
    const session = this.#session;
    if (!this.#isStored || !room.kept || session.has(Cap.chatHistory)) return then();
    this.#ask(reply, (unread) => {
      const one = unread.get(room.room);
      if (one === undefined) return then();
      const read = one.read ?? 0;
      const isRead = (message: Message) => message.id <= read;
      backward(session, reply, room.room, null, TOLD_MAX, isRead, (messages) => {
        for (const message of messages) tellMessage(session, reply, room.room, message);
        const last = messages.at(-1);
        if (last !== undefined) {
          this.told(room.room, last.id);
          session.hearing.toldUpTo(room.room, last.id);
        }
        then();
      });
    });
  }

  /** For clients that cannot ask for it: what people wrote meanwhile. */
  missed(reply: Reply, then: () => void): void {
    const session = this.#session;
    const after = this.#place;
    if (after === null || !this.#isStored || session.has(Cap.chatHistory)) return then();
    this.#place = null;
    session.request(reply, 'missed', { after, limit: PAGE_MESSAGES_MAX }, (answer) => {
      if (typeof answer === 'number' || !('data' in answer)) return then();
      const { messages, more } = answer.data as ReplyData<'missed'>;
      const texts = 'texts' in answer ? answer.texts : undefined;
      for (const [at, message] of messages.entries()) {
        const text = texts?.[at] ?? new Uint8Array(0);
        if (!message.deleted) tellMessage(session, reply, message.from, { ...message, text });
        this.told(message.from, message.id);
      }
      const last = messages.at(-1);
      if (!more || last === undefined) return then();
      this.#place = last.id;
      session.later(reply, () => this.missed(reply, then));
    });
  }

  // --- how far one has read ---

  /** The time of the newest message that was read; null: none was. */
  marker(reply: Reply, target: string, then: (at: number | null) => void): void {
    const remembered = this.#remembered.get(target) ?? null;
    if (!this.#isStored) return then(remembered);
    this.#session.request(reply, 'marker', { with: target }, (answer) => {
      const isData = typeof answer === 'object' && 'data' in answer;
      const known = isData ? (answer.data as ReplyData<'marker'>).at : null;
      const at = known ?? remembered;
      if (at !== null) return then(at);
      this.#counted(reply, target, then);
    });
  }

  /** The same by what is unread, where it was never told. */
  #counted(reply: Reply, target: string, then: (at: number | null) => void): void {
    this.#ask(reply, (unread) => {
      const one = unread.get(target);
      if (one === undefined) return this.#timeBefore(reply, target, null, then);
      const { read } = one;
      if (typeof read === 'number') {
        return read === 0 ? then(null) : this.#timeBefore(reply, target, read + 1, then);
      }
      this.#behindUnread(reply, target, one.count, then);
    });
  }

  /** Of a conversation between two people it is not told which message was read, but how many were not. */
  #behindUnread(
    reply: Reply,
    target: string,
    count: number,
    then: (at: number | null) => void,
  ): void {
    let unread = 0;
    let at: number | null = null;
    const isRead = (message: Message): boolean => {
      if (unread === count) {
        at = message.at;
        return true;
      }
      if (message.from === target && !message.deleted) unread++;
      return false;
    };
    backward(this.#session, reply, target, null, LOOKED_MAX, isRead, () => then(at));
  }

  #timeBefore(
    reply: Reply,
    target: string,
    id: number | null,
    then: (at: number | null) => void,
  ): void {
    const place = id === null ? null : { id };
    backward(this.#session, reply, target, place, 1, never, ([message]) => {
      then(message?.at ?? null);
    });
  }

  /** The client has read the conversation up to the time `at`, of which nothing is stored. */
  mark(target: string, at: number): void {
    const until = Math.min(at, this.#session.network.settings.now());
    const before = this.#remembered.get(target) ?? 0;
    this.#remembered.delete(target);
    this.#remembered.set(target, Math.max(before, until));
    if (this.#remembered.size <= REMEMBERED_MAX) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      break;
    }
  }

  markerLine(reply: Reply, target: string, at: number | null): void {
    const { network } = this.#session;
    const nick = isRoomName(target) ? target : network.people.nickOf(target);
    const time = at === null ? '*' : `timestamp=${encodeTime(at)}`;
    reply.line(`:${network.server} MARKREAD ${nick} ${time}`);
  }

  /** Another connection of one's own has read a conversation, which may be less than one has oneself. */
  readElsewhere(target: string): void {
    const session = this.#session;
    if (!session.has(Cap.readMarker)) return;
    session.soon((reply) => {
      this.marker(reply, target, (at) => this.markerLine(reply, target, at));
    });
  }

  // --- how far this client was told ---

  /** The client is told of the message `id` of the conversation with `target`: once it is written, it counts as read. */
  told(target: string, id: number): void {
    // Clients that say themselves what was read are believed.
    if (id <= 0 || !this.#isStored || this.#session.has(Cap.readMarker)) return;
    if (this.#told.size === 0) this.#session.tellWhenWritten();
    this.#told.set(target, id);
  }

  written(): void {
    if (this.#told.size === 0) return;
    for (const [target, id] of this.#told) this.#written.set(target, id);
    this.#told = new Map();
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#session.soon((reply) => this.#remember(reply));
    }, REMEMBER_MS).unref();
  }

  #remember(reply: Reply): void {
    if (!this.#isStored) return;
    const session = this.#session;
    let received = 0;
    for (const [target, upTo] of this.#written) {
      if (!isRoomName(target)) received = Math.max(received, upTo);
      session.request(reply, 'read', { with: target, upTo }, () => {});
    }
    this.#written.clear();
    if (received > 0) session.request(reply, 'received', { upTo: received }, () => {});
  }

  leaving(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#written.size > 0) this.#remember(this.#session.newReply(null));
  }
}
