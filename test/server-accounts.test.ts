/**
 * Registered names and devices (docs/PROTOCOL.md section 4, docs/PROTOCOL-EXTENSIONS.md section 11), over real sockets.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { encodeAuth } from '../src/protocol/client-frames.ts';
import { ExtendedClient, NATIVE, NATIVE_TLS, WAYS, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import {
  addDevice,
  comeBack,
  newName,
  PASSWORD,
  QUICK_PASSWORDS,
  register,
} from './support/people.ts';
import { trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { WireClient } from './support/wire-client.ts';

/** Somewhere else, as a proxy has it. */
const ELSEWHERE = '203.0.113.7';
const PROXIED = trusting('proxy-protocol');

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--tls', 'self-signed', ...QUICK_PASSWORDS, ...PROXIED);
});
after(() => server[Symbol.asyncDispose]());

/** What went wrong: the reason. */
function reasonOf({ result, reason }: { result: string; reason?: number }): number | string {
  return result === 'failure' ? (reason as number) : result;
}

/** Why nobody can log in as `name` with `password`, or `ok`. */
async function tryLogin(port: number, name: string, password = PASSWORD): Promise<number | string> {
  using client = await ExtendedClient.hello(port);
  return reasonOf(await client.ask('login', { name, password }));
}

for (const way of WAYS) {
  test(`registering, and coming back with the password and the token, ${way.name}`, async () => {
    using bob = await register(server.port, way);
    const { client, name } = bob;
    assert.match(bob.token, /^cwt_/);
    assert.equal(reasonOf(await client.ask('register', { name, password: PASSWORD })), 2);
    assert.equal((await client.ask('logout', {})).result, 'ok');
    assert.equal(reasonOf(await client.ask('login', { name })), 6);
    assert.equal(reasonOf(await client.ask('login', { name, password: 'wrong horse' })), 7);
    assert.equal(reasonOf(await client.ask('login', { name, token: 'cwt_wrong' })), 7);
    assert.equal(reasonOf(await client.ask('login', { name: newName(), password: PASSWORD })), 4);
    const again = await client.ask('login', { name, password: PASSWORD });
    assert.deepEqual(
      [again.result, again.name, again.registered, again.device, again.token],
      ['ok', name, true, undefined, undefined],
    );
    using back = await comeBack(server.port, bob, way);
    assert.equal(back.name, name);
  });
}

describe('a registered name', () => {
  test('stands for all that equal it but for case and form, and is written as it was registered', async () => {
    const name = `Straße${newName()}`;
    using _bob = await register(server.port, NATIVE, name);
    using other = await ExtendedClient.hello(server.port);
    for (const alike of [name.toLowerCase(), name.toUpperCase(), `ｓ${name.slice(1)}`]) {
      assert.equal(reasonOf(await other.ask('login', { name: alike })), 6);
      assert.equal(reasonOf(await other.ask('register', { name: alike, password: PASSWORD })), 1);
    }
    const login = await other.ask('login', { name: name.toUpperCase(), password: PASSWORD });
    assert.deepEqual([login.result, login.name], ['ok', name]);
    using guest = await WireClient.login(server.port, newName());
    guest.say(`sendto ${name.toLowerCase()} hi`);
    assert.equal(await guest.next(), 'Success');
  });

  test('is one that may be registered, with a password that may be one', async () => {
    using client = await ExtendedClient.hello(server.port);
    const registering = async (name: string, password = PASSWORD) =>
      reasonOf(await client.ask('register', { name, password }));
    for (const name of [
      '#room',
      'Success',
      'a b',
      'bob@home',
      'nick!user',
      'раypаl',
      'a,b',
      'x:y',
    ]) {
      assert.equal(await registering(name), 5, name);
    }
    for (const password of ['seven77', 'cwt_is_not_a_password', '字'.repeat(342)]) {
      assert.equal(await registering(newName(), password), 19, password.slice(0, 30));
    }
    const name = newName();
    assert.equal(await registering(name, '字🎈x'), 'ok', '8 bytes, 3 characters');
    assert.equal(await tryLogin(server.port, name, '字🎈x'), 'ok');
  });

  test('is not that of a guest who is there, other than oneself', async () => {
    const [guest, other] = [newName(), newName()];
    using client = await ExtendedClient.hello(server.port);
    await client.ask('login', { name: guest });
    using thief = await ExtendedClient.hello(server.port);
    const stolen = { name: guest.toUpperCase(), password: PASSWORD };
    assert.equal(reasonOf(await thief.ask('register', stolen)), 1);
    assert.equal(reasonOf(await client.ask('register', { name: other, password: PASSWORD })), 2);
    const own = await client.ask('register', { name: guest, password: PASSWORD });
    assert.deepEqual([own.result, own.registered], ['ok', true]);
  });

  test('stays one’s own when the server starts again', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.file('data')];
    const first = await ServerProcess.start(...options);
    using bob = await register(first.port);
    assert.equal(await first.stop(), 0);
    await using second = await ServerProcess.start(...options);
    using back = await comeBack(second.port, bob);
    await back.client.event('unread');
    assert.equal(await tryLogin(second.port, bob.name), 'ok');
    assert.equal(await tryLogin(second.port, bob.name, 'wrong horse'), 7);
  });
});

