/** What people see the server called, and how long it wants passwords: at a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { IrcClient } from './support/irc-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';

const NAME = 'Tom & "Di" <b>';

let server: ServerProcess;
let usual: ServerProcess;
before(async () => {
  const named = ['--server-name', NAME, '--min-password', '4', '--log-level', 'info'];
  server = await ServerProcess.start(...QUICK_PASSWORDS, ...named);
  usual = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await usual[Symbol.asyncDispose]();
});

test('clients are told both, where they are not the usual ones', async () => {
  using client = await ExtendedClient.connect(server.port);
  const { name, passwordMin } = await client.ask('hello', {});
  assert.deepEqual([name, passwordMin], [NAME, 4]);
  using other = await ExtendedClient.connect(usual.port);
  const hello = await other.ask('hello', {});
  assert.ok(!('name' in hello) && !('passwordMin' in hello));
});

test('the page has the name in its title, and both for its script', async () => {
  const page = await (await fetch(`http://127.0.0.1:${server.port}/`)).text();
  const name = 'Tom &amp; &quot;Di&quot; &lt;b>';
  assert.ok(page.includes(`<title>${name}</title>`), page);
  assert.ok(page.includes(`<meta name="application-name" content="${name}">`), page);
  assert.ok(page.includes('<meta name="chinwag-password-min" content="4">'), page);
  const manifest = await fetch(`http://127.0.0.1:${server.port}/manifest.webmanifest`);
  assert.equal(((await manifest.json()) as { name: string }).name, NAME);
  const plain = await (await fetch(`http://127.0.0.1:${usual.port}/`)).text();
  assert.ok(plain.includes('<title>Chinwag</title>') && plain.includes('content="8"'), plain);
});

test('IRC has it as the name of the network', async () => {
  using ann = await IrcClient.connect(server.port);
  ann.say('NICK ann', 'USER ann 0 * :Ann');
  const lines = await ann.until(/ MODE ann \+i$/);
  assert.match(lines[0] ?? '', / 001 ann :Welcome to the Tom & "Di" <b> network, ann!/);
  assert.ok(lines.some((line) => / 005 .* NETWORK=Tom\\x20&\\x20"Di"\\x20<b> /.test(line)));
});

test('a terminal says where it is connected', async () => {
  using terminal = TmuxTerminal.chinwag(server.port, { columns: 100, rows: 24 });
  await terminal.shows(/^\* connected to Tom & "Di" <b> \(127\.0\.0\.1:\d+\); help shows/m);
  terminal.enter('register anton');
  await terminal.shows('New password for anton:');
  terminal.enter('abc');
  await terminal.shows('Failure\n* password not allowed (4 to 1024 bytes)\n>');
});

test('a password that is shorter than the usual is taken, with a warning at the start', async () => {
  await server.logged(({ msg }) => msg.startsWith('--min-password 4 allows passwords'));
  using client = await ExtendedClient.hello(server.port);
  const { result, why } = await client.ask('register', { name: 'bea', password: 'abc' });
  assert.deepEqual([result, why], ['failure', 'password not allowed (4 to 1024 bytes)']);
  assert.equal((await client.ask('register', { name: 'bea', password: 'abcd' })).result, 'ok');
  using cat = await IrcClient.welcomed(server.port, 'cat');
  const [line = ''] = await cat.says('NS REGISTER abc *');
  assert.match(line, /:Not registered: password not allowed \(4 to 1024 bytes\)$/);
});

test('names that would not do are refused', async () => {
  for (const name of ['', ' x', 'a\u202eb', 'x'.repeat(41)]) {
    await assert.rejects(ServerProcess.start('--server-name', name), name);
  }
});
