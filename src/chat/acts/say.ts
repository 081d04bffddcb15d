/** A message to a room: told to all members, and stored first where the room is kept. */
import { decodeText } from '../../protocol/bytes.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Manner } from '../../protocol/manner.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { isRoomName } from '../../protocol/names.ts';
import { type Answer, LATER, type Receipt, type Refusal, refusedUntil } from '../answer.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { type RoomMessage, sentToRoom } from '../changes/message.ts';
import { HubEvent, roomEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import type { Request } from '../request.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import { located } from './located.ts';

const AT_SIGN = 0x40;

const NOBODY: readonly number[] = [];

interface Said {
  readonly text: Uint8Array;
  readonly key: string | null;
  readonly reply: number | null;
  readonly as: Manner | null;
}

export function sayInRoom(
  hub: Hub,
  actor: Actor,
  request: Request<'sendto'>,
): Answer | typeof LATER {
  const room = hub.rooms.seenBy(actor, request.given.to);
  if (room === undefined) return Reason.noSuchRoom;
  const { bytes, start, end, given } = request;
  const person = actor.person as Person;
  const isMember = room.memberOf(person) !== null;
  const isOutside = !isMember && !room.record.membersOnly;
  // A caller without a connection cannot enter by writing.
  const mayEnter = actor.present || isOutside;
  if (!isMember && (!mayEnter || room.byInvitation)) return Reason.notMember;
  if (!isMember) {
    const reason = isOutside ? hub.rooms.keptOutOf(room, person) : hub.rooms.closedTo(room, actor);
    if (reason !== Reason.none) return hub.rooms.refusal(room, actor, reason);
  }
  const said = {
    text: bytes.slice(start, end),
    key: given.key ?? null,
    reply: given.reply ?? null,
    as: given.as ?? null,
  };
  const alone = !isMember || said.reply !== null;
  return answering(hub, actor, alone, (answer) => {
    const go = () => answerTo(hub, actor, person, room, said, answer);
    if (isMember || isOutside) go();
    else {
      hub.rooms.join(room, actor, answer, () => {
        // The answer does not name the room that was entered.
        if (actor.present && room.record.kept) {
          actor.connection.event(roomEvent(room, 'kept', person));
        }
        go();
        return LATER;
      });
    }
  });
}

/** Looks up the message that this one answers, if any, before going on. */
export function answerTo(
  hub: Hub,
  actor: Actor,
  person: Person,
  room: Room,
  said: Said,
  answer: (answer: Answer) => void,
): void {
  const { reply } = said;
  if (reply === null) return say(hub, actor, person, room, said, answer);
  located(hub, person, reply, (found) => {
    if (typeof found === 'number') return answer(found);
    if (found.room !== room || found.deleted) return answer(Reason.notFound);
    say(hub, actor, person, room, said, answer);
  });
}

/** Why `member` may not speak now, and for how long; or Reason.none. Slow mode applies to messages only. */
export function silenced(
  hub: Hub,
  room: Room,
  member: Member,
  isMessage: boolean,
): Reason | Refusal {
  const now = hub.world.now();
  if (room.isMuted(member, now)) return refusedUntil(Reason.muted, room.mutedUntil(member), now);
  if (room.hushes(member)) return Reason.moderated;
  const { slow } = room.record;
  const from = room.spokeAt(member) + slow * 1000;
  if (!isMessage || slow === 0 || now >= from) return Reason.none;
  return hub.rooms.denies(room, member.person, 'hurry') === Reason.none
    ? Reason.none
    : refusedUntil(Reason.tooFast, from, now);
}

function say(
  hub: Hub,
  actor: Actor,
  person: Person,
  room: Room,
  { text, key, reply, as }: Said,
  answer: (answer: Answer) => void,
): void {
  const member = room.memberOf(person) ?? hub.rooms.outsider(room, person);
  if (member === null || room.leaving) return answer(Reason.notMember);
  const { account } = person;
  // Guests have no id that would tell their keys apart.
  const own = account === null || !room.record.kept ? null : key;
  // A repeated message is not stored again, so it is not too fast.
  const isAgain = own !== null && own === member.spokeKey;
  const silence = silenced(hub, room, member, !isAgain);
  if (silence !== Reason.none) return answer(silence);
  if (!room.record.kept) {
    room.spoke(member, hub.world.now());
    const stored = hub.rooms.live.add(person, room, actor.share, hub.world.date());
    tellMessage(hub, actor, person, room, { text, reply, as }, stored);
    return answer(stored);
  }
  if (account?.leaving === true) return answer(Reason.accountNeeded);
  const message: RoomMessage = {
    actor,
    person,
    room,
    member,
    text,
    key: own,
    reply,
    as,
    mentions: mentionedIn(hub, room, text),
    isAgain,
    spokeAt: member.spokeAt,
    spokeKey: member.spokeKey,
  };
  make(hub, sentToRoom, message, answer, Reason.notStored, ({ kind, id, at }) => {
    const receipt = { id, at };
    if (kind === 'durable') {
      tellMessage(hub, actor, person, room, { text, reply, as }, receipt);
    }
    return receipt;
  });
}

function tellMessage(
  hub: Hub,
  actor: Actor,
  person: Person,
  room: Room,
  { text, reply, as }: Omit<Said, 'key'>,
  stored: Receipt,
): void {
  const { id, at } = stored;
  const event = new HubEvent(
    {
      event: 'message',
      from: person.name,
      to: room.name,
      id,
      at,
      ...(person.account === null && { guest: true }),
      ...(reply !== null && { reply }),
      ...(as !== null && { as }),
    },
    text,
  );
  hub.rooms.tell(room, event, person, actor);
}

/** The ids of the accounts in `room` that `text` mentions. */
export function mentionedIn(hub: Hub, room: Room, text: Uint8Array): readonly number[] {
  // Most texts mention nobody.
  if (!text.includes(AT_SIGN)) return NOBODY;
  const mentioned = new Set<number>();
  for (const name of mentionsOf(decodeText(text, 0, text.length) ?? '')) {
    if (isRoomName(name)) continue;
    const account = hub.accountOf(name);
    if (account !== undefined && room.holds(account.person)) mentioned.add(account.id);
  }
  return [...mentioned];
}
