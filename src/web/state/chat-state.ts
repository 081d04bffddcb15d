/** What is known of the chat, which all parts of it read and change. */
import { computed, signal } from '@preact/signals';
import type { ChatClient } from '../../client/browser.ts';
import { nameKey } from '../../protocol/names.ts';
import { Conversation } from './conversation.ts';
import type { Item } from './messages.ts';
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

export class ChatState {
  readonly client: ChatClient;
  readonly #world: ChatWorld;
  readonly me = signal<Me>({ name: '', registered: false, operator: false });
  readonly line = signal<Line>({ kind: 'online' });
  /** Nothing is sent until the server has answered once more. */
  readonly isDoubted = signal(false);
  /** Can anything be sent now? */
  readonly isOnline = computed(() => this.line.value.kind === 'online' && !this.isDoubted.value);
  readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  readonly current = signal<Conversation | null>(null);
  /** The text that one said one is away with; null: here. */
  readonly away = signal<string | null>(null);
  readonly invitations = signal<readonly Invitation[]>([]);
  /** Is anybody looking at the page? */
  readonly isWatched = signal(true);
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

  /** Something is new in `conversation`. */
  take(conversation: Conversation, item: Item): void {
    const keptElsewhere = conversation.kept.value !== false && conversation.isOpen.value;
    const isRead = conversation === this.current.value && !conversation.atEnd.value;
    conversation.change((window) => withNew(window, item, keptElsewhere, !isRead));
  }

  /** The newest that is known of a conversation: what it is read up to when it was seen to its end. */
  newestOf(conversation: Conversation): number {
    return Math.max(newestKept(conversation.window.value), conversation.newest.value);
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
}
