/** What reaches people who have blocked somebody, and what a room remembers of somebody who left, at a real server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageLines } from './support/extended-client.ts';
import { OwnedData } from './support/owner.ts';
import { comeBack, register } from './support/people.ts';

test('an edit of an old message, and a reaction, by somebody who is blocked since do not reach the other one', async () => {
  using data = new OwnedData();
  await using server = await data.serve();
  using alice = await register(server.port);
  using bob = await register(server.port);
  const said = await bob.client.ask('sendto', { to: alice.name }, 'lunch?');
  const answer = await alice.client.ask('sendto', { to: bob.name }, 'at one');
  const [message = 0, other = 0] = [said.message, answer.message];
  await alice.client.ask('block', { name: bob.name });
  await Promise.all([alice.client.settled(), bob.client.settled()]);
  const done = [
    await bob.client.ask('edit', { message }, 'dinner?'),
    await bob.client.ask('react', { message: other, emoji: '👍' }),
  ];
  assert.deepEqual(
    done.map(({ result }) => result),
    ['ok', 'ok'],
  );
  assert.deepEqual(await alice.client.settled(), []);
  const page = async ({ client }: typeof alice, peer: string) => {
    const reply = await client.ask('history', { with: peer });
    const notes = reply.messages?.map(({ edited, reactions }) => [edited !== undefined, reactions]);
    return [pageLines(reply), notes];
  };
  const mine = [{ emoji: '👍', count: 1, mine: true }];
  assert.deepEqual(await page(bob, alice.name), [
    [`${bob.name}: dinner?`, `${alice.name}: at one`],
    [
      [true, undefined],
      [false, mine],
    ],
  ]);
  assert.deepEqual(await page(alice, bob.name), [
    [`${bob.name}: lunch?`, `${alice.name}: at one`],
    [
      [false, undefined],
      [false, undefined],
    ],
  ]);
  const edits = async ({ client }: typeof alice) => (await client.ask('edits', { message })).text;
  assert.deepEqual([await edits(bob), await edits(alice)], ['lunch?dinner?', 'lunch?']);
  const whose = async ({ client }: typeof alice) =>
    (await client.ask('reactions', { message: other })).reactions;
  assert.deepEqual([(await whose(bob))?.length, await whose(alice)], [1, []]);
});

test('whoever left a room while they were muted still is when they come back after a restart', async () => {
  using data = new OwnedData();
  const room = '#lunch';
  const people = [];
  {
    await using server = await data.serve();
    using alice = await register(server.port);
    using bob = await register(server.port);
    await alice.client.ask('create', { room });
    await bob.client.ask('join', { room });
    await alice.client.ask('mute', { room, name: bob.name, seconds: 3600 });
    assert.equal((await bob.client.ask('leave', { room })).result, 'ok');
    people.push(bob);
  }
  await using server = await data.serve();
  for (const person of people) {
    using bob = await comeBack(server.port, person);
    assert.equal((await bob.client.ask('join', { room })).result, 'ok');
    assert.equal((await bob.client.ask('sendto', { to: room }, 'hi')).reason, 24);
  }
});
