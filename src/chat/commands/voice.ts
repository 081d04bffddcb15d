/** Gives a member of a room a voice, or takes it. */
import { Reason } from '../../protocol/frames.ts';
import { scene } from '../acts/scene.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { ranked } from '../changes/members.ts';
import type { Handler } from '../request.ts';

export const voice: Handler<'voice'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'voice');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const { name, off = false } = request.given;
    // Of any rank: who has one already speaks with and without it.
    const member = room.shownMember(hub.find(name) ?? null);
    if (member === null) return Reason.noSuchUser;
    if (member.changing) return Reason.busy;
    if (member.voice !== off) return Reason.none;
    const whom = member.person.name;
    const audit = hub.rooms.auditOf(room, by, 'voice', whom, off ? 'off' : null);
    return answering(hub, actor, true, (answer) => {
      const ranking = { room, member, role: member.role, voice: !off, audit };
      make(hub, ranked, ranking, answer, Reason.none, () => {
        hub.rooms.tellAct(room, off ? 'unvoiced' : 'voiced', by, actor, { name: whom });
        return Reason.none;
      });
    });
  },
};
