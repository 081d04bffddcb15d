/**
 * Recovers from a connection that the server ended because of its login: another tab changed the password, or the
 * device was revoked. If the browser's cookie still logs in, the person notices nothing.
 */
import { type ChatClient, CommandRefused } from '../../client/browser.ts';
import type { Chat } from './chat.ts';
import { passes } from './problems.ts';

const AGAIN_MS = 5000;

export class Dismissal {
  readonly #after: (ms: number, task: () => void) => () => void;
  /** The client that was put out, and is to log in anew; null if none. */
  #client: ChatClient | null = null;

  constructor({ after }: { after: (ms: number, task: () => void) => () => void }) {
    this.#after = after;
  }

  /** The server has put out `client`, and closes the connection. */
  told(client: ChatClient): void {
    this.#client = client;
  }

  /** `client` is connected again. Resolves with the reason if logging in has failed for good; null if not. */
  async comeBack(client: ChatClient, chat: Chat): Promise<number | null> {
    // A client that has replaced it since, as after a logout, logs in by itself.
    if (this.#client !== client) return null;
    this.#client = null;
    const { name } = chat.me.peek();
    try {
      await client.login(name);
    } catch (error) {
      const reason = error instanceof CommandRefused ? error.reason : null;
      if (reason !== null && !passes(error)) return reason;
      // Tries again on the next connection, which comes by itself if this one was lost.
      this.#client = client;
      if (reason !== null) this.#after(AGAIN_MS, () => client.reconnect());
      return null;
    }
    chat.renamed(client.name ?? name);
    void chat.restored();
    return null;
  }
}
