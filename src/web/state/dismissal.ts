/**
 * Coming back after the server has ended a connection because of who was logged in on it: a password that another tab
 * has changed, a device that was revoked. What the browser has may log in all the same, and then nothing has happened.
 */
import { type ChatClient, CommandRefused } from '../../client/browser.ts';
import type { Chat } from './chat.ts';
import { passes } from './problems.ts';

const AGAIN_MS = 5000;

export class Dismissal {
  readonly #after: (ms: number, task: () => void) => () => void;
  #isDue = false;

  constructor({ after }: { after: (ms: number, task: () => void) => () => void }) {
    this.#after = after;
  }

  /** The server has said so, and closes the connection. */
  told(): void {
    this.#isDue = true;
  }

  /** `client` is connected again. Answers why whoever chats is not logged in for good; null: they are, or it goes on. */
  async comeBack(client: ChatClient, chat: Chat): Promise<number | null> {
    if (!this.#isDue) return null;
    this.#isDue = false;
    const { name } = chat.me.peek();
    try {
      await client.login(name);
    } catch (error) {
      const reason = error instanceof CommandRefused ? error.reason : null;
      if (reason !== null && !passes(error)) return reason;
      // With the next connection, which comes by itself where this one was lost.
      this.#isDue = true;
      if (reason !== null) this.#after(AGAIN_MS, () => client.reconnect());
      return null;
    }
    chat.renamed(client.name ?? name);
    void chat.restored();
    return null;
  }
}
