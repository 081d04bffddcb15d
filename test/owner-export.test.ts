/** `chinwag export` and `chinwag import`, with and without a running server. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { done, logIn, OwnedData, PASSWORD } from './support/owner.ts';
import { until } from './support/until.ts';

type Line = Readonly<Record<string, unknown>>;

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

function of(lines: readonly Line[], kind: string): Line[] {
  return lines.filter((line) => line.kind === kind);
}

/** Three people, and some messages between them. */
async function withConversations(data: OwnedData): Promise<void> {
  await using server = await data.serve();
  await data.register('alice', 'bob', 'Zoë');
  using alice = await logIn(server.port, 'alice');
  using bob = await logIn(server.port, 'bob');
  await done(alice, 'sendto Zoë she is away');
  await done(bob, 'sendto alice lunch at "noon"\u2028? \\');
  assert.match(await alice.next(), /^bob: lunch/);
  await done(alice, 'sendto bob with\ttabs  and 字, 🎈');
  assert.match(await bob.next(), /^alice: with/);
  await done(bob, 'sendto Zoë nothing that alice may read');
  await server.stop();
}

test('everything comes out, beside a server as without one, and everything goes in again', async () => {
  using data = new OwnedData();
  using other = new OwnedData();
  await withConversations(data);
  const exported = await data.output(['export']);
  const lines = linesOf(exported);
  assert.deepEqual(lines[0], { kind: 'chinwag-export', version: 1, person: null });
  assert.deepEqual(lines.at(-1), { kind: 'end', accounts: 3, messages: 4 });
  assert.deepEqual(
    of(lines, 'account').map(({ name, operator }) => [name, operator]),
    [
      ['alice', false],
      ['bob', false],
      ['Zoë', false],
    ],
  );
  assert.match(String(of(lines, 'account')[0]?.password), /^\$argon2id\$/);
  const messages = of(lines, 'message');
  assert.deepEqual(
    messages.map(({ fromName, toName, text }) => [fromName, toName, text]),
    [
      ['alice', 'Zoë', 'she is away'],
      ['bob', 'alice', 'lunch at "noon"\u2028? \\'],
      ['alice', 'bob', 'with\ttabs  and 字, 🎈'],
      ['bob', 'Zoë', 'nothing that alice may read'],
    ],
  );
  assert.ok(!exported.includes('token'));
  {
    await using _server = await data.serve();
    assert.equal(await data.output(['export']), exported);
  }
  assert.equal(await other.output(['import'], exported), '3 accounts and 4 messages imported\n');
  assert.equal(await other.output(['export']), exported);
  assert.match(await other.output(['check']), /^OK: 3 accounts, 4 messages in 3 conversations/);
  // The password is the one that it was; search finds what was said, and what waits is there.
  await using server = await other.serve();
  using alice = await ExtendedClient.hello(server.port);
  assert.equal((await alice.ask('login', { name: 'alice', password: PASSWORD })).result, 'ok');
  const found = await alice.ask('search', { query: 'lunch from:bob' });
  assert.equal((found.messages as unknown[]).length, 1);
  using zoe = await logIn(server.port, 'Zoë');
  assert.equal(await zoe.next(), 'alice: she is away');
  assert.equal(await zoe.next(), 'bob: nothing that alice may read');
});

test('one person’s are their account, without its password, and their conversations', async () => {
  using data = new OwnedData();
  using other = new OwnedData();
  await withConversations(data);
  const exported = await data.output(['export', '--account', 'alice']);
  const lines = linesOf(exported);
  assert.deepEqual(lines[0], { kind: 'chinwag-export', version: 1, person: 'alice' });
  assert.deepEqual(
    of(lines, 'account').map(({ name, password }) => [name, password]),
    [['alice', undefined]],
  );
  assert.deepEqual(
    of(lines, 'message').map(({ fromName }) => fromName),
    ['alice', 'bob', 'alice'],
  );
  assert.ok(!exported.includes('nothing that alice may read') && !exported.includes('argon2'));
  const { status, stdout, stderr } = await other.run(['import'], exported);
  assert.deepEqual([status, stdout], [0, '1 accounts and 3 messages imported\n']);
  assert.equal(stderr, 'chinwag: 2 more accounts have no password yet\n');
  assert.equal(await other.output(['export', '--account', 'alice']), exported);
  assert.match(
    await data.problem(['export', '--account', 'Alice']),
    /^nobody is registered as Alice/,
  );
});

