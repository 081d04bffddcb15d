/** Brings stored messages to the devices of those who are there, each in order and once. */
import { SENT, saidHello } from '../../protocol/events/capabilities.ts';
import type { EventJson } from '../../protocol/events/events.ts';
import { UNREAD_CONVERSATIONS_MAX } from '../../protocol/limits.ts';
import type { Receipt } from '../answer.ts';
import type { UnreadCount } from '../archive.ts';
import type { Account, Actor, Person, Session } from '../people/session.ts';
import type { RoomBook } from '../rooms/room-book.ts';
import type { HubCore } from '../world.ts';
import { CatchUp } from './catch-up.ts';
import { Event } from './event.ts';

/** What it needs of the hub. */
interface DeliveringHub extends HubCore {
  readonly rooms: { readonly book: RoomBook };
}

type UnreadConversation = EventJson<'unread'>['conversations'][number];

export class Delivery {
  readonly #hub: DeliveringHub;
  /** No message that anybody was told of has a larger id. */
  #newest: number;
  /** They could not read the archive. */
  #stalled = new Set<CatchUp>();

  constructor(hub: DeliveringHub) {
    this.#hub = hub;
    this.#newest = hub.world.stored.nextEntry - 1;
  }

  /** The message `stored` from `from` to `to`, both registered, is durable; `hidden`: `to` does not want to hear of it. */
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
      for (const session of to.sessions) {
        if (session.catchUp !== null) session.catchUp.more();
        else this.#give(session, from, to, text, stored);
      }
      if (to.account !== null) to.account.newest = stored.id;
    }
    // What one's other devices send is shown by those that can tell it from what was received.
    for (const session of from.sessions) {
      if ((session.hearing & SENT) !== 0 && session !== origin)
        this.#give(session, from, to, text, stored);
    }
  }

  #give(session: Session, from: Person, to: Person, text: Uint8Array, stored: Receipt): void {
    if (stored.id <= session.given) return;
    const taken = session.connection.message(from.named, to.named, text, 0, text.length, stored);
    if (!taken) return;
    session.given = stored.id;
    if (!saidHello(session.hearing)) session.connection.tellWhenWritten();
  }

  /** At once, before the answer, and only now: the archive does not count it among what was missed. */
  #deliverToOneself(to: Person, text: Uint8Array, stored: Receipt): void {
    for (const { connection } of to.sessions) {
      connection.message(to.named, to.named, text, 0, text.length, stored);
    }
  }

  /** A registered person has logged in at `session`: says what was missed, or gives it where that cannot be asked for. */
  welcome(session: Session, account: Account): void {
    if (saidHello(session.hearing)) return this.#tellUnread(session, account);
    session.catchUp = new CatchUp(this.#hub, this, session, account);
  }

  /** `catchUp` could not read the archive: it goes on when `tryAgain` says so, or with the next message. */
  stalled(catchUp: CatchUp): void {
    this.#stalled.add(catchUp);
  }

  /** A while has passed: perhaps the archive can be read again. */
  tryAgain(): void {
    if (this.#stalled.size === 0) return;
    const stalled = this.#stalled;
    this.#stalled = new Set();
    for (const catchUp of stalled) catchUp.again();
  }

  #tellUnread(session: Session, account: Account): void {
    const { total, caughtUps } = account.waiting;
    // As of now: from the login on it hears everything, and what others have received meanwhile it has not.
    const place = session.device?.cursor ?? account.cursor;
    this.#hub.world.archive.unread(account.id, (counts) => {
      if (session.gone || session.person !== account.person) return;
      const { waiting } = account;
      const same = waiting.total === total && waiting.caughtUps === caughtUps;
      // What waits is hidden, or was read elsewhere: nobody will ask for it.
      if (same && counts?.every(({ peer }) => peer < 0)) this.caughtUp(account);
      // Where they cannot be counted now, the client still has to know where `missed` goes on.
      const conversations = this.named(counts ?? []);
      session.connection.event(new Event({ event: 'unread', place, conversations }));
    });
  }

  /** `counts` with the names of now, as many as one is told at a time. */
  named(counts: readonly UnreadCount[]): UnreadConversation[] {
    const { accounts, rooms } = this.#hub;
    const conversations = counts.flatMap(({ peer, mentions, ...counted }) => {
      const name = peer < 0 ? rooms.book.get(-peer)?.name : accounts.get(peer)?.record.name;
      return name === undefined
        ? []
        : [{ with: name, ...counted, ...(mentions > 0 && { mentions }) }];
    });
    return conversations.slice(0, UNREAD_CONVERSATIONS_MAX);
  }

  /** `session` is no longer `account`: what it was given may still be on its way. */
  left(session: Session, account: Account): void {
    if (saidHello(session.hearing) || session.given <= account.cursor) return;
    session.owed ??= new Map();
    session.owed.set(account, session.given);
  }

  /** Everything that was said to `session` has left for the client. */
  written(session: Session): void {
    if (session.owed !== null) {
      for (const [account, upTo] of session.owed) this.#received(account, upTo);
      session.owed = null;
    }
    const account = session.person?.account ?? null;
    if (account === null || saidHello(session.hearing)) return;
    this.#received(account, session.given);
    session.catchUp?.written();
  }

  /** The plain clients of `account`, and others without a device, have received what was sent up to `upTo`. */
  #received(account: Account, upTo: number): void {
    if (upTo <= account.cursor) return;
    account.cursor = upTo;
    this.#hub.world.log.note({ kind: 'received', account: account.id, device: 0, upTo });
  }

  /** Somebody is told of the message `id`. */
  told(id: number): void {
    if (id > this.#newest) this.#newest = id;
  }

  /** `session`, which said `hello`, says that it has received what was sent up to `claimed`. */
  deviceReceived(session: Session, account: Account, claimed: number): void {
    const { device } = session;
    // Beyond what there is, it would hide what is yet to come.
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

  /** Since the start nothing has come that says which message is the newest. */
  #askWhatWaits(account: Account, upTo: number): void {
    const { total, caughtUps } = account.waiting;
    this.#hub.world.archive.missed(account.id, upTo, 1, (page) => {
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
