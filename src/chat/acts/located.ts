/** Finds the message that a command refers to, if the person who gives the command may see it. */
import { Reason } from '../../protocol/frames.ts';
import type { Hub } from '../hub.ts';
import type { Person } from '../people/client.ts';
import { Room } from '../rooms/room.ts';
import { messageWith } from '../stored/message.ts';

export interface Located {
  readonly id: number;
  /** Null: the author is gone. */
  readonly author: Person | null;
  readonly authorName: string;
  /** Null: a message between two people. */
  readonly room: Room | null;
  /** The two people of a conversation, the author first; null: a removed account, or a guest who has left. */
  readonly people: readonly (Person | null)[];
  /** The recipient's name; null: the account is gone. */
  readonly toName: string | null;
  /** Is it stored? */
  readonly kept: boolean;
  readonly deleted: boolean;
  /** Only the author can see it: the recipient has blocked them. */
  readonly hidden: boolean;
}

/** Finds the message `id`; Reason.notFound also where `person` may not see it. */
export function located(
  hub: Hub,
  person: Person,
  id: number,
  done: (found: Located | Reason) => void,
): void {
  const live = hub.rooms.live.get(id);
  if (live !== undefined) {
    const { author, to } = live;
    const { account } = author;
    // Messages of a removed account are being erased.
    if (account !== null && hub.accounts.get(account.id) !== account) return done(Reason.notFound);
    const room = to instanceof Room ? to : null;
    if (room !== null && (room.leaving || !hub.rooms.book.holds(room))) {
      return done(Reason.notFound);
    }
    const people =
      to instanceof Room ? [] : [author, to].map((one) => (hub.accounts.isThere(one) ? one : null));
    const found = {
      id,
      author,
      authorName: author.name,
      room,
      people,
      toName: to.name,
      kept: id > 0,
      deleted: false,
      hidden: false,
    };
    return done(sees(person, found) ? found : Reason.notFound);
  }
  // A guest can refer only to what was said since it came, and that is in the hub's memory.
  if (id <= 0 || person.account === null) return done(Reason.notFound);
  hub.world.archive.ask(messageWith, { id }, (answer) => {
    if (answer === null) return done(hub.unread);
    const { message } = answer;
    if (message === null) return done(Reason.notFound);
    const { from, to, guest, deleted, hidden } = message;
    const personOf = (account: number) => hub.accounts.get(account)?.person ?? null;
    const room = to < 0 ? (hub.rooms.book.get(-to) ?? null) : null;
    if (to < 0 && (room === null || room.leaving)) return done(Reason.notFound);
    const author = from === 0 ? null : personOf(from);
    if (from !== 0 && author === null) return done(Reason.notFound);
    const people = to < 0 ? [] : [author, personOf(to)];
    const found = {
      id,
      author,
      authorName: author?.name ?? guest ?? '',
      room,
      people,
      toName: room?.name ?? people[1]?.name ?? null,
      kept: true,
      deleted,
      hidden,
    };
    const visible = sees(person, found) && (!hidden || author === person);
    done(visible ? found : Reason.notFound);
  });
}

/**
 * The other person of the conversation that `found` is in, from the side of `person`; for a note, `person` itself.
 * Null: the other one is gone.
 */
export function otherOf({ people, author }: Located, person: Person): Person | null {
  const [from = null, to = null] = people;
  return author === person ? to : from;
}

/** Does the message belong to the conversation of exactly these two? */
export function isBetween({ room, people }: Located, one: Person, other: Person): boolean {
  const [from, to] = people;
  return room === null && ((from === one && to === other) || (from === other && to === one));
}

function sees(person: Person, { room, people, author }: Located): boolean {
  if (room === null) return people.includes(person);
  if (author !== null && author !== person && person.hasBlocked(author)) return false;
  return room.memberOf(person) !== null || person.isOperator;
}
