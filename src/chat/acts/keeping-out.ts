/** Kicks and bans: putting people out of a room, and keeping them out. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { follow, make } from '../changes/making.ts';
import { departed } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import type { Actor } from '../people/client.ts';
import { type BanRecord, FOREVER } from '../records.ts';
import type { Member } from '../rooms/member.ts';
import { holdOf, type Scene, untilWords } from './scene.ts';

/** Per room. */
export const BANS_MAX = 1000;

/** Puts `member` out of the room, and keeps that person out where there is a `ban`. */
export function putOut(
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
    const told = ban === null ? Reason.none : { data: holdOf(hub, untilTold(ban)) };
    make(hub, departed, { room, member, ban, audit }, answer, told, ({ wasIn }) => {
      const act = what === 'kick' ? 'kicked' : 'banned';
      if (wasIn) tellPutOut(hub, { room, by }, actor, act, member, ban, why);
      hub.rooms.succession.decide(room);
      if (ban !== null) putOutGroup(hub, { room, by }, ban, why);
      return told;
    });
  });
}

/** Tells those in the room, and `member`, who no longer is. */
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

/** Puts out guests of the banned address group too; `actor` is told which. */
export function putOutGroup(
  hub: Hub,
  { room, by }: Scene,
  ban: BanRecord,
  why: string | null,
): void {
  if (ban.address === null) return;
  for (const member of [...room.members.values()]) {
    if (member.leaving || member.person.guestGroup !== ban.address) continue;
    if (!hub.rooms.outranks(room, by, member.role)) continue;
    follow(hub, departed, { room, member, ban: null, audit: null }, (made) => {
      if (made?.wasIn) tellPutOut(hub, { room, by }, null, 'banned', member, ban, why);
      hub.rooms.succession.decide(room);
    });
  }
}

/** Null: for good, or no ban. */
export function untilTold(ban: BanRecord | null): number | null {
  return ban === null || ban.until === FOREVER ? null : ban.until;
}

export function detailOf(hub: Hub, ban: BanRecord | null, why: string | null): string | null {
  const time = ban === null ? null : untilWords(hub, ban.until);
  return [time, why].filter((part) => part !== null).join(': ') || null;
}
