/** Commands about who is here, and whom one does not want to hear of. */
import { checkName } from './arguments.ts';
import { MessageCommands } from './message-commands.ts';
import { blocksOf, type PersonPresence, presencesOf } from './room-replies.ts';
import { wholeList } from './whole-list.ts';

export abstract class PeopleCommands extends MessageCommands {
  /** Tells `to`, a person or a room, that somebody is typing: every few seconds while that is so. */
  async typing(to: string): Promise<void> {
    checkName(to);
    await this.command('typing', { to });
  }

  /** Away, with a text for others, which may be empty; null: here again. */
  async away(text: string | null): Promise<void> {
    await this.command('away', { text });
  }

  /** Whether each of `names` is here. */
  async presence(names: readonly string[]): Promise<readonly PersonPresence[]> {
    names.forEach(checkName);
    return presencesOf(await this.command('presence', { names: [...names] }));
  }

  /** Messages and invitations of `name` do not arrive any more; they cannot tell. */
  async block(name: string): Promise<void> {
    checkName(name);
    await this.command('block', { name });
  }

  async unblock(name: string): Promise<void> {
    checkName(name);
    await this.command('unblock', { name });
  }

  async blocks(): Promise<readonly string[]> {
    const ask = (after?: string) => this.command('blocks', after ? { after } : {});
    return wholeList(ask, blocksOf, (name) => name);
  }

  /** Whether one's plain clients, such as `nc`, are told of edits, reactions and who was put out of a room. */
  async notices(on: boolean): Promise<void> {
    await this.command('notices', { on });
  }
}
