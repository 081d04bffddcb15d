/** Changes a member's role in a room. */
import { Reason } from '../../protocol/frames.ts';
import { scene } from '../acts/scene.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { ranked } from '../changes/members.ts';
import type { Handler } from '../request.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';

export const role: Handler<'role'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'role');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const { name, role: wanted } = request.given;
    const member = room.shownMember(hub.find(name) ?? null);
    if (member === null) return Reason.noSuchUser;
    // Owners may demote themselves, though nobody of equal rank may.
    const other = member.person !== by && !hub.rooms.isAbove(room, by, member.role);
    if (other) return Reason.notPermitted;
    if (member.person.account === null && !room.passing) return Reason.accountNeeded;
    if (member.changing) return Reason.busy;
    if (member.role === wanted) return Reason.none;
    const isLast = member.role === 'owner' && !hasOtherOwner(room, member);
    // A guest's room goes to somebody else in it.
    if (isLast && !(room.passing && hub.rooms.succession.hasHeir(room, member))) {
      return Reason.notPermitted;
    }
    const whom = member.person.name;
    const audit = hub.rooms.auditOf(room, by, 'role', whom, wanted);
    return answering(hub, actor, true, (answer) => {
      const ranking = { room, member, role: wanted, voice: member.voice, audit };
      make(hub, ranked, ranking, answer, Reason.none, () => {
        hub.rooms.tellAct(room, 'role', by, actor, { name: whom, role: wanted });
        if (isLast) hub.rooms.succession.handOver(room, member);
        return Reason.none;
      });
    });
  },
};

function hasOtherOwner(room: Room, member: Member): boolean {
  for (const other of room.members.values()) {
    // An owner whose role is being changed, or who is leaving, does not count.
    if (other !== member && other.role === 'owner' && !other.changing && !other.leaving)
      return true;
  }
  return false;
}
