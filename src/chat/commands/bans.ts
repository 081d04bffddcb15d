/** Lists the bans of a room. */
import { nameKey } from '../../protocol/names.ts';
import { BANS_MAX, untilTold } from '../acts/keeping-out.ts';
import { holdOf, scene } from '../acts/scene.ts';
import { first } from '../ordered-map.ts';
import type { Handler } from '../request.ts';

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
