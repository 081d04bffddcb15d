/** The state of the chat, which all its parts read and change. */
import { batch, computed, signal } from '@preact/signals';
import type { ChatClient } from '../../client/browser.ts';
import type { Manner } from '../../protocol/manner.ts';
import { nameKey } from '../../protocol/names.ts';
import { Conversation } from './conversation.ts';
import type { Item } from './messages.ts';
import { newestKept, withName, withNew } from './window.ts';

export interface Me {
  readonly name: string;
  readonly registered: boolean;
  /** Is the person an operator of the server? */
  readonly operator: boolean;
}

export type Line =
  | { readonly kind: 'online' }
  /** The connection is lost; the client tries again. */
  | { readonly kind: 'lost' };

export interface Invitation {
  readonly room: string;
  readonly by: string;
}

/** The environment of the chat. */
export interface ChatWorld {
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  /** Typed text that has not reached the server; it survives the page. */
  readonly drafts: {
    get(name: string): string;
    set(name: string, text: string): void;
    /** Stores `texts`, by recipient, as all the messages that wait for a connection. */
    waits(texts: ReadonlyMap<string, string>): void;
    /** Deletes all drafts. */
    clear(): void;
    /** Moves the drafts to the person's new `name`. */
    moveTo(name: string): void;
  };
}

/** An incoming message, for notifications; `mentions`: it mentions me. */
export interface Arrival {
  readonly conversation: Conversation;
  readonly from: string;
  readonly text: string;
  readonly as: Manner | null;
  readonly mentions: boolean;
}

export class ChatState {
  readonly client: ChatClient;
  readonly #world: ChatWorld;
  readonly me = signal<Me>({ name: '', registered: false, operator: false });
  readonly line = signal<Line>({ kind: 'online' });
  /** Is the connection in doubt? Nothing is sent until the server has answered again. */
  readonly isDoubted = signal(false);
  /** Can messages be sent now? */
  readonly isOnline = computed(() => this.line.value.kind === 'online' && !this.isDoubted.value);
  readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  readonly current = signal<Conversation | null>(null);
  /** One's own away message; null when not away. */
  readonly away = signal<string | null>(null);
  readonly invitations = signal<readonly Invitation[]>([]);
  /** Is the page visible and in use? */
  readonly isWatched = signal(true);
  readonly unread = computed(() => this.#sum((one) => one.unread.value));
  /** The number of messages that ask for attention: mentions and direct messages. */
  readonly calls = computed(() =>
    this.#sum((one) => (one.isRoom ? one.mentions.value : one.unread.value)),
  );
  /** Called with each incoming message of others. */
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

  /** The conversation with `name`, or with a name that the server takes for the same. */
  find(name: string): Conversation | undefined {
    const known = this.conversations.value;
    const exactly = known.get(name);
    if (exactly !== undefined) return exactly;
    const key = nameKey(name);
    return [...known.values()].find((one) => nameKey(one.name) === key);
  }

  /** The conversation with `name`, created if there is none. */
  conversation(name: string): Conversation {
    const known = this.find(name);
    if (known !== undefined) return known;
    const conversation = new Conversation(name);
    conversation.draft.value = this.#world.drafts.get(name);
    this.conversations.value = new Map(this.conversations.value).set(name, conversation);
    return conversation;
  }

  /** Adds a new item to `conversation`. */
  take(conversation: Conversation, item: Item): void {
    const keptElsewhere = conversation.kept.value !== false && conversation.isOpen.value;
    const isRead = conversation === this.current.value && !conversation.atEnd.value;
    conversation.change((window) => withNew(window, item, keptElsewhere, !isRead));
  }

  /** The newest known message of a conversation: the read mark when its end was seen. */
  newestOf(conversation: Conversation): number {
    return Math.max(newestKept(conversation.window.value), conversation.newest.value);
  }

  saveDraft(conversation: Conversation, text: string): void {
    conversation.draft.value = text;
    this.#world.drafts.set(conversation.name, text);
  }

  /** Stores `texts`, by recipient, as all the messages that wait for a connection. */
  keepWaiting(texts: ReadonlyMap<string, string>): void {
    this.#world.drafts.waits(texts);
  }

  /** The logged-in person is called `name` from now on, and keeps the drafts. */
  renamed(name: string): void {
    const was = this.me.value.name;
    if (name === was) return;
    this.#world.drafts.moveTo(name);
    batch(() => {
      this.me.value = { ...this.me.value, name };
      for (const conversation of this.conversations.value.values()) {
        conversation.change((window) => withName(window, was, name));
        if (conversation.isRoom) conversation.events.value++;
      }
    });
  }

  /** Somebody, or a room, that was called `was` is called `name`: so is the conversation, unless there is one of that name. */
  otherRenamed(was: string, name: string): void {
    const known = this.conversations.value;
    const conversation = known.get(was);
    const other = this.find(name);
    if (conversation === undefined || (other !== undefined && other !== conversation)) return;
    const room = conversation.room.value;
    if (room !== null) conversation.room.value = { ...room, room: name };
    const draft = conversation.draft.value;
    this.#world.drafts.set(was, '');
    conversation.renamed(name);
    if (draft !== '') this.#world.drafts.set(name, draft);
    const all = [...known].map(([key, one]) => [key === was ? name : key, one] as const);
    this.conversations.value = new Map(all);
  }

  /** Deletes the drafts, so that the browser's next user does not find them. */
  forgetDrafts(): void {
    this.#world.drafts.clear();
  }
}
