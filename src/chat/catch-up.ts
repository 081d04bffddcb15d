/** Gives a client that cannot ask for it what was missed: oldest first, a page when the one before has left. */
import { PAGE_MESSAGES_MAX } from '../protocol/limits.ts';
import type { Account } from './accounts.ts';
import type { Hub } from './hub.ts';
import type { Session } from './session.ts';
import type { MessagePage } from './storage.ts';

export class CatchUp {
  readonly #hub: Hub;
  readonly #session: Session;
  readonly #account: Account;
  /** A page is being read, or on its way to the client. */
  #busy = false;
  /** Messages have come since the page was asked for, or there is another page. */
  #behind = false;

  constructor(hub: Hub, session: Session, account: Account) {
    this.#hub = hub;
    this.#session = session;
    this.#account = account;
    this.#read();
  }

  /** A message has come: it is read in its turn. */
  more(): void {
    this.#behind = true;
    if (!this.#busy) this.#read();
  }

  /** The page has left. */
  written(): void {
    if (!this.#busy) return;
    if (this.#behind) return this.#read();
    this.#finish();
  }

  #read(): void {
    this.#busy = true;
    this.#behind = false;
    const after = Math.max(this.#session.given, this.#account.place);
    this.#hub.world.archive.missed(this.#account.id, after, PAGE_MESSAGES_MAX, (page) => {
      if (this.#session.catchUp === this) this.#give(page);
    });
  }

  #give(page: MessagePage | null): void {
    const session = this.#session;
    if (page === null) {
      // It cannot be read now: the next message, or the next login, tries again.
      this.#busy = false;
      return;
    }
    if (page.messages.length === 0) {
      if (this.#behind) return this.#read();
      return this.#finish();
    }
    this.#behind ||= page.more;
    for (const { id, at, from, text } of page.messages) {
      const { connection, person } = session;
      const sender = this.#hub.accounts.get(from)?.person;
      if (person === null) return;
      if (sender !== undefined) {
        const taken = connection.message(sender, person, text, 0, text.length, { id, at });
        if (!taken) return;
      }
      session.given = id;
    }
    session.connection.tellWhenWritten();
  }

  #finish(): void {
    this.#session.catchUp = null;
    this.#hub.delivery.caughtUp(this.#account);
  }
}