describe('change-password', () => {
  test('logs all other devices out, and takes the new one from then on', async () => {
    using bob = await register(server.port);
    using phone = await addDevice(server.port, bob.name, 'phone', WEB_SOCKET);
    const { client, name } = bob;
    using deviceless = await ExtendedClient.hello(server.port);
    assert.equal((await deviceless.ask('login', { name, password: PASSWORD })).result, 'ok');
    await deviceless.event('unread');
    const change = (old: string, next: string) => client.ask('change-password', { old, new: next });
    assert.equal(reasonOf(await change('wrong horse', 'battery staple')), 7);
    assert.equal(reasonOf(await change(PASSWORD, 'short')), 19);
    assert.equal((await change(PASSWORD, 'battery staple')).result, 'ok');
    await phone.client.event('closing');
    await phone.client.gone();
    await deviceless.event('closing');
    await deviceless.gone();
    assert.equal((await client.ask('sessions', {})).sessions?.length, 1);
    using other = await ExtendedClient.hello(server.port);
    assert.equal(reasonOf(await other.ask('login', { name, token: phone.token })), 7);
    assert.equal(await tryLogin(server.port, name), 7);
    assert.equal(await tryLogin(server.port, name, 'battery staple'), 'ok');
    using back = await comeBack(server.port, bob);
    assert.equal(back.name, name);
  });
});

describe('rename', () => {
  test('changes the name everywhere, and keeps the old one reserved', async () => {
    using bob = await register(server.port);
    using alice = await register(server.port, WEB_SOCKET);
    using phone = await addDevice(server.port, bob.name, 'phone');
    const name = newName();
    assert.equal(reasonOf(await bob.client.ask('rename', { name: alice.name })), 1);
    assert.equal(reasonOf(await bob.client.ask('rename', { name: 'a b' })), 5);
    assert.equal((await bob.client.ask('rename', { name })).result, 'ok');
    assert.deepEqual(await phone.client.event('renamed'), { event: 'renamed', name, text: '' });
    assert.equal(reasonOf(await alice.client.ask('sendto', { to: bob.name }, 'hi')), 4);
    assert.equal((await alice.client.ask('sendto', { to: name }, 'hi')).result, 'ok');
    assert.equal((await phone.client.event('message')).to, name);
    using guest = await ExtendedClient.hello(server.port);
    assert.equal(reasonOf(await guest.ask('login', { name: bob.name })), 1);
    assert.equal(await tryLogin(server.port, name), 'ok');
    const shouted = name.toUpperCase();
    assert.equal((await phone.client.ask('rename', { name: shouted })).result, 'ok');
    // In the order of the logins, whatever they are called by now.
    const names = (await guest.ask('list', {})).text.split('\n');
    assert.ok(names.includes(shouted));
    assert.ok(names.indexOf(shouted) < names.indexOf(alice.name), names.join(' '));
  });
});

