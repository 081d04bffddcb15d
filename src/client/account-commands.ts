/** Commands about one's account, and about what was not read. */
import { checkName } from './arguments.ts';
import { Asking } from './asking.ts';
import type { ConversationsPage, Invitation } from './client-options.ts';
import type { Unread } from './events.ts';
import {
  type ConversationPage,
  conversationsOf,
  invitationOf,
  type KnownSession,
  sessionsOf,
  unreadOf,
} from './replies.ts';

export abstract class AccountCommands extends Asking {
  async rename(name: string): Promise<void> {
    checkName(name);
    await this.command('rename', { name });
  }

  /** The conversations with messages that were not read. */
  async unread(): Promise<readonly Unread[]> {
    return unreadOf(await this.command('unread', {}));
  }

  /**
   * With whom one has ever written, oneself among them, the newest first; `beneath` the `newest` of the last of a page is
   * the next. Rooms are in `rooms`.
   */
  async conversations(page: ConversationsPage = {}): Promise<ConversationPage> {
    return conversationsOf(await this.command('conversations', page));
  }

  /** The conversation with `name`, a person or a room, was read up to the message `upTo`. */
  async markRead(name: string, upTo: number): Promise<void> {
    checkName(name);
    await this.command('read', { with: name, upTo });
  }

  /** The devices that may come back without the password. */
  async sessions(): Promise<readonly KnownSession[]> {
    return sessionsOf(await this.command('sessions', {}));
  }

  async revoke(session: number): Promise<void> {
    await this.command('revoke', { session });
  }

  /** Lets somebody register where one has to be invited. */
  async inviteCode(): Promise<Invitation> {
    return invitationOf(await this.command('invite-code', {}));
  }
}
