/** Mutes and unmutes people in a room. */

import type { RoomAct } from '../../protocol/events/room.ts';
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { muted } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import type { Actor } from '../people/client.ts';
import { FOREVER } from '../records.ts';
import type { Request } from '../request.ts';
import { guestHoldEnd, holdOf, scene, subject, untilWords } from './scene.ts';

export function setMute(hub: Hub, actor: Actor, request: Request<'mute' | 'unmute'>, said: number) {
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
    const said = on ? { data: holdOf(hub, told) } : Reason.none;
    make(hub, muted, { room, member, until, audit }, answer, said, () => {
      const what: RoomAct = on ? 'muted' : 'unmuted';
      hub.rooms.tellAct(room, what, by, actor, { name: person.name, until: told, why });
      return said;
    });
  });
}