describe('the rename of a guest', () => {
  test('is told to whoever has written with it, and keeps the old name from others', async () => {
    const [name, other, friend, plain] = [newName(), newName(), newName(), newName()];
    using guest = await ExtendedClient.hello(server.port);
    await guest.ask('login', { name });
    using hearing = await ExtendedClient.connect(server.port, WEB_SOCKET);
    await hearing.ask('hello', { events: ['renames'] });
    await hearing.ask('login', { name: friend });
    using line = await LineClient.login(server.port, plain);
    for (const to of [friend, plain])
      assert.equal((await guest.ask('sendto', { to }, 'hi')).result, 'ok');
    assert.equal(await line.next(), `${name}: hi`);
    assert.equal((await guest.ask('rename', { name: other })).result, 'ok');
    const told = { event: 'renamed', name: other, was: name, text: '' };
    assert.equal((await hearing.event('message')).from, name);
    assert.deepEqual(await hearing.event('renamed'), told);
    assert.equal(await line.next(), `${other}: * ${name} is called ${other} now`);
    assert.equal(reasonOf(await hearing.ask('sendto', { to: name }, 'hi')), 4);
    using thief = await ExtendedClient.hello(server.port);
    assert.equal(reasonOf(await thief.ask('login', { name })), 1);
    line.say(`rename ${name}`);
    assert.equal(await line.next(), 'Failure');
    // Who hears no notices is not told of it either.
    line.say('notices off');
    assert.equal(await line.next(), 'Success');
    assert.equal((await guest.ask('rename', { name })).result, 'ok');
    line.say(`sendto ${name} welcome back`);
    assert.equal(await line.next(), 'Success');
  });
});

describe('unregister', () => {
  test('logs everybody out, and reserves the name', async () => {
    using bob = await register(server.port);
    using phone = await addDevice(server.port, bob.name, 'phone', NATIVE_TLS);
    const { client, name } = bob;
    assert.equal(reasonOf(await client.ask('unregister', { password: 'wrong horse' })), 7);
    assert.equal((await client.ask('unregister', { password: PASSWORD })).result, 'ok');
    await phone.client.event('closing');
    await phone.client.gone();
    assert.equal(reasonOf(await client.ask('sessions', {})), 3);
    assert.equal(reasonOf(await client.ask('login', { name })), 1);
    assert.equal(reasonOf(await client.ask('login', { name, password: PASSWORD })), 4);
    assert.equal(reasonOf(await client.ask('register', { name, password: PASSWORD })), 1);
    assert.equal((await client.ask('login', { name: newName() })).result, 'ok');
  });
});

describe('sessions', () => {
  test('lists the devices; revoke ends one', async () => {
    using bob = await register(server.port);
    using phone = await addDevice(server.port, bob.name, 'a phone ☎', WEB_SOCKET);
    const { client } = bob;
    const { sessions = [] } = await client.ask('sessions', {});
    assert.deepEqual(
      sessions.map(({ id, label, online, here }) => ({ id, label, online, here })),
      [
        { id: bob.device, label: 'first', online: true, here: true },
        { id: phone.device, label: 'a phone ☎', online: true, here: false },
      ],
    );
    assert.equal(reasonOf(await client.ask('revoke', { session: 999_999_999 })), 18);
    assert.equal((await client.ask('revoke', { session: phone.device })).result, 'ok');
    await phone.client.event('closing');
    await phone.client.gone();
    using other = await ExtendedClient.hello(server.port);
    const { name } = bob;
    assert.equal(reasonOf(await other.ask('login', { name, token: phone.token })), 7);
    assert.equal((await client.ask('revoke', { session: bob.device })).result, 'ok');
    const { why, again } = await client.event('closing');
    assert.deepEqual([why, again], ['the device was revoked', undefined]);
    await client.gone();
    assert.equal(reasonOf(await other.ask('login', { name, token: bob.token })), 7);
  });

  test('a device may be logged in several times; revoked, it is in no place any more', async () => {
    using bob = await register(server.port);
    using again = await comeBack(server.port, bob, WEB_SOCKET);
    await again.client.event('unread');
    using other = await register(server.port);
    await other.client.ask('sendto', { to: bob.name }, 'hi');
    for (const { client } of [bob, again]) {
      assert.equal(await client.message(), `${other.name}: hi`);
      const { sessions = [] } = await client.ask('sessions', {});
      assert.deepEqual(
        sessions.map(({ online, here }) => [online, here]),
        [[true, true]],
      );
    }
    await again.client.ask('revoke', { session: bob.device });
    for (const { client } of [bob, again]) {
      assert.equal((await client.event('closing')).why, 'the device was revoked');
      await client.gone();
    }
  });

  test('others’ devices are not there to be seen, or ended', async () => {
    using bob = await register(server.port);
    using eve = await register(server.port);
    assert.equal(reasonOf(await eve.client.ask('revoke', { session: bob.device })), 18);
    assert.equal((await eve.client.ask('sessions', {})).sessions?.length, 1);
  });

  test('the oldest that is away is forgotten for one more; there are no more at a time', async () => {
    await using small = await ServerProcess.start('--max-devices', '2', ...QUICK_PASSWORDS);
    using bob = await register(small.port);
    using second = await addDevice(small.port, bob.name, 'second');
    assert.equal(await tryLogin(small.port, bob.name), 14);
    using more = await ExtendedClient.hello(small.port);
    const { reason, why } = await more.ask('login', { name: bob.name, token: bob.token });
    const limit = 'quota reached: one person may have 2 connections at a time';
    assert.deepEqual([reason, why], [14, limit]);
    await bob.client.ask('logout', {});
    using third = await addDevice(small.port, bob.name, 'third');
    const { sessions = [] } = await third.client.ask('sessions', {});
    assert.deepEqual(
      sessions.map(({ id }) => id),
      [second.device, third.device],
    );
    const { name, token } = bob;
    assert.equal(reasonOf(await bob.client.ask('login', { name, token })), 7);
  });
});

