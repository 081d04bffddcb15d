/** Accounts in the client library (docs/CLIENT.md), against the real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ChatClient } from '../src/client/chat-client.ts';
import {
  CommandMalformed,
  CommandRefused,
  type ConnectionStatus,
  connect,
  InvalidArgument,
  type MessagePage,
} from '../src/client/node.ts';
import { loadVocabulary } from '../src/client/own-vocabulary.ts';
import { FakeNetwork } from './support/controlled-network.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';

function url(port: number): string {
  return `chinwag://127.0.0.1:${port}`;
}

/** A client on which `name` has just registered. */
async function registered(port: number, name: string, device?: string): Promise<ChatClient> {
  const client = await connect(url(port));
  await client.register(name, PASSWORD, device === undefined ? {} : { device });
  return client;
}

/** Keeps what `client` hears. */
function listenTo(client: ChatClient): string[] {
  const heard: string[] = [];
  void (async () => {
    for await (const { from, to, text } of client) heard.push(`${from} to ${to}: ${text}`);
  })();
  return heard;
}

async function heardAll(heard: readonly string[], count: number): Promise<void> {
  await until(
    () => heard.length >= count,
    () => `${count} messages; there were ${heard.length}`,
  );
}

/** Every text of the conversation with `name`, oldest first. */
async function allOf(client: ChatClient, name: string): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await client.history(name, { after });
    texts.push(...page.messages.map(({ text }) => text));
    after = page.messages.at(-1)?.id ?? after;
    more = page.more;
  }
  return texts;
}

async function isRefused(asked: Promise<unknown>, reason: number): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof CommandRefused, `${error}`);
    assert.equal(error.reason, reason);
    return true;
  });
}

/** Resolves when `statuses` has one of `kind`, which are then forgotten. */
async function became(statuses: ConnectionStatus[], kind: string): Promise<void> {
  await until(
    () => statuses.some((status) => status.kind === kind),
    () => `${kind}; there was ${JSON.stringify(statuses)}`,
  );
  statuses.length = 0;
}

describe('a client with an account', () => {
  test('registers, comes back with the password or the token, and not with another', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    let token = '';
    {
      await using client = await registered(server.port, 'alice', 'laptop');
      token = client.token ?? '';
      assert.equal(client.name, 'alice');
      assert.ok(token.startsWith('cwt_'));
      assert.deepEqual(
        (await client.sessions()).map(({ label, here }) => [label, here]),
        [['laptop', true]],
      );
    }
    await using client = await connect(url(server.port));
    await isRefused(client.login('alice'), 6);
    await isRefused(client.login('alice', { password: 'incorrect' }), 7);
    await isRefused(client.login('alice', { token: 'cwt_wrong' }), 7);
    await client.login('alice', { token });
    assert.equal(client.token, token);
    await client.logout();
    assert.equal(client.token, null);
    await client.login('alice', { password: PASSWORD });
    assert.equal(client.token, null);
    await client.rename('alison');
    assert.equal(client.name, 'alison');
    await assert.rejects(client.login('x', { token: 'x'.repeat(20_000) }), InvalidArgument);
    await client.unregister(PASSWORD);
    assert.equal(client.name, null);
  });

  test('finds what was said, and what was not read', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    await using alice = await registered(server.port, 'alice');
    await using bob = await registered(server.port, 'bob');
    const id = await alice.send('bob', 'the blue heron');
    assert.ok(id !== null);
    assert.deepEqual(await bob.unread(), [{ with: 'alice', count: 1, mentions: 0, newest: id }]);
    await bob.markRead('alice', id);
    assert.deepEqual(await bob.unread(), []);
    const { messages, more } = await bob.history('alice');
    assert.deepEqual([messages.map(({ text }) => text), more], [['the blue heron'], false]);
    await isRefused(bob.search('"'), 20);
  });

  test('does what docs/CLIENT.md shows', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    const page = readFileSync(new URL('../docs/CLIENT.md', import.meta.url), 'utf8');
    const [shown = ''] =
      /(?:^ {4}.*\n|^\n)+/m.exec(page.slice(page.indexOf('## Accounts') + 12)) ?? [];
    assert.match(shown, /register\(/);
    const program = `${shown.replaceAll('4900', String(server.port))}; again.close(); return { messages, more };`;
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
    const { messages, more } = (await new AsyncFunction('connect', program)(
      connect,
    )) as MessagePage;
    assert.deepEqual([messages.map(({ text }) => text), more], [['a note to myself'], false]);
  });

  test('has no accounts where the server has none', async () => {
    const network = new FakeNetwork();
    const connecting = ChatClient.connect({
      open: network.open,
      loadVocabulary,
      confidential: true,
    });
    network.accept();
    await using client = await connecting;
    await assert.rejects(client.register('alice', PASSWORD), CommandMalformed);
    await assert.rejects(client.unread(), CommandMalformed);
    assert.deepEqual(network.sent, []);
  });

  test('hears what its other devices send', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    await using bob = await registered(server.port, 'bob');
    await using laptop = await registered(server.port, 'alice', 'laptop');
    await using phone = await connect(url(server.port));
    await phone.login('alice', { password: PASSWORD, device: 'phone' });
    const heard = [listenTo(laptop), listenTo(phone)] as const;
    await laptop.send('bob', 'from the laptop');
    await phone.send('bob', 'from the phone');
    await laptop.send('alice', 'a note');
    await bob.send('alice', 'hi');
    await heardAll(heard[0], 3);
    await heardAll(heard[1], 3);
    assert.deepEqual(heard, [
      ['alice to bob: from the phone', 'alice to alice: a note', 'bob to alice: hi'],
      ['alice to bob: from the laptop', 'alice to alice: a note', 'bob to alice: hi'],
    ]);
  });
});

