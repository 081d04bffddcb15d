/** The chat of whoever is logged in: its conversations, and what the server tells of them. */
import { batch, computed, signal } from '@preact/signals';
import {
  type ChatClient,
  type ClientEvent,
  CommandRefused,
  type Message,
} from '../../client/browser.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { isRoomName, nameKey } from '../../protocol/names.ts';
import { Conversation, PLAIN } from './conversation.ts';
import { Directory } from './directory.ts';
import { History } from './history.ts';
import { MessageLife } from './message-life.ts';
import { arrived, type ChatMessage, isKept } from './messages.ts';
import { Outbox } from './outbox.ts';
import { ReadMarks } from './read-marks.ts';
import { RoomHappenings } from './room-happenings.ts';
import { Typing } from './typing.ts';
import { newestKept, withNew } from './window.ts';

export interface Me {
  readonly name: string;
  readonly registered: boolean;
  /** May do everything, everywhere. */
  readonly operator: boolean;
}

export type Line =
  | { readonly kind: 'online' }
  /** The connection is lost, and tried again. */
  | { readonly kind: 'lost' }
  /** Logged out by the server, which says why; nothing is tried. */
  | { readonly kind: 'dismissed'; readonly why: string };

export interface Invitation {
  readonly room: string;
  readonly by: string;
}

/** What the chat needs of the world. */
export interface ChatWorld {
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  /** What was typed and not sent survives the page. */
  readonly drafts: {
    get(name: string): string;
    set(name: string, text: string): void;
    /** Lets go of all of them. */
    clear(): void;
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
  readonly isOnline = computed(() => this.line.value.kind === 'online');
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

  /** The conversation with `name`, begun where there is none. */
  conversation(name: string): Conversation {
    const known = this.conversations.value.get(name);
    if (known !== undefined) return known;
    const conversation = new Conversation(name);
    conversation.draft.value = this.#world.drafts.get(name);
    this.conversations.value = new Map(this.conversations.value).set(name, conversation);
    return conversation;
  }

  /** Shows the conversation with `name`. */
  open(name: string): void {
    const conversation = this.conversation(name);
    if (this.current.value === conversation) return;
    batch(() => {
      conversation.readBefore.value = null;
      conversation.unreadBefore.value = 0;
      conversation.atEnd.value = true;
      this.current.value = conversation;
    });
    void this.#read(conversation);
    if (conversation.isRoom && conversation.room.value === null) void this.describe(conversation);
    if (!conversation.isRoom) this.directory.refreshPresence().catch(() => {});
  }

  async #read(conversation: Conversation): Promise<void> {
    const unread = conversation.unread.value;
    await this.history.open(conversation);
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
      if (error instanceof CommandRefused) conversation.left.value = true;
    }
  }

  /** What is written next corrects `message`. */
  beginEdit(conversation: Conversation, message: ChatMessage): void {
    conversation.writing.value = { kind: 'edit', message, text: message.text };
  }

  saveDraft(conversation: Conversation, text: string): void {
    conversation.draft.value = text;
    this.#world.drafts.set(conversation.name, text);
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
      const reply = writing.kind === 'reply' ? writing.to.id : null;
      await this.history.toNewest(conversation);
      return this.outbox.send(conversation, text, reply);
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
    if (id !== null && id > 0) conversation.newest.value = Math.max(conversation.newest.value, id);
    // The first message to a public room has led into it.
    if (conversation.isRoom && conversation.room.value?.role == null) {
      void this.describe(conversation);
    }
  }

  // --- what the server tells ---

  arrived(message: Message, missed: boolean): void {
    const { from, to, text, id } = message;
    const me = this.me.value.name;
    const own = from === me;
    const conversation = this.conversation(isRoomName(to) || own ? to : from);
    const item = arrived(message, own, this.now());
    const mentions = !own && conversation.isRoom && this.#isMentioned(text);
    batch(() => {
      if (conversation.isOpen.value || conversation.loading.value !== null || !isKept(item)) {
        conversation.change((window) => withNew(window, item, conversation.kept.value === true));
      }
      if (id !== null && id > 0)
        conversation.newest.value = Math.max(conversation.newest.value, id);
      conversation.latest.value = item.at;
      this.typing.stopped(conversation, from);
      if (!own) this.marks.arrived(conversation, mentions);
    });
    if (own || missed) return;
    this.directory.heard(from);
    this.onArrival({ conversation, from, text, mentions });
  }

  #isMentioned(text: string): boolean {
    const key = nameKey(this.me.value.name);
    return mentionsOf(text).some((name) => nameKey(name) === key);
  }

  happened(what: ClientEvent): void {
    switch (what.kind) {
      case 'unread':
        return this.marks.counted(what.conversations);
      case 'read':
        return this.marks.readElsewhere(this.conversation(what.with), what.upTo);
      case 'renamed':
        this.me.value = { ...this.me.value, name: what.name };
        return;
      case 'edited':
      case 'deleted':
      case 'reacted':
        return this.#in(what, (conversation) => this.life.happened(conversation, what));
      case 'room':
        return this.roomHappenings.happened(what);
      case 'typing': {
        const { from } = what;
        if (from === this.me.value.name) return;
        return this.#in(what, (conversation) => this.typing.began(conversation, from));
      }
      case 'presence':
        return this.directory.present([what]);
      case 'blocked':
        return this.directory.block(what.name, what.on);
      case 'closing':
        this.line.value = { kind: 'dismissed', why: what.why };
    }
  }

  /** What happens in a conversation that is not known here begins none. */
  #in({ from, to }: { from: string; to: string }, act: (conversation: Conversation) => void): void {
    const name = isRoomName(to) || from === this.me.value.name ? to : from;
    const conversation = this.conversations.value.get(name);
    if (conversation !== undefined) act(conversation);
  }

  /** Logged in, or again after a lost connection: what there is is asked for anew. */
  async restored(): Promise<void> {
    this.line.value = { kind: 'online' };
    const current = this.current.value;
    for (const conversation of this.conversations.value.values()) {
      if (conversation !== current && conversation.kept.value === true) {
        conversation.isOpen.value = false;
      }
    }
    this.outbox.connected();
    if (current !== null) await this.history.refresh(current);
    // Whatever fails here is asked for again where it is needed, or with the next connection.
    await this.directory.load().catch(() => {});
  }

  lost(): void {
    if (this.line.value.kind !== 'dismissed') this.line.value = { kind: 'lost' };
  }

  /** The newest that is known of a conversation: what it is read up to when it was seen to its end. */
  newestOf(conversation: Conversation): number {
    return Math.max(newestKept(conversation.window.value), conversation.newest.value);
  }
}