describe('who may come', () => {
  test('--registration invite: with an invitation, once; closed: nobody', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.file('data')];
    const open = await ServerProcess.start(...options);
    using bob = await register(open.port);
    assert.equal(reasonOf(await bob.client.ask('invite-code', {})), 9);
    await open.stop();

    const inviting = await ServerProcess.start('--registration', 'invite', ...options);
    using host = await comeBack(inviting.port, bob);
    await host.client.event('unread');
    const { code = '', expires = 0 } = await host.client.ask('invite-code', {});
    assert.ok(expires > Date.now());
    using client = await ExtendedClient.hello(inviting.port);
    const [first, second] = [newName(), newName()];
    const joining = async (name: string, invitation?: string) =>
      reasonOf(await client.ask('register', { name, password: PASSWORD, invitation }));
    assert.equal(await joining(first), 16);
    assert.equal(await joining(first, 'AAAA-BBBB-CCCC-DDDD'), 16);
    assert.equal(await joining(bob.name, code), 1, 'which uses nothing up');
    assert.equal(await joining(first, code.toLowerCase().replaceAll('-', '')), 'ok');
    await client.ask('logout', {});
    assert.equal(await joining(second, code), 16);
    await inviting.stop();

    await using closed = await ServerProcess.start('--registration', 'closed', ...options);
    using late = await ExtendedClient.hello(closed.port);
    const request = { name: second, password: PASSWORD, invitation: code };
    assert.equal(reasonOf(await late.ask('register', request)), 9);
    assert.equal(await tryLogin(closed.port, first), 'ok');
    assert.equal((await late.ask('login', { name: second })).result, 'ok', 'guests may');
  });

  test('--guests off: only who is registered', async () => {
    await using own = await ServerProcess.start('--guests', 'off', ...QUICK_PASSWORDS);
    using plain = await WireClient.connect(own.port);
    plain.say(`login ${newName()}`);
    assert.equal(await plain.next(), 'Failure: not permitted');
    using bob = await register(own.port);
    assert.equal(await tryLogin(own.port, bob.name), 'ok');
  });

  test('--max-accounts', async () => {
    await using small = await ServerProcess.start('--max-accounts', '1', ...QUICK_PASSWORDS);
    using _bob = await register(small.port);
    using client = await ExtendedClient.hello(small.port);
    const refused = await client.ask('register', { name: newName(), password: PASSWORD });
    assert.equal(reasonOf(refused), 10);
  });
});

