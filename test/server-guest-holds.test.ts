/** A guest's ban, mute and slow mode apply to its /64, at every gateway of a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ExtendedClient, NATIVE, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { newName, PASSWORD, QUICK_PASSWORDS, register } from './support/people.ts';
import { dialAsProxy, proxyLine, trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';

const HERE = '2001:db8:1:2::1';
const NEXT_DOOR = '2001:0DB8:1:2:ffff::9';
const ELSEWHERE = '2001:db8:1:3::1';

const BANNED = 23;
const MUTED = 24;
const TOO_FAST = 8;

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...trusting('proxy-protocol'), ...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

async function guest(from: string): Promise<ExtendedClient & { readonly called: string }> {
  const client = await ExtendedClient.hello(server.port, NATIVE, { from, overTls: true });
  const called = newName();
  assert.equal((await client.ask('login', { name: called })).result, 'ok');
  return Object.assign(client, { called });
}

/** What a plain client from `from` hears when it speaks in `room`, as a guest of a new name. */
async function lineFrom(from: string, room: string): Promise<string> {
  using line = new LineClient(await dialAsProxy(server.port, proxyLine(from)));
  line.say(`login ${newName()}`);
  assert.equal(await line.next(), 'Success');
  line.say(`sendto ${room} Hi`);
  const answers = [await line.next()];
  if (answers[0]?.includes('what is said here is kept')) answers.push(await line.next());
  return answers.at(-1) ?? '';
}

/** A name that is registered from `from`; whether it may speak in `room`, coming from elsewhere. */
async function registeredFrom(from: string, room: string): Promise<number | undefined> {
  const name = newName();
  {
    using client = await ExtendedClient.hello(server.port, WEB_SOCKET, { from, overTls: true });
    assert.equal((await client.ask('register', { name, password: PASSWORD })).result, 'ok');
  }
  using client = await ExtendedClient.hello(server.port, NATIVE, {
    from: ELSEWHERE,
    overTls: true,
  });
  assert.equal((await client.ask('login', { name, password: PASSWORD })).result, 'ok');
  return (await client.ask('sendto', { to: room }, 'Hi')).reason;
}

const CASES = [
  { what: 'ban', reason: BANNED },
  { what: 'mute', reason: MUTED },
  { what: 'slow', reason: TOO_FAST },
] as const;

for (const { what, reason } of CASES) {
  test(`${what}: from the same /64 it holds, and for accounts of since, and elsewhere not`, async () => {
    const room = `#${what}`;
    using owner = await register(server.port);
    using older = await guest(HERE);
    const olderName = older.called;
    await older.ask('register', { name: olderName, password: PASSWORD });
    await owner.client.ask('create', { room });
    if (what === 'slow') await owner.client.ask('slow', { room, seconds: 3600 });
    using troll = await guest(HERE);
    assert.equal((await troll.ask('sendto', { to: room }, 'Hi')).result, 'ok');
    if (what !== 'slow') {
      const done = await owner.client.ask(what, { room, name: troll.called });
      assert.equal(done.result, 'ok');
    }
    assert.equal((await troll.ask('logout', {})).result, 'ok');
    assert.equal((await troll.ask('login', { name: newName() })).result, 'ok');
    assert.equal((await troll.ask('sendto', { to: room }, 'Hi')).reason, reason);
    assert.equal(await lineFrom(NEXT_DOOR, room), 'Failure');
    assert.equal(await lineFrom(ELSEWHERE, room), 'Success');
    assert.equal(await registeredFrom(NEXT_DOOR, room), reason);
    assert.equal((await older.ask('sendto', { to: room }, 'Hi')).result, 'ok');
  });
}
