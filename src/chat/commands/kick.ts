/** Puts a member out of a room. */
import { putOut } from '../acts/keeping-out.ts';
import { scene, subject } from '../acts/scene.ts';
import type { Handler } from '../request.ts';

export const kick: Handler<'kick'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'kick');
    if (typeof where === 'number') return where;
    const member = subject(hub, where, request.given.name);
    if (typeof member === 'number') return member;
    return putOut(hub, actor, where, member, 'kick', null, request.given.why ?? null);
  },
};
