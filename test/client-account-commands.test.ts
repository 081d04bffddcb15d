/** The client library's methods for registered people, each against the real server (docs/CLIENT.md). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  type ChatClient,
  type ClientEvent,
  type ClientOptions,
  CommandMalformed,
  CommandRefused,
  type ConnectionStatus,
  connect,
  type Message,
} from '../src/client/node.ts';
import { encodeResponse } from '../src/protocol/server-frames.ts';
import { FakeServer } from './support/fake-server.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

const OTHER_PASSWORD = 'battery staple';

const schemes = ['chinwag://127.0.0.1:PORT', 'ws://127.0.0.1:PORT/ws'];

function connectTo(
  { port }: ServerProcess,
  options: ClientOptions = {},
  [scheme = ''] = schemes,
): Promise<ChatClient> {
  return connect(scheme.replace('PORT', String(port)), options);
}

async function next(client: ChatClient): Promise<Message> {
  const { value } = await client[Symbol.asyncIterator]().next();
  assert.ok(value !== undefined, 'there are no more messages');
  return value;
}

function refusedWith(reason: number): (error: unknown) => boolean {
  return (error) => error instanceof CommandRefused && error.reason === reason;
}

/** Somebody new, on a device that the server remembers. */
async function registered(
  server: ServerProcess,
  name: string,
  options: ClientOptions = {},
  way = schemes,
): Promise<ChatClient> {
  const client = await connectTo(server, options, way);
  await client.register(name, PASSWORD, { device: 'first' });
  return client;
}

