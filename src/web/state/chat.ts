/** The chat of a logged-in person, and the actions that the page takes in it. */
import { batch } from '@preact/signals';
import type { ChatClient } from '../../client/browser.ts';
import { ChatState, type ChatWorld } from './chat-state.ts';
import { type Conversation, PLAIN } from './conversation.ts';
import { Directory } from './directory.ts';
import { Events } from './events.ts';
import { History } from './history.ts';
import { MessageLife } from './message-life.ts';
import { type ChatMessage, isUnsent, typed } from './messages.ts';
import { Outbox } from './outbox.ts';
import { ReadMarks } from './read-marks.ts';
import { RoomDeeds } from './room-deeds.ts';
import { RoomEvents } from './room-events.ts';
import { Typing } from './typing.ts';
import { withUnsent } from './window.ts';

export class Chat extends ChatState {
  readonly history: History;
  readonly directory: Directory;
  readonly life: MessageLife;
  readonly typing: Typing;
  readonly marks: ReadMarks;
  readonly outbox: Outbox;
  readonly roomEvents: RoomEvents;
  readonly deeds: RoomDeeds;
  readonly events: Events;
  #doubts = 0;

  constructor(client: ChatClient, world: ChatWorld) {
    super(client, world);
    this.history = new History(this, (name) => this.open(name));
    this.directory = new Directory(this, this.history);
    this.life = new MessageLife(this);
    this.typing = new Typing(this);
    this.marks = new ReadMarks(this);
    this.outbox = new Outbox(this, this.directory);
    this.roomEvents = new RoomEvents(this, this);
    this.events = new Events(this, this);
    this.deeds = new RoomDeeds(this, this.roomEvents, this.events);
  }

  /** Takes over from `before`, a chat of the same person: unsent and unstored messages are not lost. */
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

  /** Opens the conversation with `name`. */
  open(name: string): void {
    const conversation = this.conversation(name);
    if (this.current.value === conversation) return;
    batch(() => {
      conversation.readBefore.value = null;
      conversation.unreadBefore.value = 0;
      conversation.atEnd.value = true;
      // A reader who was led to a message stays there.
      conversation.follows.value = conversation.target.value === null;
      this.current.value = conversation;
    });
    void this.#read(conversation);
    if (conversation.isRoom && conversation.room.value === null)
      void this.directory.describe(conversation);
    if (!conversation.isRoom) this.directory.refreshPresence().catch(() => {});
  }

  async #read(conversation: Conversation): Promise<void> {
    const unread = conversation.unread.value;
    await this.history.open(conversation);
    if (conversation.follows.value) await this.history.follow(conversation);
    // The unread messages may have been seen by now.
    if (unread > 0) {
      batch(() => {
        conversation.readBefore.value = this.marks.readUpTo(conversation, unread);
        conversation.unreadBefore.value = unread;
      });
    }
    this.marks.seen();
  }

  /** Closes the open conversation. */
  close(): void {
    this.current.value = null;
  }

  /** Removes a conversation from the list: a room that was left, or a person no longer written with. */
  forget(name: string): void {
    const conversations = new Map(this.conversations.value);
    const gone = conversations.get(name);
    conversations.delete(name);
    batch(() => {
      this.conversations.value = conversations;
      if (this.current.value === gone) this.current.value = null;
    });
  }

  /** Starts to edit `message` in the composer. */
  beginEdit(conversation: Conversation, message: ChatMessage): void {
    // A muted member may not edit.
    if (conversation.room.value?.muted != null) return;
    conversation.writing.value = { kind: 'edit', message, text: message.text };
  }

  /** Submits `text` as a message, a reply or an edit, whichever was begun. @throws what `edit` does */
  async submit(conversation: Conversation, text: string): Promise<void> {
    const writing = conversation.writing.value;
    conversation.writing.value = PLAIN;
    this.typing.sent(conversation);
    if (writing.kind !== 'edit') {
      this.saveDraft(conversation, '');
      const reply = writing.kind === 'reply' ? writing.to.id : null;
      const { text: said, as } = typed(text);
      this.outbox.send(conversation, said, { reply, as });
      void this.history.follow(conversation);
      return;
    }
    const { id } = writing.message;
    // What one does stays that, whether its mark is typed again or not.
    const said = writing.message.as === 'action' ? typed(text).text : text;
    if (id === null || said === writing.message.text) return;
    try {
      await this.life.edit(conversation, id, said);
    } catch (error) {
      // Puts the text back, so that nobody has to write it twice.
      if (conversation.writing.value === PLAIN) conversation.writing.value = { ...writing, text };
      throw error;
    }
  }

  /** Logged in, or reconnected: reloads everything. */
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
    // A failed part is loaded again when it is needed, or with the next connection.
    await this.directory.load().catch(() => {});
  }

  /** Checks a connection that may be dead. */
  async doubt(): Promise<void> {
    if (this.line.peek().kind !== 'online') return;
    const doubt = ++this.#doubts;
    this.isDoubted.value = true;
    await this.client.presence([this.me.peek().name]).catch(() => {});
    if (doubt !== this.#doubts) return;
    this.isDoubted.value = false;
    if (this.isOnline.peek()) this.outbox.connected();
  }

  lost(): void {
    this.line.value = { kind: 'lost' };
  }
}
