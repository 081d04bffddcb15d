/** Random changes of every kind that people can cause, for tests that compare their effects. */
import { FOREVER } from '../../../src/chat/records.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { block, deleted, edited, left, message, pin, reaction } from './stores.ts';

/** Where chance comes from: test/support/chat/random.ts. */
export interface Chance {
  below(limit: number): number;
  oneIn(times: number): boolean;
  pick<T>(all: readonly T[]): T;
}

export const WORDS = ['lunch', 'dinner', 'breakfast', 'supper'];

export interface Said {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** What may be changed: accounts 1 to `people`, rooms 1 to `rooms`, and what was said so far. */
export interface Grounds {
  readonly random: Chance;
  readonly people: number;
  readonly rooms: number;
  readonly said: readonly Said[];
}

/** Null: nothing, this time. */
export function randomChange({ random, people, rooms, said }: Grounds): Change | null {
  const who = 1 + random.below(people);
  const other = 1 + random.below(people);
  const place = 1 + random.below(rooms);
  const text = `${random.pick(WORDS)} ${random.pick(WORDS)}`;
  const mentions = random.oneIn(2) ? [other, who] : [];
  const some = said.length === 0 ? null : random.pick(said.slice(-20));
  const as = random.pick([null, null, 'action', 'notice'] as const);
  const key = random.oneIn(4) ? `key${random.below(20)}` : null;
  const answered = (to: number) => {
    const near = said.filter((one) => isIn(one, who, to)).at(-1);
    return random.oneIn(4) && near !== undefined ? near.id : null;
  };
  switch (random.below(17)) {
    case 0:
    case 1:
    case 2: {
      const more = { mentions: [...new Set(mentions)], reply: answered(-place), as };
      return message(who, -place, text, { key, more });
    }
    case 3: {
      const names = [...new Set(mentions)];
      const more = { guest: 'gus', mentions: names, reply: answered(-place), as };
      return message(0, -place, text, { more });
    }
    case 4:
    case 5: {
      // Nobody blocks oneself.
      const hidden = who !== other && random.oneIn(4);
      const waits = !hidden && random.oneIn(2);
      return message(who, other, text, {
        key,
        waits,
        more: { hidden, reply: answered(other), as },
      });
    }
    case 6:
    case 7:
      return randomMember(random, place, who);
    case 8:
      return left(place, who);
    case 9: {
      const peer = random.oneIn(2) ? -place : other;
      const at = random.oneIn(2) ? {} : { at: random.below(100_000) };
      return { kind: 'read', account: who, peer, upTo: some?.id ?? 0, ...at };
    }
    case 10:
      if (who === other) return null;
      if (random.oneIn(3)) return block(who, other, false);
      return { ...block(who, other), ...(random.oneIn(2) ? { uninvited: [place] } : {}) };
    case 11:
      return random.oneIn(3) ? { kind: 'room-invitation', room: place, account: who } : null;
  }
  if (random.oneIn(8)) return randomBan(random, place, who);
  if (random.oneIn(8)) {
    return { kind: 'room-mute', room: place, account: who, until: FOREVER };
  }
  if (random.oneIn(8)) return { kind: 'unban', room: place, name: 'gus', audit: null };
  return some === null ? null : ofMessage(random, some, who, text, mentions);
}

/** Was it said where `who` writes to `to`? */
function isIn(one: Said, who: number, to: number): boolean {
  if (to < 0 || one.to < 0) return one.to === to;
  return (one.from === who && one.to === to) || (one.from === to && one.to === who);
}

function randomMember(random: Chance, place: number, who: number): Change {
  const role = random.pick(['member', 'moderator', 'owner'] as const);
  const mutedUntil = random.oneIn(2) ? FOREVER : random.below(2);
  const voice = random.oneIn(3);
  const record = { room: place, account: who, role, voice, mutedUntil };
  return { kind: 'member', member: record, audit: null };
}

function randomBan(random: Chance, place: number, who: number): Change {
  const name = random.pick(['gus', `person${who}`]);
  const account = name === 'gus' ? null : who;
  const address = account === null ? '192.0.2.1' : null;
  const ban = { room: place, account, name, address, until: FOREVER };
  if (account === null) return { kind: 'ban', ban, audit: null };
  return { kind: 'member-removed', room: place, account, ban, audit: null };
}

function ofMessage(
  random: Chance,
  some: Said,
  who: number,
  text: string,
  mentions: readonly number[],
): Change | null {
  const { id, from, to } = some;
  switch (random.below(5)) {
    case 0:
      return randomEdit(random, some, text, mentions);
    case 1:
      return random.oneIn(2) ? deleted(id, who) : null;
    case 2:
    case 3:
      return {
        ...reaction(id, who, random.pick(['👍', '🎉']), !random.oneIn(3)),
        ...(to > 0 && from !== to && random.oneIn(3) ? { hidden: true } : {}),
      } as Change;
    default:
      return to > 0 ? null : pin(-to, id, !random.oneIn(3));
  }
}

function randomEdit(
  random: Chance,
  { id, from, to }: Said,
  text: string,
  mentions: readonly number[],
): Change {
  if (to < 0) return edited(id, from, text, [...new Set(mentions)]);
  const change = edited(id, from, text);
  return from !== to && random.oneIn(3) ? ({ ...change, hidden: true } as Change) : change;
}