describe('a registered person', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(() => server[Symbol.asyncDispose]());

  for (const scheme of schemes) {
    test(`reads what came meanwhile, once, on each device, over ${scheme}`, async () => {
      const [ann, ben] = [newName(), newName()];
      await using annsClient = await registered(server, ann, {}, [scheme]);
      const first = await registered(server, ben, {}, [scheme]);
      const { token } = first;
      assert.match(String(token), /^cwt_/);
      first.close();

      const ids = [await annsClient.send(ben, 'one'), await annsClient.send(ben, 'two')];
      assert.ok(ids.every((id) => typeof id === 'number'));

      await using second = await connectTo(server, {}, [scheme]);
      await assert.rejects(second.login(ben), refusedWith(6));
      await assert.rejects(second.login(ben, { password: OTHER_PASSWORD }), refusedWith(7));
      assert.equal(second.name, null);
      await second.login(ben, { password: PASSWORD, device: 'second' });
      await using again = await connectTo(server, {}, [scheme]);
      await again.login(ben, { token: String(token) });
      assert.equal(again.token, token);
      for (const device of [second, again]) {
        const messages = [await next(device), await next(device)];
        assert.deepEqual(
          messages.map(({ id, from, to, text }) => ({ id, from, to, text })),
          [
            { id: ids[0], from: ann, to: ben, text: 'one' },
            { id: ids[1], from: ann, to: ben, text: 'two' },
          ],
        );
        assert.ok(messages.every(({ at }) => typeof at === 'number'));
      }

      const id = await second.send(ann, 'fine');
      const own = await next(again);
      assert.deepEqual([own.id, own.from, own.to, own.text], [id, ben, ann, 'fine']);
      assert.equal((await next(annsClient)).text, 'fine');
    });
  }

  test('finds what was said, page by page, and what was not read, on every device', async () => {
    const [ann, ben] = [newName(), newName()];
    const events: ClientEvent[] = [];
    await using annsClient = await registered(server, ann);
    await using bens = await registered(server, ben, { onEvent: (what) => events.push(what) });
    await using other = await connectTo(server);
    // Without a device, what it has received would count as read.
    await other.login(ben, { password: PASSWORD, device: 'other' });
    const ids: number[] = [];
    for (let i = 0; i < 7; i++) ids.push(Number(await annsClient.send(ben, `apple ${i}`)));
    const newest = ids[6] as number;

    const page = await bens.history(ann, { limit: 3 });
    assert.deepEqual(
      page.messages.map(({ text }) => text),
      ['apple 4', 'apple 5', 'apple 6'],
    );
    assert.equal(page.more, true);
    const older = await bens.history(ann, { before: ids[4] as number });
    assert.deepEqual(
      older.messages.map(({ id }) => id),
      ids.slice(0, 4),
    );
    assert.equal(older.more, false);
    const newer = await bens.history(ann, { after: ids[4] as number });
    assert.deepEqual(
      newer.messages.map(({ id }) => id),
      ids.slice(5),
    );

    assert.deepEqual(await bens.unread(), [{ with: ann, count: 7, mentions: 0, newest }]);
    await other.markRead(ann, newest);
    assert.deepEqual(await bens.unread(), []);
    await until(
      () => events.some((what) => what.kind === 'read'),
      () => `to be told of what was read elsewhere: ${JSON.stringify(events)}`,
    );
    assert.deepEqual(
      events.find((what) => what.kind === 'read'),
      { kind: 'read', with: ann, upTo: newest, at: null },
    );

    // The index follows.
    let found = await bens.search(`apple from:${ann}`, { limit: 4 });
    while (found.messages[0]?.id !== newest) {
      found = await bens.search(`apple from:${ann}`, { limit: 4 });
    }
    assert.equal(found.more, true);
    const last = found.messages.at(-1);
    const rest = await bens.search('apple', { beneath: last?.id ?? 0 });
    assert.deepEqual(
      [...found.messages, ...rest.messages].map(({ id }) => id),
      ids.toReversed(),
    );
    await assert.rejects(bens.search('"open'), refusedWith(20));
  });

  test('changes the password and the name, and goes', async () => {
    const [ann, anna] = [newName(), newName()];
    const events: ClientEvent[] = [];
    await using client = await registered(server, ann, { onEvent: (what) => events.push(what) });
    await assert.rejects(client.changePassword(OTHER_PASSWORD, PASSWORD), refusedWith(7));
    await client.changePassword(PASSWORD, OTHER_PASSWORD);
    await using other = await connectTo(server);
    await assert.rejects(other.login(ann, { password: PASSWORD }), refusedWith(7));
    await other.login(ann, { password: OTHER_PASSWORD });
    await other.rename(anna);
    assert.equal(other.name, anna);
    await until(
      () => client.name === anna,
      () => `the other device to hear of the name: ${JSON.stringify(events)}`,
    );
    await client.unregister(OTHER_PASSWORD);
    assert.deepEqual([client.name, client.token], [null, null]);
    await assert.rejects(client.login(anna, { password: OTHER_PASSWORD }), CommandRefused);
  });

  test('sees the devices and revokes one, which does not come back', async () => {
    const name = newName();
    const events: ClientEvent[] = [];
    const statuses: ConnectionStatus[] = [];
    await using lost = await registered(server, name, {
      onEvent: (what) => events.push(what),
      onStatus: (status) => statuses.push(status),
    });
    const { token } = lost;
    await using client = await connectTo(server);
    await client.login(name, { password: PASSWORD, device: 'kept' });
    const sessions = await client.sessions();
    assert.deepEqual(
      sessions.map(({ label, online, here }) => ({ label, online, here })),
      [
        { label: 'first', online: true, here: false },
        { label: 'kept', online: true, here: true },
      ],
    );
    await client.revoke(sessions[0]?.id ?? 0);
    await until(
      () => statuses.some(({ kind }) => kind === 'reconnected'),
      () => `the revoked device to have a connection again: ${JSON.stringify(statuses)}`,
    );
    assert.deepEqual([lost.name, events.at(-1)?.kind], [null, 'closing']);
    await assert.rejects(lost.login(name, { token: String(token) }), refusedWith(7));
    await assert.rejects(client.revoke(sessions[0]?.id ?? 0), refusedWith(18));
  });

  test('and a guest write to each other live: such a message is kept nowhere', async () => {
    const [ann, guest] = [newName(), newName()];
    await using client = await registered(server, ann);
    await using guests = await connectTo(server);
    await guests.login(guest);
    assert.deepEqual([guests.name, guests.token], [guest, null]);
    const isKept = (id: number | null): boolean => id !== null && id >= 0;
    assert.equal(isKept(await guests.send(ann, 'hi')), false);
    const heard = await next(client);
    assert.deepEqual([heard.from, heard.to, heard.text], [guest, ann, 'hi']);
    assert.equal(isKept(heard.id), false);
    assert.equal(isKept(await client.send(guest, 'hello')), false);
    const answer = await next(guests);
    assert.deepEqual([answer.from, answer.to, answer.text], [ann, guest, 'hello']);
    assert.equal(isKept(answer.id), false);
    await assert.rejects(guests.history(ann), refusedWith(17));
    client.close();
    await until(
      async () => !(await guests.list()).includes(ann),
      () => `${ann} to be away`,
    );
    await assert.rejects(guests.send(ann, 'gone?'), refusedWith(4));
    // The name that one has as a guest can become one's own.
    await guests.register(guest, PASSWORD);
    assert.equal(typeof (await guests.send(ann, 'read this later')), 'number');
  });
});