test('a file is the owner’s alone, whole, and not written over unasked', async () => {
  using data = new OwnedData();
  await withConversations(data);
  const file = data.beside('all.jsonl');
  assert.equal(await data.output(['export', file]), '');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const exported = readFileSync(file, 'utf8');
  assert.equal(exported, await data.output(['export']));
  writeFileSync(file, 'precious');
  assert.match(await data.problem(['export', file]), /all\.jsonl exists; .*--force$/);
  assert.equal(readFileSync(file, 'utf8'), 'precious');
  await data.output(['export', '--force', file]);
  assert.equal(readFileSync(file, 'utf8'), exported);
  assert.match(await data.problem(['export', data.beside('no/such')]), /no such file or folder$/);
});

test('while people write, an export is of one moment', async () => {
  using data = new OwnedData();
  await using server = await data.serve();
  await data.register('alice', 'bob');
  using alice = await logIn(server.port, 'alice');
  let writing = true;
  const write = (async () => {
    for (let i = 1; writing; i++) await done(alice, `sendto alice ${i}`).catch(() => alice.next());
  })();
  await until(
    () => alice.heard.length > 0 || server.log.length > 0,
    () => 'messages',
  );
  for (let i = 0; i < 3; i++) {
    const lines = linesOf(await data.output(['export']));
    const texts = of(lines, 'message').map(({ text }) => Number(text));
    assert.deepEqual(
      texts,
      texts.map((_, at) => at + 1),
    );
    assert.equal(lines.at(-1)?.messages, texts.length);
  }
  writing = false;
  await write;
});

describe('an import is all or nothing', () => {
  const header = '{"kind":"chinwag-export","version":1,"person":null}';
  const alice =
    '{"kind":"account","id":1,"name":"alice","registered":"2026-01-01T00:00:00.000Z","operator":false,"received":0}';
  const bob = alice.replace('"id":1', '"id":2').replace('alice', 'bob');
  const message =
    '{"kind":"message","id":5,"at":"2026-01-02T00:00:00.000Z","from":1,"fromName":"alice","to":2,"toName":"bob","text":"hi"}';
  const end = '{"kind":"end","accounts":2,"messages":1}';
  const good = [header, alice, bob, message, end];

  test('with the number of the line that is wrong', async () => {
    using data = new OwnedData();
    const strange = good.with(3, message.replace('"to":2', '"to":3')).join('\n');
    assert.equal(await data.problem(['import'], strange), 'line 4: there is no account 3');
    assert.equal(await data.output(['account', 'list']), '');
    assert.match(await data.problem(['import', data.beside('none')]), /no such file/);
    const file = data.beside('good');
    writeFileSync(file, good.join('\n'));
    assert.equal(await data.output(['import', file]), '2 accounts and 1 messages imported\n');
    assert.match(
      await data.problem(['import', file]),
      /^line 2: alice: alice is registered or res/,
    );
  });

  test('ids move behind those that were given; what is older than what is there stays out', async () => {
    using data = new OwnedData();
    await data.register('carol');
    const text = good.join('\n');
    assert.match(
      await data.problem(['import'], text),
      /^line 4: at: older than what the data folder/,
    );
    const people = [header, alice, bob, end.replace('"messages":1', '"messages":0')].join('\n');
    await data.output(['import'], people);
    const listed = linesOf(await data.output(['account', 'list', '--json']));
    assert.deepEqual(
      listed.map(({ name, id }) => [name, id]),
      [
        ['carol', 1],
        ['alice', 2],
        ['bob', 3],
      ],
    );
  });

  test('and not beside a server', async () => {
    using data = new OwnedData();
    await using _server = await data.serve();
    assert.match(
      await data.problem(['import'], good.join('\n')),
      /in use by another chinwag: stop the server first$/,
    );
  });
});
