/** A message that is stored: to a registered person, or to a room that keeps its messages. */
import type { Manner } from '../../protocol/manner.ts';
import type { Account, Actor, Person } from '../people/client.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind, Entry } from './making.ts';
import type { TextMemory } from './memory.ts';

export interface DirectMessage {
  readonly actor: Actor;
  readonly sender: Account;
  readonly recipient: Account;
  readonly text: Uint8Array;
  readonly key: string | null;
  /** The message that it answers. */
  readonly reply: number | null;
  readonly as: Manner | null;
  /** The recipient has blocked the sender, who alone ever sees it. Decided when it is appended, like the next two. */
  hidden: boolean;
  /** Nobody is logged in as the recipient. */
  waits: boolean;
  /** How often the recipient had caught up. */
  caughtUps: number;
}

/** Returns its entry, or that of the message that it repeats. */
export const sentToPerson: ChangeKind<DirectMessage, Entry, TextMemory> = {
  admit: ({ texts }, { actor, sender, text }) => texts.reserve(actor, sender.person, text.length),
  reserve(memory, message) {
    const { actor, sender, waits } = message;
    const { waiting } = message.recipient;
    message.caughtUps = waiting.caughtUps;
    if (waits) waiting.add(sender.id, 1, memory.isStranger(sender.person) ? actor.share : null);
  },
  settle({ texts }, { actor, sender, recipient, text, waits, caughtUps }, _stored, isNew) {
    texts.settle(actor, sender.person, text.length, isNew);
    const { waiting } = recipient;
    // Otherwise it no longer counts.
    if (!isNew && waits && waiting.caughtUps === caughtUps) waiting.takeBack(sender.id, 1);
  },
  entry({ sender, recipient, key, waits, text, reply, as, hidden }) {
    const { id: from } = sender;
    const { id: to } = recipient;
    if (reply === null && as === null && !hidden) {
      return { kind: 'message', from, to, key, waits, text };
    }
    const more = { guest: null, reply, as, mentions: [], hidden };
    return { kind: 'message', from, to, key, waits, text, more };
  },
  apply: (_memory, _message, entry) => entry,
};

export interface RoomMessage {
  readonly actor: Actor;
  readonly person: Person;
  readonly room: Room;
  readonly member: Member;
  readonly text: Uint8Array;
  readonly key: string | null;
  readonly reply: number | null;
  readonly as: Manner | null;
  /** Ids of the accounts that it mentions. */
  readonly mentions: readonly number[];
  /** It is the last message of the member once more, which counts as said when it was said first. */
  readonly isAgain: boolean;
  /** When the member spoke last, and under which key: so again where this is not stored. */
  readonly spokeAt: number;
  readonly spokeKey: string | null;
}

/** Returns its entry, or that of the message that it repeats. */
export const sentToRoom: ChangeKind<RoomMessage, Entry, TextMemory> = {
  admit: ({ texts }, { actor, person, text }) => texts.reserve(actor, person, text.length),
  reserve({ world }, { room, member, key, isAgain }) {
    if (!isAgain) room.spoke(member, world.now());
    member.spokeKey = key;
  },
  settle({ texts }, message, stored, isNew) {
    const { actor, person, room, member, text } = message;
    texts.settle(actor, person, text.length, isNew);
    if (stored) return;
    room.spoke(member, message.spokeAt);
    member.spokeKey = message.spokeKey;
  },
  entry({ person, room, key, text, reply, as, mentions }) {
    const { account } = person;
    const from = account?.id ?? 0;
    const to = room.peer;
    if (account !== null && reply === null && as === null && mentions.length === 0) {
      return { kind: 'message', from, to, key, waits: false, text };
    }
    const guest = account === null ? person.name : null;
    const more = { guest, reply, as, mentions, hidden: false };
    return { kind: 'message', from, to, key, waits: false, text, more };
  },
  apply(memory, { actor, person, room }, entry) {
    // Guests cannot read the archive, so this lets them reply and react.
    if (entry.kind === 'durable' && room.record.guests) {
      memory.rooms.live.remember(entry.id, person, room, actor.share);
    }
    return entry;
  },
};
