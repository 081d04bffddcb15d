/**
 * Stored messages (docs/PROTOCOL-EXTENSIONS.md section 12): away, history, unread counts, keys and quotas, over real
 * sockets.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { encodeAuth } from '../src/protocol/client-frames.ts';
import {
  ExtendedClient,
  type HeardEvent,
  NATIVE,
  WAYS,
  WEB_SOCKET,
} from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { pageLines } from './support/page-lines.ts';
import {
  addDevice,
  comeBack,
  newName,
  PASSWORD,
  type Person,
  QUICK_PASSWORDS,
  register,
} from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--tls', 'self-signed', ...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

/** Has `from` send the texts, which are stored; answers their ids. */
async function send(from: Person, to: string, ...texts: string[]): Promise<number[]> {
  const replies = await Promise.all(texts.map((text) => from.client.ask('sendto', { to }, text)));
  return replies.map(({ result, message, why }) => {
    assert.equal(result, 'ok', `${why}`);
    return message as number;
  });
}

async function logout({ client }: Person): Promise<void> {
  assert.equal((await client.ask('logout', {})).result, 'ok');
}

function numbered(count: number, what = 'message'): string[] {
  return Array.from({ length: count }, (_, i) => `${what} ${i + 1}`);
}

/** A client that knows no COMMAND, logged in with the password. */
async function plainLogin(port: number, name: string): Promise<WireClient> {
  const client = await WireClient.connect(port);
  client.send(encodeAuth(name, PASSWORD));
  assert.equal(await client.next(), 'Success');
  return client;
}

/** Resolves when the server has executed all that `client` sent, with what it heard besides. */
async function settled(client: WireClient): Promise<string[]> {
  client.say('list');
  const heard: string[] = [];
  for (;;) {
    const next = await client.next();
    if (next.startsWith('[')) return heard;
    heard.push(next);
  }
}

