/** Delivers stored messages to connected devices, each in order and once. */

import { encodeText } from '../../protocol/bytes.ts';
import type { EventJson } from '../../protocol/events/events.ts';
import { SENT, saidHello } from '../../protocol/hearing.ts';
import { UNREAD_CONVERSATIONS_MAX, UNREAD_NAMES_BYTES_MAX } from '../../protocol/limits.ts';
import type { Receipt } from '../answer.ts';
import type { Account, Actor, Client, Person } from '../people/client.ts';
import type { RoomBook } from '../rooms/room-book.ts';
import { missedBy, type UnreadCount, unreadBy } from '../stored/unread.ts';
import type { HubCore } from '../world.ts';
import { CatchUp } from './catch-up.ts';
import { HubEvent } from './event.ts';

/** The part of the hub that delivery uses. */
interface DeliveringHub extends HubCore {
  readonly rooms: { readonly book: RoomBook };
}

type UnreadConversation = EventJson<'unread'>['conversations'][number];

export class Delivery {
  readonly #hub: DeliveringHub;
  /** Nobody was told of a message with a larger id. */
  #newest: number;
  /** Catch-ups that wait because the archive could not be read. */
  #stalled = new Set<CatchUp>();

  constructor(hub: DeliveringHub) {
    this.#hub = hub;
    this.#newest = hub.world.stored.nextEntry - 1;
  }

  /**
   * Delivers the durable message `stored`, sent by `from` to `to`, both registered; `hidden`: `to` has blocked the
   * sender.
   */
  deliver(
    origin: Actor,
    from: Person,
    to: Person,
    text: Uint8Array,
    stored: Receipt,
    hidden = false,
  ): void {
    this.told(stored.id);
    if (from === to) return this.#deliverToOneself(to, text, stored);
    if (!hidden) {
      for (const client of to.clients) {
        if (client.catchUp !== null) client.catchUp.more();
        else this.#give(client, from, to, text, stored);
      }
      if (to.account !== null) to.account.newest = stored.id;
    }
    // A person's own messages go to their other devices, where these can tell sent from received.
    for (const client of from.clients) {
      if ((client.hearing & SENT) !== 0 && client !== origin)
        this.#give(client, from, to, text, stored);
    }
  }

