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
} as const;

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
  return { client: { who }, asked };
}

test('a member is found on any page, and asked for no further', async () => {
  const { client, asked } = crowd(350);
  assert.equal((await findMember(client, '#lunch', 'p120')).member?.name, 'p120');
  assert.deepEqual(asked, [undefined, 'p99']);
});

test('who is not there is not found, and the room is described', async () => {
  const { client } = crowd(3);
  const found = await findMember(client, '#lunch', 'nobody');
  assert.deepEqual(found, { room: { ...room, members: 3 }, member: null, isWhole: true });
});

test('a crowd is not looked through to its end', async () => {
  const { client, asked } = crowd(5000);
  const { member, isWhole } = await findMember(client, '#lunch', 'p4999');
  assert.deepEqual([member, isWhole], [null, false]);
  assert.equal(asked.length, 10);
});
