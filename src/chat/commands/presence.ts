/** Who is here, who is typing, and whom one does not want to hear of. */
import { Reason } from '../../protocol/frames.ts';
import { isRoomName } from '../../protocol/names.ts';
import { answering } from '../answering.ts';
import { loggedIn, mayStore } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import { first } from '../ordered-map.ts';
import type { Answer, Command, LATER } from '../request.ts';
import { PRESENCE_MEMBERS_MAX } from '../rooms.ts';
import type { Person, Session } from '../session.ts';
import { personOf } from './rooms.ts';

/** Nobody is told of it who would have to be told at a cost. */
export const typing: Command = {
  preconditions: [loggedIn],
  run(hub, session, { name }) {
    const person = personOf(session);
    const news = { kind: 'typing', from: person.name, to: name } as const;
    if (isRoomName(name)) {
      const room = hub.rooms.seenBy(session, name);
      if (room === undefined) return Reason.noSuchRoom;
      const member = room.memberOf(person);
      if (member === null) return Reason.notMember;
      if (room.isMuted(member, hub.world.now())) return Reason.muted;
      if (room.members.size <= PRESENCE_MEMBERS_MAX) {
        hub.rooms.tell(room, { ...news, to: room.name }, person, session);
      }
      return Reason.none;
    }
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other !== person) {
      hub.rooms.tellPerson(other, { ...news, to: other.name }, person, session);
    }
    return Reason.none;
  },
};

export const away: Command = {
  preconditions: [loggedIn],
  run(hub, session, { options }) {
    const person = personOf(session);
    person.awayText = options.text ?? null;
    hub.rooms.tellPresence(person);
    return Reason.none;
  },
};

export const presence: Command = {
  preconditions: [loggedIn],
  run(hub, session, { options }) {
    const asker = personOf(session);
    const people = (options.names ?? []).map((name) => {
      const person = hub.find(name);
      if (person === undefined) return { name, state: 'offline' as const, text: null };
      // What somebody says who is blocked is not heard in this way either.
      const text = asker.hasBlocked(person) ? null : person.awayText;
      return { name: person.name, state: hub.rooms.stateOf(person), text };
    });
    return { kind: 'presence', people };
  },
};

/** Of one person. */
const BLOCKS_MAX = 1000;
/** Of a guest. */
const GUEST_BLOCKS_MAX = 100;

export const block: Command = {
  preconditions: [loggedIn, mayStore],
  run(hub, session, { name }) {
    const person = personOf(session);
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other === person) return Reason.notPermitted;
    const most = person.account === null ? GUEST_BLOCKS_MAX : BLOCKS_MAX;
    if ((person.blocks?.size ?? 0) >= most) return Reason.quotaReached;
    return setBlock(hub, session, person, other.account === null ? other.name : other, true);
  },
};

export const unblock: Command = {
  preconditions: [loggedIn],
  run(hub, session, { name }) {
    const person = personOf(session);
    const other = hub.find(name);
    const blocked = other === undefined || other.account === null ? name : other;
    if (person.blocks?.has(blocked) !== true) return Reason.notFound;
    return setBlock(hub, session, person, blocked, false);
  },
};

function setBlock(
  hub: Hub,
  session: Session,
  person: Person,
  blocked: Person | string,
  on: boolean,
): Answer | typeof LATER {
  const of = typeof blocked === 'string' ? null : blocked.account;
  // A guest's name is somebody else's before long: that is not kept.
  const change =
    person.account === null || of === null
      ? null
      : ({ kind: 'block', account: person.account.id, blocked: of.id, on } as const);
  return answering(hub, session, true, (answer) => {
    hub.rooms.store(change, (stored) => {
      if (!stored) return answer(Reason.notStored);
      person.block(blocked, on);
      if (on)
        withdrawInvitations(hub, person, typeof blocked === 'string' ? hub.find(blocked) : blocked);
      const name = typeof blocked === 'string' ? blocked : blocked.name;
      for (const other of person.sessions) {
        if (other !== session && other.hello) {
          other.connection.event({ kind: 'blocked', name, on });
        }
      }
      answer(Reason.none);
    });
  });
}

/** Private rooms that `other` may have asked `person` into are none that it may join: it would go on seeing their topics. */
function withdrawInvitations(hub: Hub, person: Person, other: Person | undefined): void {
  for (const room of [...(person.invitations ?? [])]) {
    if (other === undefined || room.memberOf(other) === null) continue;
    room.invited.delete(person);
    // It counts all the same.
    room.invitedUnseen.add(person);
    const { account } = person;
    if (account === null || room.passing) continue;
    const { id } = room.record;
    hub.rooms.store({ kind: 'room-uninvited', room: id, account: account.id }, () => {});
  }
}

export const blocks: Command = {
  preconditions: [loggedIn],
  run(_hub, session, { options }) {
    const behind = personOf(session).blocks?.namesBehind(options.afterName ?? '') ?? [];
    return { kind: 'names', names: first(behind, BLOCKS_MAX) };
  },
};

export const notices: Command = {
  preconditions: [loggedIn, mayStore],
  run(hub, session, { options }) {
    const { on = true } = options;
    const person = personOf(session);
    const { account } = person;
    if (account === null) {
      person.guestNotices = on;
      return Reason.none;
    }
    if (account.record.notices === on) return Reason.none;
    if (account.changing || account.leaving) return Reason.busy;
    const record = { ...account.record, notices: on };
    account.changing = true;
    const change = {
      kind: 'account',
      account: record,
      invitation: null,
      reservation: null,
    } as const;
    return hub.append(session, change, (outcome) => {
      account.changing = false;
      if (outcome === null) return Reason.notStored;
      account.record = record;
      return Reason.none;
    });
  },
};
