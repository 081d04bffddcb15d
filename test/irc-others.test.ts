/** What others do elsewhere, and one's own other devices, as a client of IRC is told of it: in order, and of the right people. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fresh, ircAccount, registered, SECRET, sourceOf } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server[Symbol.asyncDispose]());

/** The registered `name`, who types lines. */
async function typing(name: string): Promise<LineClient> {
  const client = await LineClient.connect(server.port);
  client.say(`login ${name}\npassword ${SECRET}`);
  while ((await client.next()) !== 'Success');
  return client;
}

test('somebody who is muted in one room comes and goes in each that one shares with them', async () => {
  const carol = await registered(server.port, 'carol');
  const [x, y] = [`#${fresh('x')}`, `#${fresh('y')}`];
  using ann = await IrcClient.welcomed(server.port, fresh('ann'));
  using ben = await IrcClient.welcomed(server.port, fresh('ben'));
  await ann.says(`JOIN ${x},${y}`);
  await ben.says(`JOIN ${x}`);
  const first = await typing(carol);
  first.say(`join ${x}\njoin ${y}`);
  await ann.until(new RegExp(`^:${carol}!\\S+ JOIN ${y}$`));
  await ann.says(`MODE ${x} +b m:${carol}!*@*`);
  await ben.until(new RegExp(`MODE ${x} \\+b m:`));
  await ben.settled();
  first[Symbol.dispose]();
  await ben.until(new RegExp(`^:${carol}!\\S+ QUIT `));
  await ann.until(new RegExp(`^:${carol}!\\S+ QUIT `));
  using _second = await typing(carol);
  await ben.until(new RegExp(`^:${carol}!\\S+ JOIN ${x}$`));
  const joined = await ann.until(new RegExp(`^:${carol}!\\S+ JOIN ${y}$`));
  assert.deepEqual(
    joined.map((line) => line.split(' ').slice(1).join(' ')),
    [`JOIN ${x}`, `JOIN ${y}`],
  );
});

test('whoever is called otherwise now says so to those who share a room with them, once', async () => {
  const old = await registered(server.port, 'old');
  const renamed = fresh('new');
  const [x, y] = [`#${fresh('x')}`, `#${fresh('y')}`];
  using one = await ircAccount(server.port, old);
  using two = await ircAccount(server.port, old);
  using ann = await IrcClient.welcomed(server.port, fresh('ann'));
  await ann.says(`JOIN ${x},${y}`);
  await one.says(`JOIN ${x},${y}`);
  await two.until(new RegExp(`JOIN ${y}$`));
  using native = await typing(old);
  native.say(`rename ${renamed}`);
  const line = new RegExp(`^:${old}!\\S+ NICK ${renamed}$`);
  for (const client of [one, two, ann]) {
    await client.until(line);
    assert.ok(!(await client.settled()).some((other) => line.test(other)));
  }
  await one.says(`PRIVMSG ${x} :still me`);
  assert.deepEqual(await ann.until(/ PRIVMSG /), [
    `:${renamed}!~${old}@${renamed}.chinwag PRIVMSG ${x} :still me`,
  ]);
  const names = (await ann.says(`NAMES ${x}`))[0] ?? '';
  assert.match(names, new RegExp(`[ :@]${renamed}(?: |$)`));
  assert.doesNotMatch(names, new RegExp(`[ :@]${old}(?: |$)`));
});

test('a room that one has come into elsewhere is shown before what is said there', async () => {
  const name = await registered(server.port, 'far');
  const room = `#${fresh('r')}`;
  using client = await ircAccount(server.port, name);
  using native = await typing(name);
  native.say(`create ${room}\nsendto ${room} one\nsendto ${room} two`);
  assert.deepEqual(await client.until(/ :two$/), [
    `:${sourceOf(name)} JOIN ${room}`,
    `:chinwag.local 353 ${name} = ${room} :@${name}`,
    `:chinwag.local 366 ${name} ${room} :End of /NAMES list`,
    `:${sourceOf(name)} PRIVMSG ${room} :one`,
    `:${sourceOf(name)} PRIVMSG ${room} :two`,
  ]);
});

test('IDENTIFY shows the rooms of the account', async () => {
  const name = await registered(server.port, 'ida');
  const room = `#${fresh('r')}`;
  using native = await typing(name);
  native.say(`create ${room}`);
  await native.next();
  using bot = await IrcClient.welcomed(server.port, fresh('bot'));
  const told = await bot.says(`PRIVMSG NickServ :IDENTIFY ${name} ${SECRET}`);
  assert.ok(
    told.some((line) => new RegExp(`^:${name}!\\S+ JOIN ${room}$`).test(line)),
    told.join('\n'),
  );
  assert.deepEqual(await bot.says(`PRIVMSG ${room} :here`), []);
});

test('a client that does not end its registration is not kept everything that happens meanwhile', async () => {
  const name = await registered(server.port, 'slow');
  using client = await IrcClient.connect(server.port);
  const plain = Buffer.from(`\0${name}\0${SECRET}`).toString('base64');
  client.say('CAP LS 302', `NICK ${name}`, 'USER x 0 * :x', 'CAP REQ :sasl');
  client.say('AUTHENTICATE PLAIN', `AUTHENTICATE ${plain}`);
  await client.until(/ 903 /);
  using native = await typing(name);
  const text = 'x'.repeat(30_000);
  native.say(`sendto ${name} ${text}\nsendto ${name} ${text}\nsendto ${name} ${text}`);
  await server.logged(({ why }) => /too much happened before/.test(String(why)));
});

test('a batch that is not ended is an unfinished message, and one that goes on is not', async () => {
  await using hasty = await ServerProcess.start('--unfinished-timeout', '2s');
  const caps = 'CAP REQ :batch draft/multiline';
  using quiet = await IrcClient.welcomed(hasty.port, 'quiet', caps, 'CAP END');
  using half = await IrcClient.welcomed(hasty.port, 'half', caps, 'CAP END');
  half.say('BATCH +r draft/multiline quiet', '@batch=r PRIVMSG quiet :lost');
  await half.until(/^ERROR :Closing link: left a message unfinished for 2 s$/);
  assert.deepEqual(
    (await quiet.settled()).filter((line) => line.includes('lost')),
    [],
  );
  quiet.say('BATCH +r draft/multiline quiet', '@batch=r PRIVMSG quiet :one');
  await quiet.says('@batch=r PRIVMSG quiet :two', 'BATCH -r');
  assert.equal(quiet.closed, false);
});