  #give(client: Client, from: Person, to: Person, text: Uint8Array, stored: Receipt): void {
    if (stored.id <= client.given) return;
    const taken = client.connection.message(from.named, to.named, text, 0, text.length, stored);
    if (!taken) return;
    client.given = stored.id;
    if (!saidHello(client.hearing)) client.connection.tellWhenWritten();
  }

  /** At once, before the answer, and only here: the archive does not count notes to oneself among missed messages. */
  #deliverToOneself(to: Person, text: Uint8Array, stored: Receipt): void {
    for (const { connection } of to.clients) {
      connection.message(to.named, to.named, text, 0, text.length, stored);
    }
  }

  /**
   * After a registered person has logged in at `client`: tells unread counts, or sends what was missed to a client
   * that cannot ask for it.
   */
  welcome(client: Client, account: Account): void {
    if (saidHello(client.hearing)) return this.#tellUnread(client, account);
    client.catchUp = new CatchUp(this.#hub, this, client, account);
  }

  /** `catchUp` could not read the archive: it goes on with `tryAgain`, or with the next message. */
  stalled(catchUp: CatchUp): void {
    this.#stalled.add(catchUp);
  }

  /** Retries what could not be read from the archive. */
  tryAgain(): void {
    if (this.#stalled.size === 0) return;
    const stalled = this.#stalled;
    this.#stalled = new Set();
    for (const catchUp of stalled) catchUp.again();
  }

  #tellUnread(client: Client, account: Account): void {
    const { total, caughtUps } = account.waiting;
    // Taken now: from the login on this device hears everything, and what other devices receive meanwhile it has not
    // received.
    const place = client.device?.cursor ?? account.cursor;
    this.#hub.world.archive.ask(unreadBy, { account: account.id }, (counts) => {
      if (client.gone || client.person !== account.person) return;
      const { waiting } = account;
      const same = waiting.total === total && waiting.caughtUps === caughtUps;
      // What waits is hidden, or was read elsewhere, so nobody will ask for it.
      if (same && counts?.every(({ peer }) => peer < 0)) this.caughtUp(account);
      // Even where unread messages cannot be counted now, the client needs the position at which `missed` goes on.
      const conversations = this.named(counts ?? []);
      client.connection.event(new HubEvent({ event: 'unread', place, conversations }));
    });
  }

  /** `counts` with current names, up to the number told at a time. */
  named(counts: readonly UnreadCount[]): UnreadConversation[] {
    const { accounts, rooms } = this.#hub;
    const conversations = counts.flatMap(({ peer, mentions, ...counted }) => {
      const name = peer < 0 ? rooms.book.get(-peer)?.name : accounts.get(peer)?.record.name;
      return name === undefined
        ? []
        : [{ with: name, ...counted, ...(mentions > 0 && { mentions }) }];
    });
    let bytes = 0;
    const tooMany = conversations.findIndex(({ with: name }, index) => {
      bytes += encodeText(name).length;
      return index === UNREAD_CONVERSATIONS_MAX || bytes > UNREAD_NAMES_BYTES_MAX;
    });
    return tooMany === -1 ? conversations : conversations.slice(0, tooMany);
  }

  /** `client` logged out of `account`: messages given to it may still be on their way. */
  left(client: Client, account: Account): void {
    if (saidHello(client.hearing) || client.given <= account.cursor) return;
    client.owed ??= new Map();
    client.owed.set(account, client.given);
  }

  /** Everything queued for `client` has been written. */
  written(client: Client): void {
    if (client.owed !== null) {
      for (const [account, upTo] of client.owed) this.#received(account, upTo);
      client.owed = null;
    }
    const account = client.person?.account ?? null;
    if (account === null || saidHello(client.hearing)) return;
    this.#received(account, client.given);
    client.catchUp?.written();
  }

  /** The plain clients of `account`, and others without a device, have received everything up to `upTo`. */
  #received(account: Account, upTo: number): void {
    if (upTo <= account.cursor) return;
    account.cursor = upTo;
    this.#hub.world.log.note({ kind: 'received', account: account.id, device: 0, upTo });
  }

  /** Someone is told of the message `id`. */
  told(id: number): void {
    if (id > this.#newest) this.#newest = id;
  }

  /** `client`, which said `hello`, has received everything up to `claimed`. */
  deviceReceived(client: Client, account: Account, claimed: number): void {
    const { device } = client;
    // A position beyond the newest message would hide future ones.
    const upTo = Math.min(claimed, this.#newest);
    if (device === null) this.#received(account, upTo);
    else if (upTo > device.cursor) {
      device.cursor = upTo;
      const { id } = device.record;
      this.#hub.world.log.note({ kind: 'received', account: account.id, device: id, upTo });
    }
    if (account.waiting.total === 0) return;
    if (account.newest !== null) {
      if (upTo >= account.newest) this.caughtUp(account);
    } else this.#askWhatWaits(account, upTo);
  }

  /** For when no message has come since the start, so that the newest is not known. */
  #askWhatWaits(account: Account, upTo: number): void {
    const { total, caughtUps } = account.waiting;
    const asked = { account: account.id, after: upTo, limit: 1 };
    this.#hub.world.archive.ask(missedBy, asked, (page) => {
      if (page?.messages.length !== 0 || account.newest !== null) return;
      const { waiting } = account;
      const same = waiting.total === total && waiting.caughtUps === caughtUps;
      if (same) this.caughtUp(account);
    });
  }

  /** Nothing waits for `account` any more. */
  caughtUp(account: Account): void {
    if (account.waiting.total === 0) return;
    account.waiting.clear();
    this.#hub.world.log.note({ kind: 'caught-up', account: account.id });
  }
}
