/**
 * Sends missed messages to a client that cannot ask for them: oldest first, each page once the one before is written.
 */
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { receiptWith } from '../answer.ts';
import type { StoredMessage, StoredPage } from '../archive.ts';
import type { Account, Client } from '../people/client.ts';
import { missedBy } from '../stored/unread.ts';
import type { HubCore } from '../world.ts';

/** Receives the progress of a catch-up. */
interface Delivering {
  /** The archive could not be read: `again` is called later. */
  stalled(catchUp: CatchUp): void;
  /** Nothing waits for `account` any more. */
  caughtUp(account: Account): void;
}

export class CatchUp {
  readonly #hub: HubCore;
  readonly #delivery: Delivering;
  readonly #client: Client;
  readonly #account: Account;
  #state: 'reading' | 'writing' | 'idle' = 'idle';
  /** More messages have come since the page was requested, or there is another page. */
  #behind = false;

  constructor(hub: HubCore, delivery: Delivering, client: Client, account: Account) {
    this.#hub = hub;
    this.#delivery = delivery;
    this.#client = client;
    this.#account = account;
    this.#read();
  }

  /** A message has come: it is read in its turn. */
  more(): void {
    this.#behind = true;
    if (this.#state === 'idle') this.#read();
  }

  /** Retries after the archive could not be read. */
  again(): void {
    if (this.#state === 'idle' && this.#client.catchUp === this) this.#read();
  }

  /** Everything queued has been written: the current page, unless it is still being read. */
  written(): void {
    if (this.#state !== 'writing') return;
    if (this.#behind) this.#read();
    else this.#finish();
  }

  #read(): void {
    this.#state = 'reading';
    this.#behind = false;
    // From this client's own position: the account's also advances with what other plain clients receive meanwhile.
    const asked = {
      account: this.#account.id,
      after: this.#client.given,
      limit: PAGE_MESSAGES_MAX,
    };
    this.#hub.world.archive.ask(missedBy, asked, (page) => {
      if (this.#client.catchUp === this) this.#give(page);
    });
  }

  #give(page: StoredPage | null): void {
    if (page === null) {
      this.#state = 'idle';
      this.#delivery.stalled(this);
      return;
    }
    this.#state = 'writing';
    this.#behind ||= page.more;
    let said = false;
    for (const message of page.messages) {
      const taken = this.#say(message);
      if (taken === false) return;
      if (taken) said = true;
      this.#client.given = message.id;
    }
    if (said) this.#client.connection.tellWhenWritten();
    else this.written();
  }

  /** Did the client take the message? Null: it is skipped, as its author is gone, or was blocked since. */
  #say({ id, at, from, text, more }: StoredMessage): boolean | null {
    const { person } = this.#account;
    const sender = this.#hub.accounts.get(from)?.person;
    if (sender === undefined || person.hasBlocked(sender)) return null;
    const { connection } = this.#client;
    const stored = more === undefined ? { id, at } : receiptWith({ id, at }, more);
    return connection.message(sender.named, person.named, text, 0, text.length, stored);
  }

  #finish(): void {
    this.#client.catchUp = null;
    this.#delivery.caughtUp(this.#account);
  }
}