describe('a message to somebody who is away is accepted, and waits', () => {
  for (const way of WAYS) {
    test(`for a client that said hello, which fetches it, ${way.name}`, async () => {
      using alice = await register(server.port, way);
      using bob = await register(server.port, way);
      await logout(bob);
      const ids = await send(alice, bob.name, ...numbered(3));
      using back = await comeBack(server.port, bob, way);
      const { client } = back;
      const unread = await client.event('unread');
      const conversations = [{ with: alice.name, count: 3, newest: ids[2] }];
      assert.deepEqual(unread.conversations, conversations);
      const place = unread.place as number;
      const first = await client.ask('missed', { after: place, limit: 2 });
      assert.deepEqual(
        pageLines(first),
        numbered(2).map((text) => `${alice.name}: ${text}`),
      );
      assert.equal(first.more, true);
      const second = await client.ask('missed', { after: ids[1] as number });
      assert.deepEqual(pageLines(second), [`${alice.name}: message 3`]);
      assert.deepEqual([second.more, second.messages?.[0]?.id], [false, ids[2]]);
      assert.equal((await client.ask('received', { upTo: ids[2] as number })).result, 'ok');
      await logout(back);
      using again = await comeBack(server.port, bob, way);
      const later = await again.client.event('unread');
      assert.equal(later.place, ids[2], 'what was received is not missed');
      assert.deepEqual(later.conversations, conversations, 'and is not read yet');
      const none = await again.client.ask('missed', { after: later.place as number });
      assert.deepEqual([none.messages, none.more], [[], false]);
    });
  }

  test('for plain clients, which get it oldest first, once, and then what comes', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await logout(bob);
    const texts = numbered(120);
    await send(alice, bob.name, ...texts);
    using client = await plainLogin(server.port, bob.name);
    await send(alice, bob.name, 'live');
    for (const text of [...texts, 'live']) {
      assert.equal(await client.next(), `${alice.name}: ${text}`);
    }
    assert.deepEqual(await settled(client), []);
    client.socket.destroy();
    using second = await plainLogin(server.port, bob.name);
    await send(alice, bob.name, 'after');
    assert.equal(await second.next(), `${alice.name}: after`);
    assert.deepEqual(await settled(second), []);
  });

  test('for people with nc', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await logout(bob);
    await send(alice, bob.name, 'one\nforged: line', 'two');
    using client = await LineClient.connect(server.port);
    client.say(`login ${bob.name}`);
    assert.equal(await client.next(), 'Failure');
    client.say(`password ${PASSWORD.replaceAll(' ', '')}`);
    assert.equal(await client.next(), 'Failure');
    const fitting = 'battery-staple';
    using owner = await comeBack(server.port, bob);
    await owner.client.event('unread');
    const change = { old: PASSWORD, new: fitting };
    assert.equal((await owner.client.ask('change-password', change)).result, 'ok');
    client.say(`password ${fitting}`);
    assert.equal(await client.next(), 'Success');
    assert.equal(await client.next(), `${alice.name}: one␤forged: line`);
    assert.equal(await client.next(), `${alice.name}: two`);
  });

  test('and what was asked before an exit is answered', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await logout(bob);
    using client = await plainLogin(server.port, alice.name);
    client.say(`sendto ${bob.name} last words`);
    client.socket.end();
    assert.equal(await client.next(), 'Success');
    const socket = connect(server.port, '127.0.0.1');
    const heard: string[] = [];
    socket.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    const name = newName();
    socket.write(`register ${name} hunter2hunter2\nsendto ${name} to myself\nexit\nlist\n`);
    await once(socket, 'close');
    assert.equal(heard.join(''), `Success\n${name}: to myself\nSuccess\n`);
  });

  test('other than from or to a guest, of whom nothing is kept', async () => {
    using bob = await register(server.port);
    using guest = await ExtendedClient.hello(server.port);
    const name = newName();
    await guest.ask('login', { name });
    const live = await guest.ask('sendto', { to: bob.name, key: 'key' }, 'live');
    assert.equal(live.result, 'ok');
    assert.ok((live.message ?? 0) < 0, 'it has no place among what is stored');
    const { id, at, ...heard } = await bob.client.event('message');
    assert.deepEqual(heard, { event: 'message', from: name, to: bob.name, text: 'live' });
    assert.deepEqual([id, at], [live.message, live.at]);
    assert.equal((await guest.ask('sendto', { to: bob.name, key: 'key' }, 'live')).result, 'ok');
    assert.equal(await bob.client.message(), `${name}: live`, 'a key means nothing');
    const back = await bob.client.ask('sendto', { to: name }, 'hello');
    assert.equal(back.result, 'ok');
    assert.ok((back.message ?? 0) < 0);
    assert.equal((await bob.client.ask('history', { with: name })).reason, 4);
    await logout(bob);
    assert.equal((await guest.ask('sendto', { to: bob.name }, 'too late')).reason, 4);
    for (const command of ['unread', 'sessions', 'invite-code'] as const) {
      assert.equal((await guest.ask(command, {})).reason, 17, command);
    }
    assert.equal((await guest.ask('history', { with: bob.name })).reason, 17);
    await guest.ask('logout', {});
    assert.equal((await guest.ask('history', { with: bob.name })).reason, 3);
  });
});

