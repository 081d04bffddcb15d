/** The chat of whoever is logged in: its conversations, and what the server tells of them. */
import { batch, computed, signal } from '@preact/signals';
import { type ChatClient, CommandRefused } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { nameKey } from '../../protocol/names.ts';
import { Conversation, PLAIN } from './conversation.ts';
import { Directory } from './directory.ts';
import { History } from './history.ts';
import { MessageLife } from './message-life.ts';
import { type ChatMessage, type Item, isUnsent } from './messages.ts';
import { News } from './news.ts';
import { Outbox } from './outbox.ts';
import { ReadMarks } from './read-marks.ts';
import { RoomDeeds } from './room-deeds.ts';
import { RoomHappenings } from './room-happenings.ts';
import { Typing } from './typing.ts';
import { newestKept, withNew, withUnsent } from './window.ts';

export interface Me {
  readonly name: string;
  readonly registered: boolean;
  /** May do everything, everywhere. */
  readonly operator: boolean;
}

export type Line =
  | { readonly kind: 'online' }
  /** The connection is lost, and tried again. */
  | { readonly kind: 'lost' };

export interface Invitation {
  readonly room: string;
  readonly by: string;
}

/** What the chat needs of the world. */
export interface ChatWorld {
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  /** What was typed and did not reach the server survives the page. */
  readonly drafts: {
    get(name: string): string;
    set(name: string, text: string): void;
    /** `texts`, by whom they are for, were sent without a connection, and wait for one; nothing else does. */
    waits(texts: ReadonlyMap<string, string>): void;
    /** Lets go of all of them. */
    clear(): void;
    /** They are those of `name` from now on. */
    moveTo(name: string): void;
  };
}

/** What somebody wrote, for those who notify; `mentions`: me. */
export interface Arrival {
  readonly conversation: Conversation;
  readonly from: string;
  readonly text: string;
  readonly mentions: boolean;
}

export class Chat {
  readonly client: ChatClient;
  readonly #world: ChatWorld;
  readonly me = signal<Me>({ name: '', registered: false, operator: false });
  readonly line = signal<Line>({ kind: 'online' });
  /** Nothing is sent until the server has answered once more. */
  readonly #isDoubted = signal(false);
  #doubts = 0;
  /** Can anything be sent now? */
  readonly isOnline = computed(() => this.line.value.kind === 'online' && !this.#isDoubted.value);
  readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  readonly current = signal<Conversation | null>(null);
  /** The text that one said one is away with; null: here. */
  readonly away = signal<string | null>(null);
  readonly invitations = signal<readonly Invitation[]>([]);
  /** Is anybody looking at the page? */
  readonly isWatched = signal(true);
  readonly directory = new Directory(this);
  readonly history = new History(this);
  readonly life = new MessageLife(this);
  readonly outbox = new Outbox(this);
  readonly typing = new Typing(this);
  readonly marks = new ReadMarks(this);
  readonly roomHappenings = new RoomHappenings(this);
  readonly deeds = new RoomDeeds(this);
  readonly news = new News(this);
  readonly unread = computed(() => this.#sum((one) => one.unread.value));
  /** What calls for attention: mentions, and what people write to me alone. */
  readonly calls = computed(() =>
    this.#sum((one) => (one.isRoom ? one.mentions.value : one.unread.value)),
  );
  /** Told of what others write, as it comes. */
  onArrival: (arrival: Arrival) => void = () => {};

  constructor(client: ChatClient, world: ChatWorld) {
    this.client = client;
    this.#world = world;
  }

  now(): number {
    return this.#world.now();
  }

  after(ms: number, task: () => void): () => void {
    return this.#world.after(ms, task);
  }

  #sum(of: (conversation: Conversation) => number): number {
    let sum = 0;
    for (const one of this.conversations.value.values()) sum += of(one);
    return sum;
  }

  /** The conversation with `name`, or with what is the same name to the server. */
  find(name: string): Conversation | undefined {
    const known = this.conversations.value;
    const exactly = known.get(name);
    if (exactly !== undefined) return exactly;
    const key = nameKey(name);
    return [...known.values()].find((one) => nameKey(one.name) === key);
  }

  /** The conversation with `name`, begun where there is none. */
  conversation(name: string): Conversation {
    const known = this.find(name);
    if (known !== undefined) return known;
    const conversation = new Conversation(name);
    conversation.draft.value = this.#world.drafts.get(name);
    this.conversations.value = new Map(this.conversations.value).set(name, conversation);
    return conversation;
  }

  /** Goes on for `before`, the same person's: what only that page had is not lost. */
  takeOver(before: Chat): void {
    for (const old of before.conversations.value.values()) {
      const window = old.window.value;
      const isHere = old.kept.value === false && window.items.length > 0;
      if (!isHere && !window.items.some(isUnsent)) continue;
      const conversation = this.conversation(old.name);
      if (isHere) {
        conversation.window.value = window;
        conversation.kept.value = false;
        conversation.isOpen.value = true;
      } else conversation.window.value = withUnsent(conversation.window.value, window);
      conversation.latest.value = old.latest.value;
      this.outbox.takeOver(conversation);
    }
  }

  /** Shows the conversation with `name`. */
  open(name: string): void {
    const conversation = this.conversation(name);
    if (this.current.value === conversation) return;
    batch(() => {
      conversation.readBefore.value = null;
      conversation.unreadBefore.value = 0;
      conversation.atEnd.value = true;
      // Whoever was led to a message is there.
      conversation.follows.value = conversation.target.value === null;
      this.current.value = conversation;
    });
    void this.#read(conversation);
    if (conversation.isRoom && conversation.room.value === null) void this.describe(conversation);
    if (!conversation.isRoom) this.directory.refreshPresence().catch(() => {});
  }

  async #read(conversation: Conversation): Promise<void> {
    const unread = conversation.unread.value;
    await this.history.open(conversation);
    if (conversation.follows.value) await this.history.follow(conversation);
    // By now they may have been seen.
    if (unread > 0) {
      batch(() => {
        conversation.readBefore.value = this.marks.readUpTo(conversation, unread);
        conversation.unreadBefore.value = unread;
      });
    }
    this.marks.seen();
  }

