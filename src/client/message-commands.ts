/** Commands about messages that were said: finding them, and what becomes of them. Their ids are those of messages. */
import { AccountCommands } from './account-commands.ts';
import { checkName, checkText } from './arguments.ts';
import type { HistoryRange, SearchPage } from './client-options.ts';
import {
  type Context,
  contextOf,
  type Edit,
  editsOf,
  type MessagePage,
  messagesOf,
} from './pages.ts';
import { reactionsOf } from './room-replies.ts';

export abstract class MessageCommands extends AccountCommands {
  /** The messages next to a place in the conversation with `name`, a person or a room, or the newest, oldest first. */
  async history(name: string, range: HistoryRange = {}): Promise<MessagePage> {
    checkName(name);
    return messagesOf(await this.command('history', { with: name, ...range }));
  }

  /**
   * One's own messages with all of the words and "phrases" of `query`, which may also have `from:`, `with:`, `before:`
   * and `after:`; `beneath` asks for those with smaller ids: the next page.
   */
  async search(query: string, page: SearchPage = {}): Promise<MessagePage> {
    return messagesOf(await this.command('search', { query, ...page }));
  }

  /** A message among those before and after it, at most `limit` in all. */
  async context(message: number, limit?: number): Promise<Context> {
    return contextOf(await this.command('context', { message, ...(limit ? { limit } : {}) }));
  }

  /** One's own message says `text` from now on. */
  async edit(message: number, text: string): Promise<void> {
    checkText(text);
    await this.command('edit', { message }, text);
  }

  /** What a message has said, oldest first; the last is what it says now. */
  async edits(message: number): Promise<readonly Edit[]> {
    return editsOf(await this.command('edits', { message }));
  }

  /** Takes a message back, or removes somebody else's from a room: a tombstone stays. */
  async delete(message: number): Promise<void> {
    await this.command('delete', { message });
  }

  /** Reacts with one `emoji`; with `off`, takes that back. */
  async react(message: number, emoji: string, { off = false } = {}): Promise<void> {
    await this.command('react', { message, emoji, ...(off ? { off } : {}) });
  }

  /** Who has reacted with what, in the order in which they did. */
  async reactions(message: number): Promise<readonly { emoji: string; name: string }[]> {
    return reactionsOf(await this.command('reactions', { message }));
  }

  /** Pins a message of a room; with `off`, takes it down again. */
  async pin(message: number, { off = false } = {}): Promise<void> {
    await this.command('pin', { message, ...(off ? { off } : {}) });
  }

  /** What is pinned in `room`, oldest first. */
  async pins(room: string): Promise<MessagePage> {
    checkName(room);
    return messagesOf(await this.command('pins', { room }));
  }
}
