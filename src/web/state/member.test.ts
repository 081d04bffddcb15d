/** One member of a room, found in its pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomMember } from '../../client/browser.ts';
import { findMember } from './member.ts';

const room = {
  room: '#lunch',
  topic: '',
  access: 'public',
  guests: true,
  kept: true,
  slow: 0,
  role: 'member',
  muted: null,
} as const;

const SOMEBODY = { operator: false };

/** A room of `count` people, and how often it was asked who they are. */
function crowd(count: number) {
  const people = Array.from({ length: count }, (_, at): RoomMember => {
    return { name: `p${at}`, role: 'member', state: 'here', guest: false, muted: null };
  });
  const asked: (string | undefined)[] = [];
  const who = async (
    _: string,
    { limit = 100, after }: { limit?: number; after?: string } = {},
  ) => {
    asked.push(after);
    const from = people.findIndex(({ name }) => name === after) + 1;
    const page = people.slice(from, from + limit);
    return { ...room, members: count, people: page, more: from + limit < count };
  };
  const bans = async () => [{ name: 'Mallory', until: null }];
  return { client: { who, bans }, asked };
}

test('a member is found on any page, and asked for no further', async () => {
  const { client, asked } = crowd(350);
  assert.equal((await findMember(client, SOMEBODY, '#lunch', 'p120')).member?.name, 'p120');
  assert.deepEqual(asked, [undefined, 'p99']);
});

test('who is not there is not found, and the room is described', async () => {
  const { client } = crowd(3);
  const found = await findMember(client, SOMEBODY, '#lunch', 'nobody');
  const nothing = { member: null, isWhole: true, ban: null };
  assert.deepEqual(found, { room: { ...room, members: 3 }, ...nothing });
});

test('a crowd is not looked through to its end', async () => {
  const { client, asked } = crowd(5000);
  const { member, isWhole } = await findMember(client, SOMEBODY, '#lunch', 'p4999');
  assert.deepEqual([member, isWhole], [null, false]);
  assert.equal(asked.length, 10);
});

test('who is kept out is found by whoever may know it', async () => {
  const { client } = crowd(3);
  const banned = async (operator: boolean, name: string) =>
    (await findMember(client, { operator }, '#lunch', name)).ban;
  assert.deepEqual(await banned(true, 'mallory'), { name: 'Mallory', until: null });
  assert.equal(await banned(true, 'p1'), null);
  assert.equal(await banned(false, 'mallory'), null);
});
