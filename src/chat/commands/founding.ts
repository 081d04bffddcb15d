/** Making a room: one with a name, or a group of some people. */
import { Reason } from '../../protocol/frames.ts';
import { roomNameAllowed } from '../../protocol/names.ts';
import { allHaveWritten } from '../acquaintance.ts';
import { type Answer, pacedBy } from '../answer.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { founded } from '../changes/rooms.ts';
import { accountOf, mayStore } from '../conditions.ts';
import { roomEvent } from '../event.ts';
import type { Hub } from '../hub.ts';
import { Member } from '../member.ts';
import type { RoomRecord } from '../records.ts';
import type { Handler } from '../request.ts';
import { Room } from '../room.ts';
import type { Account, Actor, Person } from '../session.ts';
import { personOf } from './rooms.ts';

export const create: Handler<'create'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { room: name, access = 'public', guests = true, topic = '' } = given;
    const person = personOf(actor);
    const { account } = person;
    const kept = given.kept ?? account !== null;
    if (!roomNameAllowed(name)) return Reason.nameNotAllowed;
    if (account?.leaving === true || (account === null && kept)) return Reason.accountNeeded;
    // Whoever may make none must not learn which names are taken.
    const full = hub.rooms.quotas.toMake(actor, person, false);
    if (full !== Reason.none) return full;
    const asker = account === null ? `connection ${actor.id}` : `account ${account.id}`;
    const { roomNames } = hub.world;
    const pace = pacedBy(roomNames.waitMs(asker, actor.address));
    if (pace !== Reason.none) return pace;
    const taken = hub.rooms.book.has(name);
    roomNames.tried(asker, actor.address, taken);
    if (taken) return Reason.nameInUse;
    const passing = account === null;
    const id = passing ? 0 : hub.rooms.book.nextId();
    const createdAt = hub.world.now();
    const record: RoomRecord = { id, name, topic, access, guests, kept, slow: 0, createdAt };
    return answering(hub, actor, true, (answer) => {
      found(hub, actor, record, [person], passing, answer);
    });
  },
};

export const group: Handler<'group'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { person } = account;
    const others = new Set<Account>();
    for (const name of given.names) {
      const other = hub.accountOf(name);
      if (other === undefined) return Reason.noSuchUser;
      if (other !== account) others.add(other);
    }
    const full = noRoomFor(hub, actor, account, others);
    if (full !== Reason.none) return full;
    const { quotas } = hub.rooms;
    const wary = [...others].filter((one) => quotas.asksForAcquaintance(one.person, person));
    return answering(hub, actor, true, (answer) => {
      allHaveWritten(hub, wary, account, (all) => {
        if (all !== true) return answer(all === null ? hub.unread : Reason.quotaReached);
        // Reading that took a while.
        const reason = noRoomFor(hub, actor, account, others);
        if (reason !== Reason.none) return answer(reason);
        const people = [person, ...Array.from(others, (one) => one.person)];
        found(hub, actor, groupRecord(hub), people, false, answer);
      });
    });
  },
};

/** Why `account` may not make a group with `others`, by `actor`, now, or Reason.none. */
function noRoomFor(hub: Hub, actor: Actor, account: Account, others: ReadonlySet<Account>): Reason {
  if (actor.person !== account.person || account.leaving) return Reason.accountNeeded;
  const { quotas } = hub.rooms;
  const full = quotas.toMake(actor, account.person, true);
  if (full !== Reason.none) return full;
  for (const one of others) {
    if (hub.accounts.get(one.id) !== one || one.leaving) return Reason.noSuchUser;
    const many = quotas.toBePutIn(one.person, account.person);
    if (many !== Reason.none) return many;
  }
  return Reason.none;
}

function groupRecord(hub: Hub): RoomRecord {
  const id = hub.rooms.book.nextId();
  const name = hub.rooms.book.nameOfGroup(id);
  const shape = { topic: '', access: 'private', guests: false, kept: true, slow: 0 } as const;
  return { id, name, ...shape, createdAt: hub.world.now() };
}

/**
 * Makes the room `record`; the first of `people` is its owner. Whoever of them has blocked the owner is in it for the
 * others alone: neither is it told, nor can the owner tell.
 */
function found(
  hub: Hub,
  actor: Actor,
  record: RoomRecord,
  people: readonly Person[],
  passing: boolean,
  answer: (answer: Answer) => void,
): void {
  const room = new Room(record, passing);
  const [owner] = people as [Person];
  const members = people.map((person) => {
    const member = new Member(person, person === owner ? 'owner' : 'member');
    member.unseen = person.hasBlocked(owner);
    return member;
  });
  make(hub, founded, { room, members: members as [Member, ...Member[]], actor }, answer, (made) => {
    for (const { person } of made ?? []) {
      // They are in it, and did not ask to be.
      const event = roomEvent(room, 'joined', person, { addedBy: owner.name });
      if (person !== owner) hub.rooms.tellPerson(person, event, owner, null);
    }
    return { data: hub.rooms.describe(room, owner) };
  });
}