describe('passwords and tokens travel only over TLS, or on one machine', () => {
  for (const way of [NATIVE, WEB_SOCKET]) {
    test(`elsewhere, ${way.name}: refused`, async () => {
      using bob = await register(server.port);
      const { name, token } = bob;
      using far = await ExtendedClient.hello(server.port, way, { from: ELSEWHERE });
      const refused = [
        await far.ask('login', { name, password: PASSWORD }),
        await far.ask('login', { name, token }),
        await far.ask('register', { name: newName(), password: PASSWORD }),
      ];
      assert.deepEqual(refused.map(reasonOf), [12, 12, 12]);
      far.send(encodeAuth(name, PASSWORD));
      assert.equal(await far.next(), 'Failure: TLS required');
      assert.equal((await far.ask('login', { name: newName() })).result, 'ok', 'a guest may come');
      assert.equal((await far.ask('sendto', { to: name }, 'hi')).result, 'ok');
    });
  }

  test('elsewhere, over TLS: welcome', async () => {
    using bob = await register(server.port);
    using far = await ExtendedClient.hello(server.port, NATIVE_TLS, { from: ELSEWHERE });
    assert.equal((await far.ask('login', { name: bob.name, password: PASSWORD })).result, 'ok');
  });

  test('elsewhere, over TLS to a proxy that passes a WebSocket on: welcome', async () => {
    using bob = await register(server.port);
    const options = { from: ELSEWHERE, overTls: true };
    using far = await ExtendedClient.hello(server.port, WEB_SOCKET, options);
    assert.equal((await far.ask('login', { name: bob.name, password: PASSWORD })).result, 'ok');
  });
});

describe('AUTH', () => {
  test('logs a client in that knows no COMMAND', async () => {
    using bob = await register(server.port);
    const { name } = bob;
    await bob.client.ask('logout', {});
    using client = await WireClient.connect(server.port);
    const answers = async (who: string, secret: string) => {
      client.send(encodeAuth(who, secret));
      return client.next();
    };
    client.say(`login ${name}`);
    assert.equal(await client.next(), 'Failure: password needed');
    assert.equal(await answers(name, 'wrong horse'), 'Failure: wrong password');
    assert.equal(await answers(name, 'cwt_wrong'), 'Failure: wrong password');
    assert.equal(await answers(newName(), PASSWORD), 'Failure: no such user');
    assert.equal(await answers('a b', PASSWORD), 'Failure: name not allowed');
    assert.equal(await answers(name, PASSWORD), 'Success');
    assert.equal(await answers(name, PASSWORD), 'Failure: already logged in');
    client.say('logout');
    assert.equal(await client.next(), 'Success');
    assert.equal(await answers(name, bob.token), 'Success');
    client.say(`sendto ${name} to myself`);
    assert.equal(await client.next(), `${name}: to myself`);
    assert.equal(await client.next(), 'Success');
  });
});

describe('guessing', () => {
  test('is slowed down for the pair of name and address, and for nobody else', async () => {
    using bob = await register(server.port);
    using alice = await register(server.port);
    const { name, token } = bob;
    const [near, far] = ['198.51.100.1', '198.51.100.2'];
    using eve = await ExtendedClient.hello(server.port, NATIVE_TLS, { from: near });
    // Once refused, all that is there already is refused in the same turn.
    const tries = Array.from({ length: 12 }, (_, i) => `wrong horse ${i}`);
    const replies = [...tries, PASSWORD].map((password) => eve.ask('login', { name, password }));
    const reasons = (await Promise.all(replies)).map(reasonOf);
    assert.deepEqual(new Set(reasons.slice(0, 5)), new Set([7]), 'a few cost nothing');
    assert.equal(reasons.at(-1), 8, 'the right one is not looked at');
    assert.equal(reasons.at(-2), 8);
    const { wait } = await eve.ask('login', { name, password: PASSWORD });
    assert.ok(typeof wait === 'number' && wait >= 1 && wait <= 300, `after ${wait} s it is`);

    using owner = await ExtendedClient.hello(server.port, NATIVE_TLS, { from: far });
    assert.equal((await owner.ask('login', { name, password: PASSWORD })).result, 'ok');
    assert.equal((await eve.ask('login', { name, token })).result, 'ok', 'a token is no guess');
    await eve.ask('logout', {});
    const other = await eve.ask('login', { name: alice.name, password: PASSWORD });
    assert.equal(other.result, 'ok', 'of another name it is');
  });

  test('of the old password is, too', async () => {
    using bob = await register(server.port);
    const tries = Array.from({ length: 12 }, () => 'wrong horse');
    const replies = tries.map((old) =>
      bob.client.ask('change-password', { old, new: 'battery staple' }),
    );
    const reasons = (await Promise.all(replies)).map(reasonOf);
    assert.deepEqual([reasons[0], reasons.at(-1)], [7, 8]);
    assert.equal(reasonOf(await bob.client.ask('unregister', { password: PASSWORD })), 8);
  });
});