test('somebody who is invited registers, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-invited-'));
  const options = ['--data', folder, ...QUICK_PASSWORDS];
  try {
    // Who was there before invitations were needed can invite the others.
    const open = await ServerProcess.start(...options);
    const host = newName();
    await using client = await registered(open, host);
    await assert.rejects(client.inviteCode(), refusedWith(9));
    const { token } = client;
    client.close();
    await open.stop();
    await using server = await ServerProcess.start(...options, '--registration', 'invite');
    await using inviting = await connectTo(server);
    await inviting.login(host, { token: String(token) });
    const { code: invitation, expires } = await inviting.inviteCode();
    assert.ok(expires > 0);
    await using guest = await connectTo(server);
    await assert.rejects(guest.register(newName(), PASSWORD), refusedWith(16));
    const name = newName();
    await guest.register(name, PASSWORD, { invitation });
    assert.equal(guest.name, name);
    await using late = await connectTo(server);
    await assert.rejects(late.register(newName(), PASSWORD, { invitation }), refusedWith(16));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server that is killed: both come back by themselves, and every message is there once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-killed-'));
  const options = ['--data', folder, ...QUICK_PASSWORDS];
  let server = await ServerProcess.start(...options);
  try {
    const [ann, ben] = [newName(), newName()];
    await using sender = await registered(server, ann);
    await using receiver = await registered(server, ben);
    // Now it is known that ben is registered: what is on its way is sent again.
    await sender.send(ben, '0');
    const count = 200;
    const sent: Promise<number | null>[] = [];
    const send = (): void => void sent.push(sender.send(ben, String(sent.length + 1)));
    while (sent.length < count / 2) send();
    await sent[20];
    // What is sent from now on is never answered by this server.
    server.signal('SIGSTOP');
    while (sent.length < count) send();
    await server[Symbol.asyncDispose]();
    server = await ServerProcess.start(...options, '--port', String(server.port));
    const ids = await Promise.all(sent);
    assert.equal(new Set(ids).size, count);
    for (let i = 0; i <= count; i++) assert.equal((await next(receiver)).text, String(i));
    await until(
      () => sender.name === ann && receiver.name === ben,
      () => `both to be logged in again: ${sender.name}, ${receiver.name}`,
    );
    await sender.send(ben, 'the end');
    assert.equal((await next(receiver)).text, 'the end');
  } finally {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server that stops for a restart: its people are logged in again when it is back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-restarted-'));
  const options = ['--data', folder, ...QUICK_PASSWORDS];
  let server = await ServerProcess.start(...options);
  try {
    const name = newName();
    const statuses: ConnectionStatus[] = [];
    await using client = await registered(server, name, {
      onStatus: (status) => statuses.push(status),
    });
    await server.stop();
    server = await ServerProcess.start(...options, '--port', String(server.port));
    await until(
      () => statuses.at(-1)?.kind === 'restored',
      () => JSON.stringify(statuses),
    );
    assert.equal(client.name, name);
  } finally {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what proves who one is does not travel where others could listen', async () => {
  // Reaches this machine on Linux, yet nobody could know that from the address.
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  await using client = await connect(`chinwag://0.0.0.0:${server.port}`);
  const name = newName();
  for (const asked of [
    client.register(name, PASSWORD),
    client.login(name, { password: PASSWORD }),
    client.login(name, { token: 'cwt_x' }),
    client.changePassword(PASSWORD, OTHER_PASSWORD),
    client.unregister(PASSWORD),
  ]) {
    await assert.rejects(asked, refusedWith(12));
  }
  // The server would have taken it: it has seen nothing of the kind.
  await client.login(name);
  assert.deepEqual(await client.list(), [name]);
});

test('a server of the seed: guests chat, and what it does not know fails with clear words', async () => {
  using old = await FakeServer.start();
  await using client = await connect(`chinwag://127.0.0.1:${old.port}`);
  const peer = await old.peer();
  const login = client.login('alice', { password: PASSWORD, device: 'laptop' });
  // Never the password: who knows what such a server does with it.
  assert.equal(await peer.next(), 'login alice');
  peer.say(encodeResponse(0, 0));
  await login;
  assert.deepEqual([client.name, client.token], ['alice', null]);
  const asked: Promise<unknown>[] = [
    client.register('bob', PASSWORD),
    client.history('bob'),
    client.search('lunch'),
    client.unread(),
    client.conversations(),
    client.sessions(),
    client.rename('alison'),
  ];
  for (const answer of asked) {
    await assert.rejects(answer, (error) => {
      assert.ok(error instanceof CommandMalformed);
      assert.match(error.message, /the server does not know it/);
      return true;
    });
  }
  const sent = client.send('bob', 'hi');
  assert.equal(await peer.next(), 'sendto bob hi');
  peer.say(encodeResponse(0, 0));
  assert.equal(await sent, null);
});