  /** Shows none. */
  close(): void {
    this.current.value = null;
  }

  /** Takes a conversation out of the list: a room that was left, a person one does not write with. */
  forget(name: string): void {
    const conversations = new Map(this.conversations.value);
    const gone = conversations.get(name);
    conversations.delete(name);
    batch(() => {
      this.conversations.value = conversations;
      if (this.current.value === gone) this.current.value = null;
    });
  }

  /** A room that one is not in has no description here until it is asked for. */
  async describe(conversation: Conversation): Promise<void> {
    try {
      this.directory.joined(await this.client.who(conversation.name, { limit: 1 }));
    } catch (error) {
      // Without a connection there is no saying.
      if (!(error instanceof CommandRefused)) return;
      conversation.left.value = true;
      const wasPutOut = conversation.exit.value?.kind === 'put out';
      if (error.reason === Reason.noSuchRoom && !wasPutOut) {
        conversation.exit.value = { kind: 'no room' };
      }
    }
  }

  /** What is written next corrects `message`. */
  beginEdit(conversation: Conversation, message: ChatMessage): void {
    // Who is muted corrects nothing.
    if (conversation.room.value?.muted != null) return;
    conversation.writing.value = { kind: 'edit', message, text: message.text };
  }

  saveDraft(conversation: Conversation, text: string): void {
    conversation.draft.value = text;
    this.#world.drafts.set(conversation.name, text);
  }

  /** `texts`, by whom they are for, are what waits for a connection. */
  keepWaiting(texts: ReadonlyMap<string, string>): void {
    this.#world.drafts.waits(texts);
  }

  /** Whoever is logged in is called `name` from now on, and what was typed is still theirs. */
  renamed(name: string): void {
    if (name === this.me.value.name) return;
    this.#world.drafts.moveTo(name);
    this.me.value = { ...this.me.value, name };
  }

  /** Whoever has this browser next does not find what was typed. */
  forgetDrafts(): void {
    this.#world.drafts.clear();
  }

  /** Sends what was written, as what it was meant: a message, a reply, a correction. @throws what `edit` does */
  async submit(conversation: Conversation, text: string): Promise<void> {
    const writing = conversation.writing.value;
    conversation.writing.value = PLAIN;
    this.typing.sent(conversation);
    if (writing.kind !== 'edit') {
      this.saveDraft(conversation, '');
      this.outbox.send(conversation, text, writing.kind === 'reply' ? writing.to.id : null);
      void this.history.follow(conversation);
      return;
    }
    const { id } = writing.message;
    if (id === null || text === writing.message.text) return;
    try {
      await this.life.edit(conversation, id, text);
    } catch (error) {
      // Nobody writes it twice.
      if (conversation.writing.value === PLAIN) conversation.writing.value = { ...writing, text };
      throw error;
    }
  }

  /** What was written here is there. */
  sent(conversation: Conversation, id: number | null): void {
    conversation.spokeAt.value = this.now();
    if (id !== null && id >= 0 && conversation.kept.value === false) conversation.kept.value = null;
    if (id !== null && id > 0) conversation.newest.value = Math.max(conversation.newest.value, id);
    // The first message to a public room has led into it.
    if (conversation.isRoom && conversation.room.value?.role == null) {
      void this.describe(conversation);
    }
  }

  /** Something is new in `conversation`. */
  take(conversation: Conversation, item: Item): void {
    const keptElsewhere = conversation.kept.value !== false && conversation.isOpen.value;
    const isRead = conversation === this.current.value && !conversation.atEnd.value;
    conversation.change((window) => withNew(window, item, keptElsewhere, !isRead));
  }

  /** Logged in, or again after a lost connection: what there is is asked for anew. */
  async restored(): Promise<void> {
    this.line.value = { kind: 'online' };
    const current = this.current.value;
    for (const conversation of this.conversations.value.values()) {
      if (conversation !== current && conversation.kept.value !== false) {
        conversation.isOpen.value = false;
      }
    }
    this.outbox.connected();
    if (current !== null) await this.history.refresh(current);
    // Whatever fails here is asked for again where it is needed, or with the next connection.
    await this.directory.load().catch(() => {});
  }

  /** The connection may be dead: asks the server. */
  async doubt(): Promise<void> {
    if (this.line.peek().kind !== 'online') return;
    const doubt = ++this.#doubts;
    this.#isDoubted.value = true;
    await this.client.presence([this.me.peek().name]).catch(() => {});
    if (doubt !== this.#doubts) return;
    this.#isDoubted.value = false;
    if (this.isOnline.peek()) this.outbox.connected();
  }

  lost(): void {
    this.line.value = { kind: 'lost' };
  }

  /** The newest that is known of a conversation: what it is read up to when it was seen to its end. */
  newestOf(conversation: Conversation): number {
    return Math.max(newestKept(conversation.window.value), conversation.newest.value);
  }
}
