/**
 * The stored part of a hub's memory as plain data: equal hubs have equal descriptions.
 *
 * Left out is state that exists only in memory: clients and guests, with their effects on others; guests' rooms;
 * typing and away states; people put into a group, or invited, by somebody whom they have blocked; the recent counts of
 * slow mode, quotas and gates; the makers of rooms; and the next numbers, since those of failed changes are not reused.
 */
import assert from 'node:assert/strict';
import { Hub } from '../../../src/chat/hub.ts';
import type { Account, Person } from '../../../src/chat/people/client.ts';
import type { Member } from '../../../src/chat/rooms/member.ts';
import type { Room } from '../../../src/chat/rooms/room.ts';
import type { Change, Log, Outcome, Stored } from '../../../src/chat/storage.ts';

/** Checks that the idle `hub` equals one opened from `stored`. */
export function checkOpensAlike(hub: Hub, stored: Stored): void {
  const log = new RefusingLog();
  const opened = new Hub(hub.settings, { ...hub.world, stored, log });
  for (const change of log.refuseAll()) {
    assert.ok(followsFromTheEnd(hub, change), `not decided before: ${JSON.stringify(change)}`);
  }
  assert.deepEqual(hubState(hub), hubState(opened));
}

/**
 * Does `change` result from the loss of memory-only state? Guests are gone, and people whose membership only others saw
 * have left.
 */
function followsFromTheEnd({ rooms }: Hub, change: Change): boolean {
  const id = change.kind === 'member' ? change.member.room : 'room' in change ? change.room : null;
  const { members = new Map<Person, Member>() } = rooms.book.get(Number(id)) ?? {};
  if (change.kind === 'room-removed') return members.size > 0;
  return members.values().some(({ unseen, role }) => unseen && role === 'owner');
}

/** A log that stores nothing. */
class RefusingLog implements Log {
  readonly pendingBytes = 0;
  readonly #asked: { readonly change: Change; readonly done: (outcome: Outcome) => void }[] = [];

  append(change: Change, done: (outcome: Outcome) => void): void {
    this.#asked.push({ change, done });
  }

  note(): void {}

  grown(): void {}

  /** Fails all appended changes, and returns them. */
  refuseAll(): Change[] {
    const asked = this.#asked.splice(0);
    for (const { done } of asked) done({ kind: 'failed' });
    return asked.map(({ change }) => change);
  }
}

function hubState(hub: Hub) {
  const now = hub.world.now();
  const { accounts, rooms, texts } = hub;
  const lasting = [...rooms.book.all].filter(({ passing }) => !passing);
  return {
    accounts: Array.from(accounts, (account) => accountState(hub, account)).sort(byId),
    invitations: [...accounts.invitations].filter(([, one]) => one.expiresAt > now).sort(byKey),
    reserved: [...accounts.reserved].filter(([, until]) => until > now).sort(byKey),
    claimed: accounts.claims,
    rooms: lasting.map((room) => roomState(hub, room, now)).sort(byId),
    listed: Array.from(rooms.book.listedBehind('', ''))
      .filter(({ passing }) => !passing)
      .map(({ name }) => name),
    roomsClaimed: rooms.book.count - [...rooms.book.all].length,
    guestBytes: texts.guestBytes,
    textsUnderWay: texts.underWay,
  };
}

function accountState(hub: Hub, account: Account) {
  const { id, record, storedBytes, cursor, waiting, person, changing, leaving } = account;
  const { name, blocks, blockedBy } = person;
  const known = hub.rooms.book.of(person);
  return {
    id,
    record,
    name,
    isFound: hub.accounts.find(record.name) === account,
    storedBytes,
    cursor,
    waiting: [...waiting.bySender].sort(byKey),
    waitingTotal: waiting.total,
    devices: Array.from(account.devices.values(), (device) => ({
      ...device.record,
      cursor: device.cursor,
      leaving: device.leaving,
      isFound: hub.accounts.withToken(device.record.token) === account,
    })).sort(byId),
    blocks: idsOf([...(blocks ?? [])].filter((one) => typeof one !== 'string')),
    blockedBy: idsOf(blockedBy ?? []),
    rooms: roomIds(known.rooms),
    invitations: roomIds(known.invitations),
    underWay: [changing, leaving, account.devicesComing, known.roomsComing, known.groupsComing],
  };
}

function roomState(hub: Hub, room: Room, now: number) {
  const { record, key, bans, bansComing, invited, memory, coming, changing, leaving } = room;
  const members = [...room.members.values()].filter(
    ({ person, unseen }) => person.account !== null && !unseen,
  );
  return {
    id: record.id,
    record,
    key,
    isFound: hub.rooms.book.find(record.name) === room && hub.rooms.book.get(record.id) === room,
    members: members
      .map(({ person, role, voice, mutedUntil, leaving, muting, changing }) => ({
        id: person.account?.id ?? 0,
        role,
        voice,
        mutedUntil,
        underWay: [leaving, muting, changing],
      }))
      .sort(byId),
    bans: [...bans].filter(([, { until }]) => until > now).sort(byKey),
    invited: idsOf(invited),
    mutes: [...memory.mutes]
      .flatMap(([who, until]) =>
        typeof who === 'string' || until <= now ? [] : [[who.account?.id ?? 0, until] as const],
      )
      .sort(byKey),
    underWay: [changing, leaving, coming.size, bansComing.size],
  };
}

/** The ids of registered people. */
function idsOf(people: Iterable<Person>): number[] {
  return Array.from(people)
    .flatMap(({ account }) => account?.id ?? [])
    .sort((a, b) => a - b);
}

function roomIds(rooms: Iterable<Room>): number[] {
  return Array.from(rooms)
    .flatMap(({ passing, record }) => (passing ? [] : record.id))
    .sort((a, b) => a - b);
}

function byId(one: { readonly id: number }, other: { readonly id: number }): number {
  return one.id - other.id;
}

function byKey<Key extends string | number>(
  [one]: readonly [Key, unknown],
  [other]: readonly [Key, unknown],
): number {
  return one < other ? -1 : Number(one > other);
}