describe('several devices', () => {
  test('all receive, and see what the others send', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    using phone = await addDevice(server.port, bob.name, 'phone', WEB_SOCKET);
    using plain = await plainLogin(server.port, bob.name);
    const [id] = await send(alice, bob.name, 'hi');
    for (const { client } of [bob, phone]) {
      const { id: heard, from, to, text } = await client.event('message');
      assert.deepEqual([heard, from, to, text], [id, alice.name, bob.name, 'hi']);
    }
    assert.equal(await plain.next(), `${alice.name}: hi`);
    const [answer] = await send(phone, alice.name, 'hi yourself');
    const own = await bob.client.event('message');
    assert.deepEqual(
      [own.id, own.from, own.to, own.text],
      [answer, bob.name, alice.name, 'hi yourself'],
    );
    assert.deepEqual(await phone.client.settled(), [], 'the one that sent it does not');
    assert.deepEqual(await settled(plain), [], 'nor do plain clients');
    plain.say(`sendto ${bob.name} note`);
    for (const { client } of [bob, phone])
      assert.equal(await client.message(), `${bob.name}: note`);
    assert.deepEqual(await settled(plain), [`${bob.name}: note`, 'Success']);
  });

  test('each has its own place; what was read is read on all', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    using phone = await addDevice(server.port, bob.name, 'phone');
    await logout(phone);
    const ids = await send(alice, bob.name, 'one', 'two', 'three');
    const last = ids[2] as number;
    await bob.client.ask('received', { upTo: last });
    using back = await comeBack(server.port, phone);
    const { place, conversations } = await back.client.event('unread');
    assert.ok((place as number) < (ids[0] as number));
    assert.deepEqual(conversations, [{ with: alice.name, count: 3, newest: last }]);
    await bob.client.settled();
    const read = { with: alice.name, upTo: ids[1] as number };
    assert.equal((await bob.client.ask('read', read)).result, 'ok');
    assert.deepEqual(await back.client.event('read'), { event: 'read', ...read, text: '' });
    const missed = await back.client.ask('missed', { after: place as number });
    assert.deepEqual(pageLines(missed), [`${alice.name}: three`], 'without what was read');
    const unread = await back.client.ask('unread', {});
    assert.deepEqual(unread.conversations, [{ with: alice.name, count: 1, newest: last }]);
    await back.client.ask('read', { with: alice.name, upTo: last });
    await back.client.ask('read', { with: alice.name, upTo: ids[0] as number });
    assert.deepEqual(
      (await bob.client.ask('unread', {})).conversations,
      [],
      'it goes forward only',
    );
  });

  test('none misses or doubles anything that comes while it fetches', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await logout(bob);
    const texts = numbered(200);
    const sending = send(alice, bob.name, ...texts);
    using back = await comeBack(server.port, bob, WEB_SOCKET);
    const { client } = back;
    const events: HeardEvent[] = [];
    const hear = async () => events.push(...((await client.settled()) as HeardEvent[]));
    while (!events.some(({ event }) => event === 'unread')) await hear();
    const seen = new Map<number, string>();
    let after = events.find(({ event }) => event === 'unread')?.place as number;
    for (let more = true; more; ) {
      const page = await client.ask('missed', { after, limit: 20 });
      const lines = pageLines(page);
      for (const [i, { id }] of (page.messages ?? []).entries()) {
        seen.set(id, lines[i] as string);
        after = id;
      }
      more = page.more === true;
    }
    await sending;
    await hear();
    for (const { event, id, text } of events) {
      if (event !== 'message' || seen.has(id as number)) continue;
      seen.set(id as number, `${alice.name}: ${text}`);
    }
    assert.deepEqual(
      [...seen.values()],
      texts.map((text) => `${alice.name}: ${text}`),
    );
    assert.deepEqual(
      [...seen.keys()],
      [...seen.keys()].sort((a, b) => a - b),
    );
  });
});

