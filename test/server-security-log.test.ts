/** Security events are in the log, with who did it and from where, but without texts, passwords or tokens. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { OwnedData, PASSWORD } from './support/owner.ts';
import type { LogLine, ServerProcess } from './support/server-process.ts';

const WRONG = 'a-wrong-secret';
const WHY = 'words-of-a-moderator';
const ROOM = '#lunch';

let data: OwnedData;
let server: ServerProcess;
before(async () => {
  data = new OwnedData();
  server = await data.serve('--log-level', 'info');
  await data.register('alice', 'bob', 'carol');
});
after(async () => {
  await server[Symbol.asyncDispose]();
  data[Symbol.dispose]();
});

async function logIn(name: string, more: object = {}): Promise<ExtendedClient> {
  const client = await ExtendedClient.hello(server.port);
  const reply = await client.ask('login', { name, password: PASSWORD, ...more });
  assert.equal(reply.result, 'ok');
  return client;
}

/** The line of the log that has all of `members`; it says where it came from. */
async function logged(members: Partial<LogLine>): Promise<LogLine> {
  const line = await server.logged((one) =>
    Object.entries(members).every(([name, value]) => one[name] === value),
  );
  assert.ok(typeof line.connection === 'number' && line.address === '127.0.0.1', line.msg);
  return line;
}

describe('what is refused', () => {
  test('a wrong password and token, a name that is not there, a new password without the old', async () => {
    using client = await ExtendedClient.hello(server.port);
    await client.ask('login', { name: 'alice', password: WRONG });
    await logged({ msg: 'wrong password', user: 'alice' });
    await client.ask('login', { name: 'bob', token: `chinwag_${WRONG}` });
    await logged({ msg: 'wrong password', user: 'bob' });
    // What is typed as a name may be a password.
    await client.ask('login', { name: 'hunter2hunter2', password: WRONG });
    await logged({ msg: 'denied', command: 'login', why: 'no such user' });
    assert.doesNotMatch(server.stderr, /hunter2/);
    using carol = await logIn('carol');
    await carol.ask('change-password', { old: WRONG, new: PASSWORD });
    await logged({ msg: 'wrong password', user: 'carol' });
  });

  test('what somebody may not do, at once or later', async () => {
    using alice = await logIn('alice');
    using bob = await logIn('bob');
    await alice.ask('create', { room: '#tea' });
    await bob.ask('join', { room: '#tea' });
    await bob.ask('kick', { name: 'alice', room: '#tea', why: WHY });
    await logged({ msg: 'denied', command: 'kick', user: 'bob', why: 'not permitted' });
    await bob.ask('audit', {});
    await logged({ msg: 'denied', command: 'audit', user: 'bob' });
    const { message = 0 } = await alice.ask('sendto', { to: '#tea' }, 'a text');
    await bob.ask('delete', { message });
    await logged({ msg: 'denied', command: 'delete', user: 'bob', why: 'not permitted' });
  });
});

test('what those do who may do more than others', async () => {
  using alice = await logIn('alice');
  using bob = await logIn('bob');
  await alice.ask('create', { room: ROOM });
  await bob.ask('join', { room: ROOM });
  const given = { name: 'bob', room: ROOM };
  const { message = 0 } = await bob.ask('sendto', { to: ROOM }, 'a text');
  await alice.ask('delete', { message });
  const of = { user: 'alice', room: ROOM, whom: 'bob' };
  await logged({ msg: 'room: deleted a message', ...of });
  await alice.ask('role', { ...given, role: 'moderator' });
  await logged({ msg: 'room: role', ...of, role: 'moderator' });
  await alice.ask('role', { ...given, role: 'member' });
  await alice.ask('mute', { ...given, seconds: 60, why: WHY });
  await logged({ msg: 'room: muted', ...of });
  await alice.ask('unmute', given);
  await logged({ msg: 'room: unmuted', ...of });
  await alice.ask('kick', { ...given, why: WHY });
  await logged({ msg: 'room: kicked', ...of });
  await bob.ask('join', { room: ROOM });
  await alice.ask('ban', { ...given, why: WHY });
  await logged({ msg: 'room: banned', ...of });
  await bob.ask('join', { room: ROOM });
  await logged({ msg: 'denied', command: 'join', user: 'bob', why: 'banned from this room' });
  await alice.ask('unban', given);
  await logged({ msg: 'room: unbanned', ...of });
  await alice.ask('remove-room', { room: ROOM });
  await logged({ msg: 'room: removed', user: 'alice', room: ROOM });
});

test('devices, passwords, and what the owner does', async () => {
  using laptop = await logIn('carol', { device: 'laptop' });
  using phone = await logIn('carol', { device: 'phone' });
  const { sessions = [] } = await phone.ask('sessions', {});
  const other = sessions.find(({ here }) => !here);
  await phone.ask('revoke', { session: other?.id ?? 0 });
  await laptop.gone();
  await logged({ msg: 'account revoked a device', user: 'carol' });
  await phone.ask('change-password', { old: PASSWORD, new: 'another-good-password' });
  await logged({ msg: 'account changed the password', user: 'carol' });
  await data.output(['account', 'operator', 'bob', 'on']);
  const asked = await server.logged(({ operation }) => operation === 'account-operator');
  assert.deepEqual([asked.msg, asked.user], ['asked by the owner', 'bob']);
});

test('nothing that was said or typed in secret is there', () => {
  const secrets = [PASSWORD, WRONG, WHY, 'another-good-password', 'a text'];
  for (const secret of secrets) assert.ok(!server.stderr.includes(secret), secret);
});
