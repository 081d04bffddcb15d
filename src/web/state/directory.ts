/** The directory of rooms, correspondents and people online, with their presence. */
import { batch, signal } from '@preact/signals';
import { CommandRefused, type PersonPresence, type RoomDescription } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { History } from './history.ts';
import { Spaced } from './spaced.ts';

/** How many conversations are listed at a login, at most. */
const CONVERSATIONS_MAX = 1000;
const ROOMS_MAX = 3000;
/** The protocol's limit for one request. */
const PRESENCE_NAMES_MAX = 100;
/** Names that turn up within this time are asked for together. */
const PRESENCE_SPACE_MS = 1000;

export class Directory {
  readonly #chat: ChatState;
  readonly #history: History;
  /** Presence by name; a missing name was not asked for. */
  readonly presence = signal<ReadonlyMap<string, PersonPresence>>(new Map());
  /** The people logged in when the server was last asked. */
  readonly online = signal<readonly string[]>([]);
  /** The people whom one has blocked. */
  readonly blocked = signal<ReadonlySet<string>>(new Set());

  readonly #presenceSoon: Spaced;

  constructor(chat: ChatState, history: History) {
    this.#chat = chat;
    this.#history = history;
    this.#presenceSoon = new Spaced(
      (ms, task) => chat.after(ms, task),
      PRESENCE_SPACE_MS,
      () => this.refreshPresence().catch(() => {}),
    );
  }

  /** Loads everything. @throws what the commands do */
  async load(): Promise<void> {
    const { me } = this.#chat;
    await Promise.all([
      this.#loadRooms(),
      me.value.registered ? this.#loadPeople() : null,
      this.refreshOnline(),
      this.refreshBlocked(),
    ]);
    await this.refreshPresence({ ofAll: true });
  }

  async #loadRooms(): Promise<void> {
    const mine = new Set<string>();
    let after: string | undefined;
    do {
      const range = after === undefined ? {} : { after };
      const { rooms, more } = await this.#chat.client.rooms({ mine: true, ...range });
      for (const room of rooms) {
        mine.add(room.room);
        this.joined(room);
      }
      after = more ? rooms.at(-1)?.room : undefined;
    } while (after !== undefined && mine.size < ROOMS_MAX);
    for (const conversation of this.#chat.conversations.value.values()) {
      const isHere = !conversation.isRoom || mine.has(conversation.name);
      if (!isHere && !conversation.left.value) this.#foundLeft(conversation);
    }
  }

  /** One turns out not to be in a room any more, though no event said so. */
  #foundLeft(conversation: Conversation): void {
    const { me, current } = this.#chat;
    batch(() => {
      conversation.left.value = true;
      if (!me.value.registered) conversation.exit.value ??= { kind: 'lost connection' };
      // The room may be gone. For other rooms that is asked when they are opened.
      if (conversation === current.value) void this.describe(conversation);
      else conversation.room.value = null;
    });
  }

  async #loadPeople(): Promise<void> {
    let beneath: number | undefined;
    let count = 0;
    do {
      const range = beneath === undefined ? {} : { beneath };
      const { conversations, more } = await this.#chat.client.conversations(range);
      for (const { with: name, newest, at } of conversations) {
        const conversation = this.#chat.conversation(name);
        conversation.newest.value = Math.max(conversation.newest.value, newest);
        conversation.latest.value = Math.max(conversation.latest.value, at);
      }
      count += conversations.length;
      beneath = more ? conversations.at(-1)?.newest : undefined;
    } while (beneath !== undefined && count < CONVERSATIONS_MAX);
  }

  /** Reloads the list of blocked people. @throws what the command does */
  async refreshBlocked(): Promise<void> {
    this.blocked.value = new Set(await this.#chat.client.blocks());
  }

  /** Takes a room's description, which says whether one is in it. */
  joined(room: RoomDescription): void {
    const { me, current } = this.#chat;
    const conversation = this.#chat.conversation(room.room);
    const wasLeft = conversation.left.value;
    batch(() => {
      conversation.room.value = room;
      conversation.left.value = room.role === null;
      if (room.role !== null) conversation.exit.value = null;
      conversation.kept.value ??= room.kept && me.value.registered ? true : null;
    });
    if (!wasLeft || room.role === null) return;
    // Messages sent meanwhile have to be loaded.
    conversation.isOpen.value = false;
    if (current.value === conversation) void this.#history.open(conversation);
  }

  /** Takes a room's description from a reply: in large rooms, no events report who comes and goes. */
  described(room: RoomDescription): void {
    const known = this.#chat.conversation(room.room).room;
    const keys = Object.keys(room) as (keyof RoomDescription)[];
    const before = known.peek();
    // Flags are an object of their own in each description.
    const same = (key: keyof RoomDescription) =>
      key === 'flags'
        ? JSON.stringify(before?.flags) === JSON.stringify(room.flags)
        : before?.[key] === room[key];
    if (keys.every(same)) return;
    known.value = room;
  }

  /** Loads the description of a room. */
  async describe(conversation: Conversation): Promise<void> {
    try {
      this.joined(await this.#chat.client.who(conversation.name, { limit: 1 }));
    } catch (error) {
      // Without a connection, the answer stays unknown.
      if (!(error instanceof CommandRefused)) return;
      conversation.left.value = true;
      const wasPutOut = conversation.exit.value?.kind === 'put out';
      if (error.reason === Reason.noSuchRoom && !wasPutOut) {
        conversation.exit.value = { kind: 'no room' };
      }
    }
  }

  async refreshOnline(): Promise<void> {
    this.online.value = await this.#chat.client.list();
  }

  /** The presence of `name`; null if unknown. */
  stateOf(name: string): PersonPresence['state'] | null {
    const state = this.presence.value.get(name)?.state;
    return state ?? (this.online.value.includes(name) ? 'here' : null);
  }

  /**
   * Reloads the presence of oneself and of one's correspondents: of all at first, when the most recent are also watched,
   * later of those.
   */
  async refreshPresence({ ofAll = false } = {}): Promise<void> {
    const { me, conversations, current } = this.#chat;
    const written = [...conversations.value.values()]
      .filter((one) => !one.isRoom)
      .sort((a, b) => b.latest.value - a.latest.value)
      .map(({ name }) => name);
    const first = current.value?.isRoom === false ? [current.value.name] : [];
    const names = [...new Set([me.value.name, ...first, ...written])];
    const count = ofAll ? names.length : Math.min(names.length, PRESENCE_NAMES_MAX);
    for (let at = 0; at < count; at += PRESENCE_NAMES_MAX) {
      const some = names.slice(at, at + PRESENCE_NAMES_MAX);
      const { client } = this.#chat;
      const isWatched = ofAll && at === 0;
      this.present(await (isWatched ? client.watch(some) : client.presence(some)));
    }
  }

  present(people: readonly PersonPresence[]): void {
    const known = this.presence.value;
    const changed = people.filter(({ name, state, text }) => {
      const before = known.get(name);
      // Why they are gone is told once, and then known of them until they are back.
      if (state === 'offline' && before?.state === state && text === null) return false;
      return before?.state !== state || before.text !== text;
    });
    if (changed.length === 0) return;
    for (const person of changed) this.#ownPresence(person);
    this.presence.value = new Map([...known, ...changed.map((one) => [one.name, one] as const)]);
  }

  /** A message came from `name`, who must be online. */
  heard(name: string): void {
    const state = this.presence.value.get(name)?.state ?? 'offline';
    if (state === 'offline') this.#presenceSoon.soon();
  }

  /** Takes one's own presence, which another device may have changed, and a lost connection resets. */
  #ownPresence({ name, state, text }: PersonPresence): void {
    const { me, away } = this.#chat;
    if (name === me.value.name) away.value = state === 'away' ? (text ?? '') : null;
  }

  /** Somebody who was called `was` is called `name`. */
  renamed(was: string, name: string): void {
    const presence = new Map(this.presence.value);
    const known = presence.get(was);
    presence.delete(was);
    if (known !== undefined) presence.set(name, { ...known, name });
    this.presence.value = presence;
    this.online.value = this.online.value.map((one) => (one === was ? name : one));
    if (!this.blocked.value.has(was)) return;
    this.block(was, false);
    this.block(name, true);
  }

  block(name: string, on: boolean): void {
    const blocked = new Set(this.blocked.value);
    if (on) blocked.add(name);
    else blocked.delete(name);
    this.blocked.value = blocked;
  }
}
