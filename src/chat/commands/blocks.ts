/** Lists the people one has blocked. */

import { BLOCKS_MAX } from '../acts/blocking.ts';
import { personOf } from '../conditions.ts';
import { first } from '../ordered-map.ts';
import type { Handler } from '../request.ts';

export const blocks: Handler<'blocks'> = {
  run(_hub, actor, { given }) {
    const behind = personOf(actor).blocks?.namesBehind(given.after ?? '') ?? [];
    return { data: { names: first(behind, BLOCKS_MAX), more: false } };
  },
};
