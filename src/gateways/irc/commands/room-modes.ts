/** Modes without lists: the flags of a room, and voices (modern.ircdocs.horse, "MODE message"). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { changedFlags, roomFlags, type SomeRoomFlags } from '../../../protocol/room-flags.ts';
import { meant } from '../addressing.ts';
import { dataOf, memberOf } from '../entering.ts';
import { flagChange } from '../modes.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { IrcSession } from '../session.ts';
import { notIn, refuseAct } from './refusals.ts';

/** All flags of one MODE are set at once, and told in one line: those that were not so before. */
export function setFlags(
  session: IrcSession,
  reply: Reply,
  room: string,
  wanted: SomeRoomFlags,
): void {
  session.request(reply, 'who', { room, limit: 1 }, (answer) => {
    const data = dataOf<'who'>(answer);
    if (data === null) return refuseAct(session, reply, room, answer);
    const flags = changedFlags(roomFlags(data), wanted);
    const change = flagChange(flags);
    if (change === '') return;
    session.request(reply, 'set-room', { room, ...flags }, (set) => {
      if (reasonOf(set) !== Reason.none) return refuseAct(session, reply, data.room, set);
      reply.line(`:${session.self.source} MODE ${data.room} ${change}`);
    });
  });
}

export function giveVoice(
  session: IrcSession,
  reply: Reply,
  room: string,
  nick: string,
  on: boolean,
): void {
  meant(session, reply, nick, (whom) => {
    memberOf(session, reply, room, whom, (member) => {
      const name = member?.name ?? whom;
      if (member !== null && (member.voice === true) === on) return;
      session.request(reply, 'voice', { room, name, ...(!on && { off: true }) }, (answer) => {
        const reason = reasonOf(answer);
        if (reason === Reason.noSuchUser) return notIn(session, reply, room, nick);
        if (reason !== Reason.none) return refuseAct(session, reply, room, answer, nick);
        const person = session.network.people.listed(name);
        const view = session.network.rooms.get(room);
        const role = view?.roleOf(name) ?? null;
        if (role !== null) view?.add(person, role, on);
        reply.line(`:${session.self.source} MODE ${room} ${on ? '+' : '-'}v ${person.nick}`);
      });
    });
  });
}

/** Whether guests are let in is fixed when a room is made: asking for what is so already is fine. */
export function keepGuests(session: IrcSession, reply: Reply, room: string, on: boolean): void {
  session.request(reply, 'who', { room, limit: 1 }, (answer) => {
    const data = dataOf<'who'>(answer);
    if (data === null) return refuseAct(session, reply, room, answer);
    if (data.guests !== on) return;
    const rest = `${data.room} :+R is fixed when a room is made`;
    session.numeric(reply, Numeric.notOperator, rest);
  });
}
