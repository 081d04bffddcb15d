/** Actions in a room from this page. The server reports them only to others, so the page applies them itself. */
import type { Restriction, Role } from '../../client/browser.ts';
import type { RoomEvent } from '../../client/events.ts';
import type { RoomFlag } from '../../protocol/room-flags.ts';
import type { ChatState } from './chat-state.ts';
import type { Events } from './events.ts';
import type { RoomEvents } from './room-events.ts';

const NOTHING = {
  name: null,
  role: null,
  until: null,
  why: null,
  topic: null,
  seconds: null,
  message: null,
  flags: null,
  addedBy: null,
  gone: false,
} as const;

/** Each method sends the command of its name. @throws what the command does */
export class RoomDeeds {
  readonly #chat: ChatState;
  readonly #events: RoomEvents;
  readonly #others: Events;

  constructor(chat: ChatState, events: RoomEvents, others: Events) {
    this.#chat = chat;
    this.#events = events;
    this.#others = others;
  }

  /** Kicks `name` out of the room; `why` may be empty. */
  async kick(room: string, name: string, why: string): Promise<void> {
    await this.#chat.client.kick(room, name, why);
    this.#tell(room, { what: 'kicked', name, why: why || null });
  }

  async ban(room: string, name: string, how: Restriction): Promise<void> {
    const until = await this.#chat.client.ban(room, name, how);
    this.#tell(room, { what: 'banned', name, until, why: how.why ?? null });
  }

  async unban(room: string, name: string): Promise<void> {
    await this.#chat.client.unban(room, name);
    this.#tell(room, { what: 'unbanned', name });
  }

  async mute(room: string, name: string, how: Restriction): Promise<void> {
    const until = await this.#chat.client.mute(room, name, how);
    this.#tell(room, { what: 'muted', name, until, why: how.why ?? null });
  }

  async unmute(room: string, name: string): Promise<void> {
    await this.#chat.client.unmute(room, name);
    this.#tell(room, { what: 'unmuted', name });
  }

  async role(room: string, name: string, role: Role): Promise<void> {
    await this.#chat.client.role(room, name, role);
    this.#tell(room, { what: 'role', name, role });
  }

  /** Gives `name` a voice; `off`: takes it. */
  async voice(room: string, name: string, off: boolean): Promise<void> {
    await this.#chat.client.voice(room, name, { off });
    this.#tell(room, { what: off ? 'unvoiced' : 'voiced', name });
  }

  /** Sets one flag of the room. */
  async flag(room: string, flag: RoomFlag, on: boolean): Promise<void> {
    const flags = { [flag]: on };
    await this.#chat.client.setRoom(room, flags);
    this.#tell(room, { what: 'flags', flags });
  }

  async topic(room: string, topic: string): Promise<void> {
    await this.#chat.client.topic(room, topic);
    this.#tell(room, { what: 'topic', topic });
  }

  async rename(room: string, name: string): Promise<void> {
    await this.#chat.client.renameRoom(room, name);
    const by = this.#chat.me.value.name;
    this.#others.renamed({ kind: 'renamed', name, was: room, by }, room);
  }

  async slow(room: string, seconds: number): Promise<void> {
    await this.#chat.client.slow(room, seconds);
    this.#tell(room, { what: 'slow', seconds });
  }

  /** Pins a message; `off`: unpins it. */
  async pin(room: string, message: number, off: boolean): Promise<void> {
    await this.#chat.client.pin(message, { off });
    this.#tell(room, { what: off ? 'unpinned' : 'pinned', message });
  }

  #tell(room: string, event: Pick<RoomEvent, 'what'> & Partial<RoomEvent>): void {
    const by = this.#chat.me.value.name;
    this.#events.event({ ...NOTHING, kind: 'room', room, by, ...event });
  }
}
