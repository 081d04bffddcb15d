/** Rooms: finding one, coming and going, what it is about, who is in it. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MEMBERS_MAX, PAGE_ROOMS_MAX } from '../../protocol/limits.ts';
import { nameKey } from '../../protocol/names.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { invited, roomChanged } from '../changes/rooms.ts';
import { mayStore } from '../conditions.ts';
import { roomEvent } from '../event.ts';
import type { Hub } from '../hub.ts';
import type { Member } from '../member.ts';
import { first } from '../ordered-map.ts';
import type { RoomRecord } from '../records.ts';
import type { Handler } from '../request.ts';
import type { Room } from '../room.ts';
import { roomsShown } from '../room-list.ts';
import type { Actor, Person } from '../session.ts';
import { withoutReserve } from '../shares.ts';
import { stateOf } from '../telling-presence.ts';

/** The person of `actor`, whom `loggedIn` has let through. */
export function personOf(actor: Actor): Person {
  if (actor.person === null) throw new Error('a command lacks its precondition');
  return actor.person;
}

export const rooms: Handler<'rooms'> = {
  run(hub, actor, { given }) {
    const { after: afterName = '', find = '', mine = false, limit = PAGE_ROOMS_MAX } = given;
    const after = hub.rooms.book.keyOf(afterName);
    const part = nameKey(find);
    const found: Room[] = [];
    for (const room of roomsShown(hub, actor, personOf(actor), after, part, mine)) {
      if (room.leaving) continue;
      found.push(room);
      if (found.length > limit) break;
    }
    const page = found.slice(0, limit).map((room) => hub.rooms.describe(room, actor.person));
    return { data: { rooms: page, more: found.length > limit } };
  },
};

export const join: Handler<'join'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const reply = () => ({ data: hub.rooms.describe(room, person) });
    if (room.memberOf(person) !== null) return reply();
    const reason = hub.rooms.closedTo(room, actor);
    if (reason !== Reason.none) return hub.rooms.refusal(room, actor, reason);
    return answering(hub, actor, true, (answer) => {
      hub.rooms.join(room, actor, answer, reply);
    });
  },
};

export const leave: Handler<'leave'> = {
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const member = room.memberOf(person);
    if (member === null) return Reason.notMember;
    if (member.changing) return Reason.busy;
    return answering(hub, actor, true, (answer) => hub.rooms.leave(room, member, actor, answer));
  },
};

export const topic: Handler<'topic'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { room: name, topic: text } = given;
    return changeRoom(hub, actor, name, 'topic', { topic: text }, null, (room, by) => {
      hub.rooms.tellAct(room, 'topic', by, actor, { topic: text });
    });
  },
};

/** Changes what the record of a room says, where the person of `actor` has the right to. */
export function changeRoom(
  hub: Hub,
  actor: Actor,
  name: string,
  right: 'topic' | 'slow',
  change: Partial<RoomRecord>,
  detail: string | null,
  changed: (room: Room, by: Person) => void,
) {
  const room = hub.rooms.seenBy(actor, name);
  if (room === undefined) return Reason.noSuchRoom;
  const person = personOf(actor);
  const reason = hub.rooms.denies(room, person, right);
  if (reason !== Reason.none) return reason;
  if (room.changing) return Reason.busy;
  const record = { ...room.record, ...change };
  const audit = detail === null ? null : hub.rooms.auditOf(room, person, right, null, detail);
  return answering(hub, actor, true, (answer) => {
    make(hub, roomChanged, { room, record, audit }, answer, (made) => {
      if (made) changed(room, person);
      return Reason.none;
    });
  });
}

/** Of rooms up to this size those who are logged in come first: all of it is one page. */
const TOGETHER_MAX = 50;

/** The first `count` members behind `after`. */
function membersOf({ members }: Room, after: string | null, count: number): Member[] {
  if (after !== null || members.size > TOGETHER_MAX || members.size >= count) {
    return first(members.behind(after ?? ''), count);
  }
  const order = ({ person }: Member) => (person.sessions.length > 0 ? 0 : 1);
  return [...members.values()].sort((a, b) => order(a) - order(b));
}

export const who: Handler<'who'> = {
  run(hub, actor, { given }) {
    const { room: name, after, limit = PAGE_MEMBERS_MAX } = given;
    const room = hub.rooms.seenBy(actor, name);
    if (room === undefined) return Reason.noSuchRoom;
    const { person } = actor;
    const rank = hub.rooms.rankOf(room, person);
    // Of a private room, who is only invited knows that it is there.
    if (rank === null && room.record.access !== 'public') return Reason.notMember;
    const found = membersOf(room, after ?? null, limit + 1);
    const people = found.slice(0, limit).map((member): ReplyData<'who'>['people'][number] => {
      const { person: one, role } = member;
      const guest = one.account === null ? ({ guest: true } as const) : {};
      const muted = hub.rooms.shownMute(room, member);
      return { name: one.name, role, state: stateOf(one), ...guest, ...muted };
    });
    const more = found.length > limit;
    return { data: { ...hub.rooms.describe(room, person), people, more } };
  },
};

/** Invitations to one room that nobody has followed yet. */
const INVITED_MAX = 1000;
/** To one that a guest made. */
const PASSING_INVITED_MAX = 100;

/** Those who look after the room have the last of them. */
function invitedMax(hub: Hub, room: Room, by: Person): number {
  const most = room.passing ? PASSING_INVITED_MAX : INVITED_MAX;
  const rank = hub.rooms.rankOf(room, by);
  return rank === 'member' ? withoutReserve(most, hub.settings.reserve) : most;
}

export const invite: Handler<'invite'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { name } = given;
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const reason = hub.rooms.denies(room, person, 'invite');
    if (reason !== Reason.none) return reason;
    const guest = hub.find(name);
    if (guest === undefined || guest.account?.leaving === true) return Reason.noSuchUser;
    if (guest.account === null && !room.record.guests) return Reason.accountNeeded;
    const unseen = guest.hasBlocked(person);
    const isMember = room.members.has(guest);
    // For the others somebody may be in it who does not know so: they are invited, and nobody can tell.
    if (isMember && (unseen || room.holds(guest))) return Reason.none;
    const most = invitedMax(hub, room, person);
    const isInvited = room.invited.has(guest) || room.invitedUnseen.has(guest);
    if (!isMember && !isInvited && room.invitations >= most) {
      hub.rooms.book.forgetGoneGuests(room);
      if (room.invitations >= most) return Reason.quotaReached;
    }
    return answering(hub, actor, true, (tell) => {
      if (isMember) tell(Reason.none);
      const answer = isMember ? () => {} : tell;
      make(hub, invited, { room, person: guest, unseen }, answer, (made) => {
        if (made === null || room.leaving) return Reason.noSuchUser;
        const event = roomEvent(room, 'invited', person, { name: guest.name });
        hub.rooms.tellPerson(guest, event, person, null);
        return Reason.none;
      });
    });
  },
};
