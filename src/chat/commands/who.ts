/** Lists the members of a room. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { MEMBERS_TOGETHER_MAX, PAGE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { first } from '../ordered-map.ts';
import { stateOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';

/** The first `count` members after `after`. */
function membersOf({ members }: Room, after: string | null, count: number): Member[] {
  if (after !== null || members.size > MEMBERS_TOGETHER_MAX || members.size >= count) {
    return first(members.behind(after ?? ''), count);
  }
  const order = ({ person }: Member) => (person.clients.length > 0 ? 0 : 1);
  return [...members.values()].sort((a, b) => order(a) - order(b));
}

export const who: Handler<'who'> = {
  run(hub, actor, { given }) {
    const { room: name, after, limit = PAGE_MEMBERS_MAX } = given;
    const room = hub.rooms.seenBy(actor, name);
    if (room === undefined) return Reason.noSuchRoom;
    const { person } = actor;
    const rank = hub.rooms.rankOf(room, person);
    // Of a room that is not listed, outsiders may know that it exists, not who is in it.
    if (rank === null && !room.listed) return Reason.notMember;
    const found = membersOf(room, after ?? null, limit + 1);
    const people = found.slice(0, limit).map((member): ReplyData<'who'>['people'][number] => {
      const { person: one, role } = member;
      const voice = member.voice ? ({ voice: true } as const) : {};
      const guest = one.account === null ? ({ guest: true } as const) : {};
      const muted = hub.rooms.shownMute(room, member);
      return { name: one.name, role, ...voice, state: stateOf(one), ...guest, ...muted };
    });
    const more = found.length > limit;
    const madeAt = hub.world.dated(room.record.createdAt);
    return { data: { ...hub.rooms.describe(room, person), madeAt, people, more } };
  },
};
