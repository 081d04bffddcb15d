/** Bans a person from a room. */
import { Reason } from '../../protocol/frames.ts';
import { nameKey } from '../../protocol/names.ts';
import { BANS_MAX, detailOf, putOut, putOutGroup, untilTold } from '../acts/keeping-out.ts';
import { guestHoldEnd, holdOf, scene, subject, untilOf } from '../acts/scene.ts';
import { answering } from '../answering.ts';
import { banned } from '../changes/bans.ts';
import { follow, make } from '../changes/making.ts';
import { departed } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import type { Person } from '../people/client.ts';
import type { BanRecord } from '../records.ts';
import type { Handler } from '../request.ts';
import type { Room } from '../rooms/room.ts';

/** Per room that a guest made, since its bans are not tied to an account. */
const PASSING_BANS_MAX = 100;

export const ban: Handler<'ban'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'ban');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const { name, seconds, why = null } = request.given;
    const person = hub.find(name);
    if (person?.isOperator === true) return Reason.notPermitted;
    room.forgetBans(hub.world.now());
    if (
      !room.bans.has(nameKey(name)) &&
      room.bansSaid >= (room.passing ? PASSING_BANS_MAX : BANS_MAX)
    ) {
      return Reason.quotaReached;
    }
    const record = banOf(hub, room, person, name, untilOf(hub, seconds));
    if (room.shownMember(person ?? null) !== null) {
      const member = subject(hub, where, request.given.name);
      if (typeof member === 'number') return member;
      return putOut(hub, actor, where, member, 'ban', record, why);
    }
    // A departure under way may fail, so the ban needs the same rank as against a member.
    const leaving = person === undefined ? undefined : room.members.get(person);
    if (leaving !== undefined && !hub.rooms.isAbove(room, by, leaving.role)) {
      return Reason.notPermitted;
    }
    const whom = record.name;
    const audit = hub.rooms.auditOf(room, by, 'ban', whom, detailOf(hub, record, why));
    return answering(hub, actor, true, (answer) => {
      make(hub, banned, { room, ban: record, audit }, answer, Reason.none, () => {
        if (room.leaving) return Reason.none;
        const until = untilTold(record);
        hub.rooms.tellAct(room, 'banned', by, actor, { name: record.name, until, why });
        expel(hub, room, person);
        putOutGroup(hub, where, record, why);
        return { data: holdOf(hub, until) };
      });
    });
  },
};

/** Puts `person` out again, who was on the way in when the ban was given. */
function expel(hub: Hub, room: Room, person: Person | undefined): void {
  const member = room.memberOf(person ?? null);
  if (member === null) return;
  follow(hub, departed, { room, member, ban: null, audit: null }, () => {
    hub.rooms.succession.decide(room);
  });
}

function banOf(
  hub: Hub,
  room: Room,
  person: Person | undefined,
  name: string,
  until: number,
): BanRecord {
  const account = person?.account ?? null;
  const { id } = room.record;
  if (account !== null) {
    return { room: id, account: account.id, name: account.record.name, address: null, until };
  }
  // A guest who has just left may come back under another name.
  const address = person?.guestGroup ?? room.memory.groupOfGuest(name, hub.world.now());
  return { room: id, account: null, name, address, until: Math.min(until, guestHoldEnd(hub)) };
}
