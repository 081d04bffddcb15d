/**
 * A client's first questions: its conversations, its rooms, and whether it is an operator. Through the client library
 * and the line gateway, against the real server.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type ChatClient,
  type ClientOptions,
  CommandRefused,
  type ConnectionStatus,
  connect,
} from '../src/client/node.ts';
import { done, logIn, OwnedData, PASSWORD } from './support/owner.ts';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

function open(port: number, options: ClientOptions = {}): Promise<ChatClient> {
  return connect(`chinwag://127.0.0.1:${port}`, { messages: 'ignore', ...options });
}

async function registered(name = newName()): Promise<ChatClient & { readonly name: string }> {
  const client = await open(server.port);
  await client.register(name, PASSWORD);
  return client as ChatClient & { readonly name: string };
}

function refusedWith(reason: number): (error: unknown) => boolean {
  return (error) => error instanceof CommandRefused && error.reason === reason;
}

async function namesOf(client: ChatClient): Promise<string[]> {
  const { conversations, more } = await client.conversations();
  assert.equal(more, false);
  return conversations.map((one) => one.with);
}

describe('conversations', () => {
  test('are with whom one has written, the newest first, and page by page', async () => {
    await using ann = await registered();
    const names: string[] = [];
    // More than a page, of names as long as they may be, and longer in JSON.
    for (let i = 0; i < 95; i++) {
      const name = `${String(i).padStart(3, '0')}"${'字'.repeat(16)}`;
      await using one = await registered(name);
      await one.send(ann.name, 'hi');
      names.unshift(name);
    }
    const note = await ann.send(ann.name, 'a note');
    const first = await ann.conversations();
    assert.equal(first.more, true);
    assert.deepEqual(
      first.conversations.map((one) => one.with),
      [ann.name, ...names.slice(0, 89)],
    );
    const [mine] = first.conversations;
    assert.equal(mine?.newest, note);
    assert.equal(mine?.at, (await ann.history(ann.name)).messages[0]?.at);
    const last = first.conversations.at(-1)?.newest ?? 0;
    const second = await ann.conversations({ beneath: last });
    assert.deepEqual(
      [second.conversations.map((one) => one.with), second.more],
      [names.slice(89), false],
    );
    const few = await ann.conversations({ beneath: last, limit: 2 });
    assert.deepEqual([few.conversations, few.more], [second.conversations.slice(0, 2), true]);
  });

  test('go by the names of now, without those who are gone', async () => {
    await using ann = await registered();
    await using ben = await registered();
    await using carol = await registered();
    for (const other of [ben, carol]) await ann.send(other.name, 'hi');
    const called = newName();
    await ben.rename(called);
    assert.deepEqual(await namesOf(ann), [carol.name, called]);
    await carol.unregister(PASSWORD);
    assert.deepEqual(await namesOf(ann), [called]);
  });

  test('tell nobody who has blocked them, nor what somebody is spared', async () => {
    await using ann = await registered();
    await using ben = await registered();
    await using carol = await registered();
    const before = await ann.send(ben.name, 'hi');
    for (const other of [ben, carol]) await ann.block(other.name);
    const hidden = await ben.send(ann.name, 'unseen');
    await carol.send(ann.name, 'unseen');
    const newest = async (client: ChatClient) =>
      (await client.conversations()).conversations.map((one) => [one.with, one.newest]);
    assert.deepEqual(await newest(ann), [[ben.name, before]]);
    assert.deepEqual(await newest(ben), [[ann.name, hidden]]);
    assert.deepEqual(await namesOf(carol), [ann.name]);
  });

  test('are for registered people', async () => {
    await using guest = await open(server.port);
    await assert.rejects(guest.conversations(), refusedWith(3));
    await guest.login(newName());
    await assert.rejects(guest.conversations(), refusedWith(17));
  });

  test('are shown on lines', async () => {
    await using ann = await registered();
    await using ben = await registered();
    const client = await logIn(server.port, ann.name);
    using _ = client;
    client.say('conversations');
    assert.equal(await client.next(), 'Success');
    await ann.send(ben.name, 'hi');
    client.say('conversations');
    assert.match(
      await client.next(),
      new RegExp(`^${ben.name} \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ$`),
    );
    assert.equal(await client.next(), 'Success');
  });
});

test('`rooms` with `mine` are those that one is in', async () => {
  await using ann = await registered();
  await using ben = await registered();
  const [open, closed, other] = ['#open', '#closed', '#other'];
  for (const room of [open, other]) await ben.create(room);
  await ben.create(closed, { access: 'private' });
  await ben.invite(closed, ann.name);
  const { room: group } = await ben.group([ann.name]);
  await ann.join(open);
  const mine = async () => (await ann.rooms({ mine: true })).rooms.map(({ room }) => room);
  assert.deepEqual(await mine(), [open, group]);
  await ann.join(closed);
  assert.deepEqual(await mine(), [closed, open, group]);
  const page = await ann.rooms({ mine: true, limit: 1 });
  assert.deepEqual([page.rooms.map(({ room }) => room), page.more], [[closed], true]);
  await ann.leave(closed);
  assert.deepEqual(await mine(), [open, group]);
});

test('`notices` turns off, and on again, what plain clients are told', async () => {
  await using ann = await registered();
  await using ben = await registered();
  using plain = await logIn(server.port, ann.name);
  const react = async () => {
    const message = await ann.send(ben.name, 'hi');
    await ben.react(Number(message), '👍');
  };
  await ann.notices(false);
  await react();
  // It comes in order: nothing came before.
  await done(plain, 'notices on');
  await react();
  assert.match(await plain.next(), new RegExp(`^${ben.name}: \\* .* reacted 👍`));
  await ann.notices(false);
  await react();
  await ben.send(ann.name, 'bye');
  assert.equal(await plain.next(), `${ben.name}: bye`);
});

test('a client knows whether it is registered, and an operator, also when it has come back by itself', async () => {
  using data = new OwnedData();
  await using owned = await data.serve();
  using relay = await Relay.to(owned.port);
  const statuses: ConnectionStatus[] = [];
  await using client = await open(relay.port, { onStatus: (status) => statuses.push(status) });
  const known = () => [client.name, client.registered, client.operator];
  assert.deepEqual(known(), [null, false, false]);
  await client.login('ann');
  assert.deepEqual(known(), ['ann', false, false]);
  await client.register('ann', PASSWORD, { device: 'laptop' });
  assert.deepEqual(known(), ['ann', true, false]);
  await data.output(['account', 'operator', 'ann', 'on']);
  const became = async (kind: string) => {
    await until(
      () => statuses.some((status) => status.kind === kind),
      () => `${kind} among ${JSON.stringify(statuses)}`,
    );
    statuses.length = 0;
  };
  relay.cut();
  await became('restored');
  assert.deepEqual(known(), ['ann', true, true]);
  assert.deepEqual(await client.audit({ limit: 1 }), []);
  await client.rename('anna');
  assert.deepEqual(known(), ['anna', true, true]);
  relay.closed = true;
  relay.cut();
  await became('lost');
  assert.deepEqual(known(), [null, false, false]);
  relay.closed = false;
  await became('restored');
  assert.deepEqual(known(), ['anna', true, true]);
  await client.logout();
  assert.deepEqual(known(), [null, false, false]);
  await client.login('anna', { password: PASSWORD });
  assert.deepEqual(known(), ['anna', true, true]);
  await client.unregister(PASSWORD);
  assert.deepEqual(known(), [null, false, false]);
});
