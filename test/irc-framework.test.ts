/** irc-framework, which The Lounge and Kiwi IRC are built on, as it is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fresh, ircAccount, registered, SECRET } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { FrameworkClient, type Heard } from './support/irc-framework.ts';
import { LineClient } from './support/line-client.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** How somebody registered logs in: the nick that is asked for may be any. */
function withPassword(account: string) {
  const { port } = server;
  const secure = { tls: true, rejectUnauthorized: false };
  return { port, nick: account, ...secure, account: { account, password: SECRET } };
}

const messagesOf = (heard: readonly Heard[]) =>
  heard.filter(({ name }) => name === 'privmsg').map(({ nick, message }) => `${nick}: ${message}`);

test('a guest talks, is told of others, and takes another nick where theirs is in use', async () => {
  const [nick, room] = [fresh('gus'), `#${fresh('r')}`];
  using taken = await IrcClient.welcomed(server.port, nick);
  await taken.says(`JOIN ${room}`);
  using gus = new FrameworkClient({ port: server.port, nick, enable_echomessage: true });
  await gus.next('nick in use', { nick });
  const other = `${nick}_`;
  gus.library.changeNick(other);
  assert.equal((await gus.next('registered')).nick, other);
  gus.library.join(room);
  const { users } = await gus.next('userlist', { channel: room });
  assert.deepEqual(
    (users as { nick: string; modes: string[] }[])
      .map(({ nick: name, modes }) => [name, modes])
      .toSorted(),
    [
      [nick, ['o']],
      [other, []],
    ],
  );
  taken.say(`PRIVMSG ${room} :grüße 🎈`);
  await gus.next('privmsg', { nick, target: room, message: 'grüße 🎈' });
  gus.library.say(room, 'hello');
  await taken.until(new RegExp(`^:${other}!\\S+ PRIVMSG ${room} :hello$`));
  // Its own, once.
  await gus.next('privmsg', { nick: other, target: room, message: 'hello' });
  gus.library.action(room, 'waves');
  await gus.next('action', { nick: other, message: 'waves' });
  gus.library.changeNick(`${nick}x`);
  await gus.next('nick', { nick: other, new_nick: `${nick}x` });
  assert.equal(gus.library.user.nick, `${nick}x`);
  taken.say(`TOPIC ${room} :the weather`, `KICK ${room} ${nick}x :that will do`);
  await gus.next('topic', { channel: room, topic: 'the weather' });
  await gus.next('kick', { channel: room, kicked: `${nick}x`, message: 'that will do' });
  gus.library.quit('gone');
  await taken.settled();
  await gus.next('close');
});

test('an account logs in with SASL over TLS, joins twenty rooms, and is in them when the server is back', async (t) => {
  const name = await registered(server.port, 'lou');
  const rooms = Array.from({ length: 20 }, () => `#${fresh('r')}`);
  // It waits for a second, and up to five more by chance.
  t.mock.method(Math, 'random', () => 0);
  using lou = new FrameworkClient(
    { ...withPassword(name), nick: 'whoever', auto_reconnect_max_wait: 1 },
    rooms,
  );
  assert.equal((await lou.next('loggedin')).account, name);
  assert.equal((await lou.next('registered')).nick, name);
  for (const channel of rooms) await lou.next('userlist', { channel });
  const [room = ''] = rooms;
  lou.library.say(room, 'to be kept');
  // Not registered for five seconds, it would not come again.
  lou.library.connection.registered = 1;
  const { port } = server;
  await server.stop();
  await lou.next('reconnecting');
  server = await startSelfSigned(folder, '--port', String(port));
  assert.equal((await lou.next('registered')).nick, name);
  const missing = new Set(rooms);
  while (missing.size > 0) missing.delete((await lou.next('userlist')).channel as string);
  using native = await LineClient.connect(port);
  native.say(`login nat\njoin ${room}\nsendto ${room} welcome back`);
  await lou.next('privmsg', { nick: 'nat', target: room, message: 'welcome back' });
});

test('what was said before comes behind the names of a room, and what is asked for in a batch', async () => {
  const [name, other] = [
    await registered(server.port, 'lou'),
    await registered(server.port, 'oth'),
  ];
  const room = `#${fresh('r')}`;
  using peer = await ircAccount(server.port, other);
  await peer.says(`JOIN ${room}`);
  {
    using lou = new FrameworkClient(withPassword(name), [room]);
    await lou.next('userlist', { channel: room });
  }
  await peer.until(new RegExp(`^:${name}!\\S+ QUIT `));
  const said = ['one', 'two', 'three'].map((text) => `${other}: ${text}`);
  await peer.says(...['one', 'two', 'three'].map((text) => `PRIVMSG ${room} :${text}`));
  using lou = new FrameworkClient(withPassword(name), [room]);
  await lou.next('userlist', { channel: room });
  const heard = await lou.until('privmsg', { message: 'three' });
  assert.deepEqual(messagesOf(heard), said);
  assert.ok(
    heard
      .filter(({ name: event }) => event === 'privmsg')
      .every(({ time }) => typeof time === 'number'),
  );
  using asking = new FrameworkClient(withPassword(name), [room], ['draft/chathistory']);
  await asking.next('userlist', { channel: room });
  asking.library.raw('CHATHISTORY', 'LATEST', room, '*', '2');
  assert.deepEqual(messagesOf(await asking.until('batch end chathistory')), said.slice(1));
});