describe('history', () => {
  test('in pages, from every side, on every device', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    const ids: number[] = [];
    for (let i = 1; i <= 7; i++) {
      const [from, to] = i % 2 === 1 ? [alice, bob] : [bob, alice];
      ids.push(...(await send(from, to.name, `${i} ☕`)));
    }
    const line = (i: number) => `${i % 2 === 1 ? alice.name : bob.name}: ${i} ☕`;
    const lines = (...numbers: number[]) => numbers.map(line);
    using phone = await addDevice(server.port, bob.name, 'phone', WEB_SOCKET);
    for (const { client } of [phone, bob]) {
      const ask = async (range: object) => {
        const page = await client.ask('history', { with: alice.name, ...range });
        assert.equal(page.result, 'ok');
        return [page.more, ...pageLines(page)];
      };
      assert.deepEqual(await ask({}), [false, ...lines(1, 2, 3, 4, 5, 6, 7)]);
      assert.deepEqual(await ask({ limit: 3 }), [true, ...lines(5, 6, 7)]);
      assert.deepEqual(await ask({ limit: 3, before: ids[4] }), [true, ...lines(2, 3, 4)]);
      assert.deepEqual(await ask({ limit: 3, before: ids[1] }), [false, ...lines(1)]);
      assert.deepEqual(await ask({ limit: 3, after: ids[1] }), [true, ...lines(3, 4, 5)]);
      assert.deepEqual(await ask({ after: ids[4] }), [false, ...lines(6, 7)]);
      assert.deepEqual(await ask({ since: 0, limit: 2 }), [true, ...lines(1, 2)]);
      assert.deepEqual(await ask({ until: Date.now() + 3_600_000, limit: 1 }), [true, ...lines(7)]);
      assert.deepEqual(await ask({ since: Date.now() + 3_600_000 }), [false]);
      assert.deepEqual(await ask({ until: 1 }), [false]);
    }
    const { messages = [] } = await alice.client.ask('history', { with: bob.name });
    assert.deepEqual(
      messages.map(({ id, to }) => [id, to]),
      ids.map((id, i) => [id, i % 2 === 0 ? bob.name : alice.name]),
    );
    assert.equal((await bob.client.ask('history', { with: newName() })).reason, 4);
  });

  test('with oneself: notes', async () => {
    using bob = await register(server.port);
    await send(bob, bob.name, 'milk', 'bread');
    const page = await bob.client.ask('history', { with: bob.name });
    assert.deepEqual(pageLines(page), [`${bob.name}: milk`, `${bob.name}: bread`]);
    assert.deepEqual((await bob.client.ask('unread', {})).conversations, []);
  });

  test('nobody else’s', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    using eve = await register(server.port);
    await send(alice, bob.name, 'secret');
    for (const { name } of [alice, bob]) {
      assert.deepEqual((await eve.client.ask('history', { with: name })).messages, []);
    }
  });

  test('of long messages comes in shorter pages', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    const texts = numbered(6).map((text) => `${text} ${'🎈'.repeat(60_000)}`);
    await send(alice, bob.name, ...texts);
    const read: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const page = await bob.client.ask('history', { with: alice.name, before });
      read.unshift(...pageLines(page));
      before = page.messages?.[0]?.id;
      more = page.more === true;
      assert.ok((page.messages?.length ?? 0) > 0);
    }
    assert.deepEqual(
      read,
      texts.map((text) => `${alice.name}: ${text}`),
    );
  });

  test('is there when the server starts again, and so is what waits', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.file('data')];
    const first = await ServerProcess.start(...options);
    using alice = await register(first.port);
    using bob = await register(first.port);
    const [read] = await send(alice, bob.name, 'read');
    await bob.client.ask('read', { with: alice.name, upTo: read as number });
    await logout(bob);
    const [kept] = await send(alice, bob.name, 'kept');
    assert.equal(await first.stop('SIGKILL'), null);
    await using second = await ServerProcess.start(...options);
    using back = await comeBack(second.port, bob);
    const { conversations } = await back.client.event('unread');
    assert.deepEqual(conversations, [{ with: alice.name, count: 1, newest: kept }]);
    const page = await back.client.ask('history', { with: alice.name });
    assert.deepEqual(pageLines(page), [`${alice.name}: read`, `${alice.name}: kept`]);
    using plain = await plainLogin(second.port, bob.name);
    assert.equal(await plain.next(), `${alice.name}: kept`);
  });

  test('names who is called otherwise by now, and who is gone', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await send(alice, bob.name, 'from alice');
    await send(bob, alice.name, 'from bob');
    const name = newName();
    assert.equal((await alice.client.ask('rename', { name })).result, 'ok');
    const page = await bob.client.ask('history', { with: name });
    assert.deepEqual(pageLines(page), [`${name}: from alice`, `${bob.name}: from bob`]);
    assert.equal((await bob.client.ask('history', { with: alice.name })).reason, 4);
    assert.equal((await alice.client.ask('unregister', { password: PASSWORD })).result, 'ok');
    assert.equal((await bob.client.ask('history', { with: name })).reason, 4);
    assert.deepEqual((await bob.client.ask('unread', {})).conversations, []);
  });
});

describe('unread', () => {
  test('tells of no more conversations than fit', async () => {
    using bob = await register(server.port);
    await logout(bob);
    const senders = 95;
    for (let i = 0; i < senders; i++) {
      // As long as a name may be, and longer in JSON.
      const name = `${String(i).padStart(3, '0')}"${'字'.repeat(16)}`;
      using sender = await register(server.port, NATIVE, name);
      await send(sender, bob.name, 'hi');
    }
    using back = await comeBack(server.port, bob);
    const told = (await back.client.event('unread')).conversations as unknown[];
    assert.equal(told.length, 90);
    assert.deepEqual((await back.client.ask('unread', {})).conversations, told);
  });
});

