/** Putting people out of a room, and keeping them out. */
import { Reason } from '../../protocol/frames.ts';
import { nameKey } from '../../protocol/names.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { banned, unbanned } from '../changes/bans.ts';
import { follow, make } from '../changes/making.ts';
import { departed } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import type { Member } from '../member.ts';
import { first } from '../ordered-map.ts';
import { type BanRecord, FOREVER } from '../records.ts';
import type { Handler } from '../request.ts';
import type { Room } from '../room.ts';
import { isOperator } from '../rooms.ts';
import type { Actor, Person } from '../session.ts';
import { guestHoldEnd, holdOf, type Scene, scene, subject, untilOf, untilWords } from './scene.ts';

/** Those of one room. */
const BANS_MAX = 1000;
/** Of one that a guest made, of whom nobody knows who they are. */
const PASSING_BANS_MAX = 100;

export const kick: Handler<'kick'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'kick');
    if (typeof where === 'number') return where;
    const member = subject(hub, where, request.given.name);
    if (typeof member === 'number') return member;
    return putOut(hub, actor, where, member, 'kick', null, request.given.why ?? null);
  },
};

/** Puts `member` out of the room, and keeps it out where there is a `ban`. */
function putOut(
  hub: Hub,
  actor: Actor,
  { room, by }: Scene,
  member: Member,
  what: 'kick' | 'ban',
  ban: BanRecord | null,
  why: string | null,
): Answer | typeof LATER {
  const { person } = member;
  const audit = hub.rooms.auditOf(room, by, what, person.name, detailOf(hub, ban, why));
  return answering(hub, actor, true, (answer) => {
    make(hub, departed, { room, member, ban, audit }, answer, (made) => {
      const act = what === 'kick' ? 'kicked' : 'banned';
      if (made?.wasIn) tellPutOut(hub, { room, by }, actor, act, member, ban, why);
      hub.rooms.succession.decide(room);
      if (ban !== null) putOutGroup(hub, { room, by }, ban, why);
      return ban === null ? Reason.none : { data: holdOf(hub, untilTold(ban)) };
    });
  });
}

/** Those in the room hear of it, and so does `member`, who no longer is. */
function tellPutOut(
  hub: Hub,
  { room, by }: Scene,
  actor: Actor | null,
  act: 'kicked' | 'banned',
  member: Member,
  ban: BanRecord | null,
  why: string | null,
): void {
  const particulars = { name: member.person.name, until: untilTold(ban), why };
  const told = [member, ...room.members.values()];
  hub.rooms.tellAct(room, act, by, actor, particulars, told);
}

/** Guests of the address group that is kept out are not in the room either; who did it is told which they were. */
function putOutGroup(hub: Hub, { room, by }: Scene, ban: BanRecord, why: string | null): void {
  if (ban.address === null) return;
  for (const member of [...room.members.values()]) {
    if (member.leaving || member.person.guestGroup !== ban.address) continue;
    if (!hub.rooms.isAbove(room, by, member.role)) continue;
    follow(hub, departed, { room, member, ban: null, audit: null }, (made) => {
      if (made?.wasIn) tellPutOut(hub, { room, by }, null, 'banned', member, ban, why);
      hub.rooms.succession.decide(room);
    });
  }
}

/** Null: for good, or not at all. */
function untilTold(ban: BanRecord | null): number | null {
  return ban === null || ban.until === FOREVER ? null : ban.until;
}

function detailOf(hub: Hub, ban: BanRecord | null, why: string | null): string | null {
  const time = ban === null ? null : untilWords(hub, ban.until);
  return [time, why].filter((part) => part !== null).join(': ') || null;
}

export const ban: Handler<'ban'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'ban');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const { name, seconds, why = null } = request.given;
    const person = hub.find(name);
    if (person !== undefined && isOperator(person)) return Reason.notPermitted;
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
    // Somebody who is only just leaving has not left yet, and may not leave after all.
    const leaving = person === undefined ? undefined : room.members.get(person);
    if (leaving !== undefined && !hub.rooms.isAbove(room, by, leaving.role)) {
      return Reason.notPermitted;
    }
    const whom = record.name;
    const audit = hub.rooms.auditOf(room, by, 'ban', whom, detailOf(hub, record, why));
    return answering(hub, actor, true, (answer) => {
      make(hub, banned, { room, ban: record, audit }, answer, (made) => {
        if (made === null || room.leaving) return Reason.none;
        const until = untilTold(record);
        hub.rooms.tellAct(room, 'banned', by, actor, { name: record.name, until, why });
        expel(hub, room, person);
        putOutGroup(hub, where, record, why);
        return { data: holdOf(hub, until) };
      });
    });
  },
};

/** `person` was on the way in when the ban was said, and goes again. */
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
  // Whoever has just left comes back under another name.
  const address = person?.guestGroup ?? room.memory.groupOfGuest(name, hub.world.now());
  return { room: id, account: null, name, address, until: Math.min(until, guestHoldEnd(hub)) };
}

export const unban: Handler<'unban'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'ban');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const key = nameKey(request.given.name);
    const known = room.bans.get(key);
    if (known === undefined) return Reason.notFound;
    const audit = hub.rooms.auditOf(room, by, 'unban', known.name, null);
    return answering(hub, actor, true, (answer) => {
      make(hub, unbanned, { room, name: known.name, audit }, answer, (made) => {
        const isThere = made !== null && !room.leaving;
        if (isThere) hub.rooms.tellAct(room, 'unbanned', by, actor, { name: known.name });
        return Reason.none;
      });
    });
  },
};

export const bans: Handler<'bans'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'ban');
    if (typeof where === 'number') return where;
    const now = hub.world.now();
    const { after = '' } = request.given;
    where.room.forgetBans(now);
    const current = first(where.room.bans.behind(nameKey(after)), BANS_MAX);
    const told = current.map((ban) => ({ name: ban.name, ...holdOf(hub, untilTold(ban)) }));
    return { data: { bans: told, more: false } };
  },
};
