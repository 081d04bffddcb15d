/** Who is here, who is typing, and whom one does not want to hear of. */
import { Reason } from '../../protocol/frames.ts';
import { isRoomName } from '../../protocol/names.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { recordChanged } from '../changes/accounts.ts';
import { blockSet } from '../changes/block.ts';
import { make } from '../changes/making.ts';
import { mayStore } from '../conditions.ts';
import { Event } from '../event.ts';
import type { Hub } from '../hub.ts';
import { first } from '../ordered-map.ts';
import type { Handler } from '../request.ts';
import type { Room } from '../room.ts';
import type { Actor, Person } from '../session.ts';
import { tellOne } from '../telling.ts';
import { PRESENCE_MEMBERS_MAX, stateOf } from '../telling-presence.ts';
import { personOf } from './rooms.ts';

/** Nobody is told of it who would have to be told at a cost. */
export const typing: Handler<'typing'> = {
  run(hub, actor, { given }) {
    const { to: name } = given;
    const person = personOf(actor);
    if (isRoomName(name)) {
      const room = hub.rooms.seenBy(actor, name);
      if (room === undefined) return Reason.noSuchRoom;
      const member = room.memberOf(person);
      if (member === null) return Reason.notMember;
      if (room.isMuted(member, hub.world.now())) return Reason.muted;
      if (room.members.size <= PRESENCE_MEMBERS_MAX) {
        const event = new Event({ event: 'typing', from: person.name, to: room.name });
        hub.rooms.tell(room, event, person, actor);
      }
      return Reason.none;
    }
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other !== person) {
      const event = new Event({ event: 'typing', from: person.name, to: other.name });
      hub.rooms.tellPerson(other, event, person, actor);
    }
    return Reason.none;
  },
};

export const away: Handler<'away'> = {
  run(hub, actor, { given }) {
    const person = personOf(actor);
    person.awayText = given.text;
    hub.rooms.tellPresence(person);
    return Reason.none;
  },
};

export const presence: Handler<'presence'> = {
  run(hub, actor, { given }) {
    const asker = personOf(actor);
    const people = given.names.map((name) => {
      const person = hub.find(name);
      if (person === undefined) return { name, state: 'offline' as const };
      const known = { name: person.name, state: stateOf(person) };
      // What somebody says who is blocked is not heard in this way either.
      const text = asker.hasBlocked(person) ? null : person.awayText;
      return text === null ? known : { ...known, text };
    });
    return { data: { people } };
  },
};

/** Of one person. */
const BLOCKS_MAX = 1000;
/** Of a guest. */
const GUEST_BLOCKS_MAX = 100;

export const block: Handler<'block'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { name } = given;
    const person = personOf(actor);
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other === person) return Reason.notPermitted;
    const most = person.account === null ? GUEST_BLOCKS_MAX : BLOCKS_MAX;
    if ((person.blocks?.size ?? 0) >= most) return Reason.quotaReached;
    return setBlock(hub, actor, person, other.account === null ? other.name : other, true);
  },
};

export const unblock: Handler<'unblock'> = {
  run(hub, actor, { given }) {
    const { name } = given;
    const person = personOf(actor);
    const other = hub.find(name);
    const blocked = other === undefined || other.account === null ? name : other;
    if (person.blocks?.has(blocked) !== true) return Reason.notFound;
    return setBlock(hub, actor, person, blocked, false);
  },
};

function setBlock(
  hub: Hub,
  actor: Actor,
  person: Person,
  blocked: Person | string,
  on: boolean,
): Answer | typeof LATER {
  const other = typeof blocked === 'string' ? hub.find(blocked) : blocked;
  const withdrawn = on && other !== undefined ? invitationsBy(hub, other, person) : [];
  return answering(hub, actor, true, (answer) => {
    make(hub, blockSet, { person, blocked, on, withdrawn }, answer, () => {
      const name = typeof blocked === 'string' ? blocked : blocked.name;
      tellOne(person, new Event({ event: 'blocked', name, on }), actor);
      return Reason.none;
    });
  });
}

/** Private rooms that `other` may have asked `person` into: it would go on seeing their topics. */
function invitationsBy(hub: Hub, other: Person, person: Person): Room[] {
  return [...hub.rooms.book.of(person).invitations].filter(
    // Guests ask nobody into a room that is stored.
    (room) => room.memberOf(other) !== null && (other.account !== null || room.passing),
  );
}

export const blocks: Handler<'blocks'> = {
  run(_hub, actor, { given }) {
    const behind = personOf(actor).blocks?.namesBehind(given.after ?? '') ?? [];
    return { data: { names: first(behind, BLOCKS_MAX), more: false } };
  },
};

export const notices: Handler<'notices'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { on } = given;
    const person = personOf(actor);
    const { account } = person;
    if (account === null) {
      person.guestNotices = on;
      return Reason.none;
    }
    if (account.record.notices === on) return Reason.none;
    if (account.changing || account.leaving) return Reason.busy;
    const record = { ...account.record, notices: on };
    return answering(hub, actor, true, (answer) => {
      make(hub, recordChanged, { account, record }, answer, () => Reason.none);
    });
  },
};
