/** Blocked people's messages, and a room's memory of people who have left, at a real server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { OwnedData } from './support/owner.ts';
import { pageLines } from './support/page-lines.ts';
import { comeBack, newName, register } from './support/people.ts';

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

test('by invitations, groups and reactions they neither get through nor notice, at each gateway', async () => {
  using data = new OwnedData();
  await using server = await data.serve();
  using alice = await register(server.port);
  using bob = await register(server.port, WEB_SOCKET);
  using carol = await register(server.port);
  using line = await LineClient.connect(server.port);
  const plain = newName();
  line.say(`register ${plain} hunter2hunter2`);
  assert.equal(await line.next(), 'Success');
  const room = '#lunch';
  await carol.client.ask('create', { room });
  for (const { client } of [alice, bob]) await client.ask('join', { room });
  const { message = 0 } = await alice.client.ask('sendto', { to: room }, 'at one');
  await bob.client.ask('create', { room: '#hide', access: 'private', topic: 'psst' });
  await alice.client.ask('block', { name: bob.name });
  await alice.client.ask('block', { name: plain });
  await Promise.all([alice, bob, carol].map(({ client }) => client.settled()));
  const { client } = bob;
  const names = [alice.name, carol.name];
  const group = await client.ask('group', { names });
  assert.deepEqual([group.result, group.members], ['ok', 3]);
  const done = [
    await client.ask('invite', { room: '#hide', name: alice.name }),
    await client.ask('react', { message, emoji: '👍' }),
    await client.ask('sendto', { to: group.room ?? '' }, `@${alice.name}!`),
  ];
  assert.deepEqual(
    done.map(({ result }) => result),
    ['ok', 'ok', 'ok'],
  );
  const who = await client.ask('who', { room: group.room ?? '' });
  assert.deepEqual(who.people?.map(({ name }) => name).sort(), [...names, bob.name].sort());
  line.say(`group ${alice.name} ${carol.name}`);
  assert.match(await line.next(), /: 3 members/);
  assert.equal(await line.next(), 'Success');
  assert.deepEqual(await alice.client.settled(), []);
  const { rooms } = await alice.client.ask('rooms', {});
  assert.deepEqual(
    rooms?.map((one) => one.room),
    [room],
  );
  for (const hidden of ['#hide', group.room ?? '']) {
    assert.equal((await alice.client.ask('join', { room: hidden })).reason, 21);
  }
  const { messages } = await alice.client.ask('history', { with: room });
  assert.deepEqual(messages?.at(-1)?.reactions, undefined);
  assert.deepEqual((await alice.client.ask('reactions', { message })).reactions, []);
  const { messages: theirs } = await carol.client.ask('history', { with: room });
  assert.equal(theirs?.at(-1)?.reactions?.length, 1);
});