describe('a client whose connection was lost', () => {
  test('comes back by itself after the server was killed, and what it was sending is stored once', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.path];
    const statuses: ConnectionStatus[] = [];
    const texts = Array.from({ length: 300 }, (_, i) => `message ${i}`);
    await using first = await ServerProcess.start(...options);
    const { port } = first;
    (await registered(port, 'bob')).close();
    await using alice = await connect(url(port), { onStatus: (status) => statuses.push(status) });
    await alice.register('alice', PASSWORD, { device: 'laptop' });
    await alice.send('bob', 'first');
    const sent = texts.map((text) => alice.send('bob', text));
    await sent[100];
    await first.stop('SIGKILL');
    await became(statuses, 'lost');
    await using _second = await ServerProcess.start(...options, '--port', String(port));
    await became(statuses, 'restored');
    const ids = await Promise.all(sent);
    assert.equal(new Set(ids).size, texts.length);
    assert.deepEqual(await allOf(alice, 'bob'), ['first', ...texts]);
  });

  test('has its messages stored once where only the answers were lost', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using relay = await Relay.to(server.port);
    await using bob = await registered(server.port, 'bob');
    const heard = listenTo(bob);
    await using alice = await registered(relay.port, 'alice', 'laptop');
    await alice.send('bob', 'first');
    relay.mute = true;
    const texts = Array.from({ length: 70 }, (_, i) => `message ${i}`);
    const sent = texts.map((text) => alice.send('bob', text));
    await heardAll(heard, 71);
    relay.cut();
    relay.mute = false;
    assert.equal(new Set(await Promise.all(sent)).size, 70);
    assert.deepEqual(await allOf(alice, 'bob'), ['first', ...texts]);
    // What comes after them shows that nothing came twice.
    await alice.send('bob', 'last');
    await heardAll(heard, 72);
    assert.deepEqual(
      heard,
      ['first', ...texts, 'last'].map((text) => `alice to bob: ${text}`),
    );
  });

  test('gets what it missed, more than a page, once and in order, and the next client does not', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using relay = await Relay.to(server.port);
    await using bob = await registered(server.port, 'bob');
    const statuses: ConnectionStatus[] = [];
    const alice = await connect(url(relay.port), { onStatus: (status) => statuses.push(status) });
    await alice.register('alice', PASSWORD, { device: 'laptop' });
    const token = alice.token ?? '';
    const heard = listenTo(alice);
    const texts = Array.from({ length: 240 }, (_, i) => `message ${i}`);
    const send = async (from: number, to: number): Promise<void> => {
      for (const text of texts.slice(from, to)) await bob.send('alice', text);
    };
    await send(0, 20);
    relay.closed = true;
    relay.cut();
    await became(statuses, 'lost');
    await send(20, 160);
    relay.closed = false;
    // These come while it asks for those.
    await Promise.all([became(statuses, 'restored'), send(160, 240)]);
    await heardAll(heard, 240);
    alice.close();
    await using other = await connect(url(server.port));
    await other.login('alice', { token });
    const heardThen = listenTo(other);
    await bob.send('alice', 'only this');
    await heardAll(heardThen, 1);
    assert.deepEqual(heardThen, ['bob to alice: only this']);
    assert.deepEqual(
      heard,
      texts.map((text) => `bob to alice: ${text}`),
    );
  });

  test('stays out where it logged out meanwhile', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using relay = await Relay.to(server.port);
    const statuses: ConnectionStatus[] = [];
    await using alice = await connect(url(relay.port), { onStatus: (one) => statuses.push(one) });
    await alice.register('alice', PASSWORD, { device: 'laptop' });
    relay.cut();
    await became(statuses, 'lost');
    await alice.logout();
    await became(statuses, 'reconnected');
    assert.deepEqual(await alice.list(), []);
    assert.equal(alice.name, null);
  });

  test('is one of several connections of its device, and comes back beside them', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using relay = await Relay.to(server.port);
    const statuses: ConnectionStatus[] = [];
    await using older = await connect(url(relay.port), { onStatus: (one) => statuses.push(one) });
    await older.register('alice', PASSWORD, { device: 'laptop' });
    const token = older.token ?? '';
    await using newer = await connect(url(server.port));
    await newer.login('alice', { token });
    await using bob = await connect(url(server.port));
    await bob.register('bob', PASSWORD);
    const [atOlder, atNewer] = [listenTo(older), listenTo(newer)];
    await bob.send('alice', 'one');
    await Promise.all([heardAll(atOlder, 1), heardAll(atNewer, 1)]);
    relay.closed = true;
    relay.cut();
    await became(statuses, 'lost');
    // The other has it, and says so for both: what the first has missed is missed all the same.
    const id = await bob.send('alice', 'two');
    await heardAll(atNewer, 2);
    await until(
      async () => {
        using third = await ExtendedClient.hello(server.port);
        await third.ask('login', { name: 'alice', token });
        const { place } = await third.event('unread');
        return place === id;
      },
      () => 'the device to have received it',
    );
    relay.closed = false;
    await became(statuses, 'restored');
    await bob.send('alice', 'three');
    await Promise.all([heardAll(atOlder, 3), heardAll(atNewer, 3)]);
    assert.deepEqual(atOlder, atNewer);
  });
});
