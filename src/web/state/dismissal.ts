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
  /** Whose connection it was, and is to log in anew; null: none. */
  #client: ChatClient | null = null;

  constructor({ after }: { after: (ms: number, task: () => void) => () => void }) {
    this.#after = after;
  }

  /** The server has told `client` so, and closes the connection. */
  told(client: ChatClient): void {
    this.#client = client;
  }

  /** `client` is connected again. Answers why whoever chats is not logged in for good; null: they are, or it goes on. */
  async comeBack(client: ChatClient, chat: Chat): Promise<number | null> {
    // One that has taken its place since, as after a logout, comes back by itself.
    if (this.#client !== client) return null;
    this.#client = null;
    const { name } = chat.me.peek();
    try {
      await client.login(name);
    } catch (error) {
      const reason = error instanceof CommandRefused ? error.reason : null;
      if (reason !== null && !passes(error)) return reason;
      // With the next connection, which comes by itself where this one was lost.
      this.#client = client;
      if (reason !== null) this.#after(AGAIN_MS, () => client.reconnect());
      return null;
    }
    chat.renamed(client.name ?? name);
    void chat.restored();
    return null;
  }
}
