/** What moderators, owners and operators do: each of it is told in the room and written in the audit log. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { LATER, type Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { muted, ranked } from '../changes/members.ts';
import { roomEnded } from '../changes/rooms.ts';
import { type RoomAct, roomEvent } from '../event.ts';
import type { Hub } from '../hub.ts';
import type { Member } from '../member.ts';
import { type AuditEntry, FOREVER } from '../records.ts';
import type { Handler, Request } from '../request.ts';
import type { Room } from '../room.ts';
import type { Actor } from '../session.ts';
import { changeRoom } from './rooms.ts';
import { guestHoldEnd, holdOf, scene, subject, untilOf, untilWords } from './scene.ts';

export const mute: Handler<'mute'> = {
  run: (hub, actor, request) => setMute(hub, actor, request, untilOf(hub, request.given.seconds)),
};

export const unmute: Handler<'unmute'> = {
  run: (hub, actor, request) => setMute(hub, actor, request, 0),
};

function setMute(hub: Hub, actor: Actor, request: Request<'mute' | 'unmute'>, said: number) {
  const where = scene(hub, actor, request, 'mute');
  if (typeof where === 'number') return where;
  const { room, by } = where;
  const member = subject(hub, where, request.given.name);
  if (typeof member === 'number') return member;
  const { person } = member;
  const why = 'why' in request.given ? (request.given.why ?? null) : null;
  const on = said > 0;
  const until = person.account === null ? Math.min(said, guestHoldEnd(hub)) : said;
  const detail = on ? [untilWords(hub, until), why].filter(Boolean).join(': ') : null;
  const audit = hub.rooms.auditOf(room, by, on ? 'mute' : 'unmute', person.name, detail);
  const told = on && until !== FOREVER ? until : null;
  return answering(hub, actor, true, (answer) => {
    make(hub, muted, { room, member, until, audit }, answer, (made) => {
      const what: RoomAct = on ? 'muted' : 'unmuted';
      if (made) hub.rooms.tellAct(room, what, by, actor, { name: person.name, until: told, why });
      return on ? { data: holdOf(hub, told) } : Reason.none;
    });
  });
}

export const role: Handler<'role'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'role');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const { name, role: wanted } = request.given;
    const member = room.shownMember(hub.find(name) ?? null);
    if (member === null) return Reason.noSuchUser;
    // Owners give up being one themselves.
    const other = member.person !== by && !hub.rooms.isAbove(room, by, member.role);
    if (other) return Reason.notPermitted;
    if (member.person.account === null && !room.passing) return Reason.accountNeeded;
    if (member.changing) return Reason.busy;
    if (member.role === wanted) return Reason.none;
    if (member.role === 'owner' && !hasOtherOwner(room, member)) return Reason.notPermitted;
    const whom = member.person.name;
    const audit = hub.rooms.auditOf(room, by, 'role', whom, wanted);
    return answering(hub, actor, true, (answer) => {
      make(hub, ranked, { room, member, role: wanted, audit }, answer, (made) => {
        if (made) hub.rooms.tellAct(room, 'role', by, actor, { name: whom, role: wanted });
        return Reason.none;
      });
    });
  },
};

function hasOtherOwner(room: Room, member: Member): boolean {
  for (const other of room.members.values()) {
    // One that is no longer an owner in a moment is none.
    if (other !== member && other.role === 'owner' && !other.changing && !other.leaving)
      return true;
  }
  return false;
}

export const slow: Handler<'slow'> = {
  run(hub, actor, { given }) {
    const { room, seconds } = given;
    const detail = `${seconds} s`;
    return changeRoom(hub, actor, room, 'slow', { slow: seconds }, detail, (changed, by) => {
      hub.rooms.tellAct(changed, 'slow', by, actor, { seconds });
    });
  },
};

export const removeRoom: Handler<'remove-room'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'remove');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    if (room.changing) return Reason.busy;
    const audit = hub.rooms.auditOf(room, by, 'remove-room', null, null);
    return answering(hub, actor, true, (answer) => {
      make(hub, roomEnded, { room, audit }, answer, (members) => {
        if (members === null) return Reason.none;
        const deed = { by, actor, what: 'removed', room: room.name, whom: null, role: null };
        hub.world.observer.acted(deed);
        hub.rooms.tell(room, roomEvent(room, 'removed', by), by, actor, members);
        return Reason.none;
      });
    });
  },
};

export const audit: Handler<'audit'> = {
  run(hub, actor, { given }) {
    const { before = null, room: name, limit = 50 } = given;
    const room = name === undefined ? undefined : hub.rooms.book.find(name);
    if (name !== undefined && room === undefined) return Reason.noSuchRoom;
    const ticket = hub.later(actor, true);
    hub.world.archive.audit(before, room?.record.id ?? null, limit, (entries) => {
      if (entries === null) return hub.answer(actor, ticket, hub.unread);
      const reply: Reply<'audit'> = { data: { entries: entries.map(told) } };
      hub.answer(actor, ticket, reply);
    });
    return LATER;
  },
};

function told(entry: AuditEntry): ReplyData<'audit'>['entries'][number] {
  const { id, at, by, byName, roomName, what, whom, whomId, detail } = entry;
  return {
    id,
    at,
    by: byName,
    ...(by === 0 ? {} : { byAccount: by }),
    what,
    ...(roomName === '' ? {} : { room: roomName }),
    ...(whom === null ? {} : { whom }),
    ...(whomId === null ? {} : { whomAccount: whomId }),
    ...(detail === null ? {} : { detail }),
  };
}