describe('a key', () => {
  test('stores a message once, however often it is sent', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.file('data')];
    const first = await ServerProcess.start(...options);
    using alice = await register(first.port);
    using bob = await register(first.port);
    const keyed = ({ client }: Person, to: string, text: string) =>
      client.ask('sendto', { to, key: 'a-key' }, text);
    const once = await keyed(alice, bob.name, 'once');
    const twice = await keyed(alice, bob.name, 'once');
    const atOnce = await Promise.all([1, 2, 3].map(() => keyed(alice, bob.name, 'otherwise')));
    for (const reply of [twice, ...atOnce]) {
      assert.deepEqual([reply.result, reply.message, reply.at], ['ok', once.message, once.at]);
    }
    assert.equal(await bob.client.message(), `${alice.name}: once`);
    assert.deepEqual(await bob.client.settled(), []);
    const other = await keyed(bob, alice.name, 'my own');
    assert.notEqual(other.message, once.message, 'it is the sender’s');
    await first.stop('SIGKILL');

    await using second = await ServerProcess.start(...options);
    using back = await comeBack(second.port, alice, WEB_SOCKET);
    await back.client.event('unread');
    const again = await keyed(back, bob.name, 'once');
    assert.deepEqual([again.result, again.message, again.at], ['ok', once.message, once.at]);
    const page = await back.client.ask('history', { with: bob.name });
    assert.deepEqual(pageLines(page), [`${alice.name}: once`, `${bob.name}: my own`]);
  });
});

describe('quotas', () => {
  test('--max-stored-per-account: texts of one account', async () => {
    await using small = await ServerProcess.start(
      '--max-stored-per-account',
      '1KiB',
      ...QUICK_PASSWORDS,
    );
    using alice = await register(small.port);
    using bob = await register(small.port);
    const saying = async (text: string) =>
      (await alice.client.ask('sendto', { to: bob.name }, text)).reason;
    assert.equal(await saying('x'.repeat(1000)), undefined);
    assert.equal(await saying('x'.repeat(25)), 14);
    assert.equal(await saying('x'.repeat(24)), undefined);
    assert.equal(await saying('x'), 14);
    await send(bob, alice.name, 'mine is not full');
    using guest = await WireClient.login(small.port, newName());
    guest.say(`sendto ${alice.name} nor am I`);
    assert.equal(await guest.next(), 'Success');
  });

  test('--max-waiting, --max-waiting-per-sender: messages to somebody who is away', async () => {
    const limits = ['--max-waiting', '3', '--max-waiting-per-sender', '2'];
    await using small = await ServerProcess.start(...limits, ...QUICK_PASSWORDS);
    using alice = await register(small.port);
    using carol = await register(small.port);
    using bob = await register(small.port);
    const saying = async ({ client }: Person) =>
      (await client.ask('sendto', { to: bob.name }, 'hi')).reason;
    const there = [await saying(alice), await saying(alice), await saying(alice)];
    assert.deepEqual(there, [undefined, undefined, undefined], 'nothing waits for who is there');
    await bob.client.settled();
    await logout(bob);
    const away = [await saying(alice), await saying(alice), await saying(alice)];
    assert.deepEqual(away, [undefined, undefined, 14]);
    assert.deepEqual([await saying(carol), await saying(carol)], [undefined, 14]);

    using back = await comeBack(small.port, bob);
    const { place } = await back.client.event('unread');
    const missed = await back.client.ask('missed', { after: place as number });
    const last = missed.messages?.at(-1)?.id as number;
    assert.equal((await back.client.ask('received', { upTo: last })).result, 'ok');
    await logout(back);
    assert.deepEqual([await saying(alice), await saying(carol)], [undefined, undefined]);
  });
});

test('stored and live messages of one client keep their order, whoever they are for', async () => {
  using alice = await register(server.port);
  using bob = await register(server.port);
  const who = newName();
  using guest = await WireClient.login(server.port, who);
  for (let i = 0; i < 50; i++) {
    alice.client.send(frameOf(`sendto ${i % 3 === 0 ? who : bob.name} ${i}`));
  }
  for (let i = 0; i < 50; i++) assert.equal(await alice.client.next(), 'Success');
  for (let i = 0; i < 50; i++) {
    if (i % 3 === 0) assert.equal(await guest.next(), `${alice.name}: ${i}`);
    else assert.equal(await bob.client.message(), `${alice.name}: ${i}`);
  }
});
