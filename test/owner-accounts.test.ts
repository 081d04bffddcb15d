/** `chinwag account …`, with and without a running server: the same answers. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { chinwag, done, logIn, OwnedData, PASSWORD } from './support/owner.ts';
import type { ServerProcess } from './support/server-process.ts';

interface Listed {
  readonly name: string;
  readonly id: number;
  readonly registered: string;
  readonly devices: number;
  readonly storedBytes: number;
  readonly operator: boolean;
}

async function list(data: OwnedData): Promise<Listed[]> {
  const lines = (await data.output(['account', 'list', '--json'])).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Listed);
}

for (const running of [true, false]) {
  describe(running ? 'beside a server' : 'without a server', () => {
    /** Data with or without a server. */
    async function open(): Promise<{ data: OwnedData; server: ServerProcess | null }> {
      const data = new OwnedData();
      return { data, server: running ? await data.serve() : null };
    }

    async function close({ data, server }: Awaited<ReturnType<typeof open>>): Promise<void> {
      await server?.stop();
      data[Symbol.dispose]();
    }

    test('accounts are added, listed, made operators and removed', async () => {
      const place = await open();
      const { data } = place;
      try {
        const added = await data.output(['account', 'add', 'alice'], `${PASSWORD}\n`);
        assert.equal(added, 'alice is registered (account 1)\n');
        await data.output(['account', 'add', '字字'], `${PASSWORD}\r\nwhat follows is not read`);
        const [alice, other] = await list(data);
        assert.ok(alice !== undefined && Math.abs(Date.parse(alice.registered) - Date.now()) < 6e5);
        const { registered } = alice;
        const expected = { name: 'alice', id: 1, devices: 0, storedBytes: 0, operator: false };
        assert.deepEqual(alice, { ...expected, registered });
        assert.equal(other?.name, '字字');
        const shown = (await data.output(['account', 'list'])).split('\n');
        assert.match(shown[0] ?? '', /^NAME +ID +REGISTERED +DEVICES +STORED +OPERATOR$/);
        assert.match(shown[1] ?? '', /^alice +1 {2}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +0 +0 {2}no$/);
        await data.output(['account', 'operator', '字字', 'on']);
        assert.equal((await list(data))[1]?.operator, true);
        await data.output(['account', 'operator', '字字', 'off']);
        assert.equal((await list(data))[1]?.operator, false);
        assert.equal(
          await data.output(['account', 'remove', 'alice', '--yes']),
          'alice is removed\n',
        );
        assert.deepEqual(
          (await list(data)).map(({ id }) => id),
          [2],
        );
        assert.match(await data.problem(['account', 'add', 'Alice'], `${PASSWORD}\n`), /reserved/);
      } finally {
        await close(place);
      }
    });

    test('what is wrong is one line that says what would be right', async () => {
      const place = await open();
      const { data } = place;
      try {
        await data.register('alice');
        const cases: [string[], string, RegExp][] = [
          [['account', 'add', 'alice'], PASSWORD, /^alice is registered already; choose another/],
          [['account', 'add', 'ALICE'], PASSWORD, /^ALICE is too much like alice; choose another/],
          [['account', 'add', 'a b'], PASSWORD, /^"a b" cannot be a registered name: /],
          [['account', 'add', 'a\nb'], PASSWORD, /^"a␤b" cannot be a registered name: /],
          [['account', 'add', '#room'], PASSWORD, /cannot be a registered name/],
          [['account', 'add', 'who?'], PASSWORD, /cannot be a registered name/],
          [['account', 'add', 'аlice'], PASSWORD, /letters of one alphabet/],
          [['account', 'add', 'x'.repeat(21)], PASSWORD, /1 to 20 characters/],
          [['account', 'add', 'bob'], 'short\n', /^a password has 8 to 1024 bytes/],
          [['account', 'add', 'bob'], `cwt_${PASSWORD}\n`, /does not begin with cwt_/],
          [['account', 'add', 'bob'], 'x'.repeat(1025), /^a password has 8 to 1024 bytes/],
          [['account', 'add', 'bob'], '', /^no password was given/],
          [['account', 'reset-password', 'nobody'], PASSWORD, /^nobody is registered as nobody/],
          [['account', 'reset-password', 'Alice'], PASSWORD, /did you mean alice\?$/],
          [['account', 'reset-password', 'alice'], 'short', /^a password has 8 to 1024 bytes/],
          [['account', 'remove', 'nobody', '--yes'], '', /chinwag account list shows/],
          [['account', 'remove', 'alice'], '', /use --yes$/],
          [['account', 'operator', 'nobody', 'on'], '', /^nobody is registered as nobody/],
        ];
        // Most of them once: it is the same that says them.
        for (const [args, input, problem] of running ? cases : cases.slice(0, 4)) {
          assert.match(await data.problem(args, input), problem, args.join(' '));
        }
        const notText = await data.problem(['account', 'add', 'bob'], Buffer.from([0xff, 0x0a]));
        assert.equal(notText, 'standard input is not UTF-8');
        assert.equal((await list(data)).length, 1);
      } finally {
        await close(place);
      }
    });

    test('an invitation registers one name, where it takes one', async () => {
      using data = new OwnedData();
      const invites = ['--registration', 'invite'];
      let server = running ? await data.serve(...invites) : null;
      try {
        const { stdout, stderr } = await data.run(['account', 'invite']);
        assert.match(stdout, /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\n$/);
        assert.match(stderr, /^chinwag: good until \d{4}-[^\n]+\n$/);
        server ??= await data.serve(...invites);
        const client = await LineClient.connect(server.port);
        client.say(`register bob ${PASSWORD}`);
        assert.equal(await client.next(), 'Failure');
        client.say(`register bob ${PASSWORD} ${stdout.trim()}`);
        assert.equal(await client.next(), 'Success');
        client.say('logout');
        assert.equal(await client.next(), 'Success');
        client.say(`register carol ${PASSWORD} ${stdout.trim()}`);
        assert.equal(await client.next(), 'Failure');
        client.socket.destroy();
      } finally {
        await server?.stop();
      }
    });

    test('after a new password every device must log in again', async () => {
      using data = new OwnedData();
      let server = await data.serve();
      try {
        await data.register('alice');
        using first = await ExtendedClient.hello(server.port);
        const device = { name: 'alice', password: PASSWORD, device: 'a test' };
        const { token } = await first.ask('login', device);
        assert.equal(typeof token, 'string');
        assert.equal((await list(data))[0]?.devices, 1);
        if (!running) await server.stop();
        await data.output(['account', 'reset-password', 'alice'], 'another-password\n');
        if (!running) server = await data.serve();
        assert.equal((await list(data))[0]?.devices, 0);
        using again = await ExtendedClient.hello(server.port);
        const refused = await again.ask('login', { name: 'alice', token: String(token) });
        assert.equal(refused.result, 'failure');
        const client = await logIn(server.port, 'alice', 'another-password');
        client.socket.destroy();
      } finally {
        await server.stop();
      }
    });
  });
}

test('whoever is removed is logged out, and what they wrote is counted no more', async () => {
  using data = new OwnedData();
  await using server = await data.serve();
  await data.register('alice', 'bob');
  const alice = await logIn(server.port, 'alice');
  await done(alice, 'sendto bob zwölf');
  assert.equal((await list(data))[0]?.storedBytes, 'zwölf'.length + 1);
  await data.output(['account', 'remove', 'alice', '--yes']);
  assert.equal(await alice.next().catch(() => 'closed'), 'closed');
  assert.ok(server.log.some(({ msg }) => msg === 'account removed'));
});

test('a guest keeps a name from being registered', async () => {
  using data = new OwnedData();
  await using server = await data.serve();
  const guest = await LineClient.login(server.port, 'alice');
  const problem = await data.problem(['account', 'add', 'ALICE'], PASSWORD);
  assert.equal(problem, 'ALICE is in use by a guest; choose another name, or try again later');
  guest.socket.destroy();
});

test('two commands at once, and a server that starts meanwhile: each is done, or says why not in a line', async () => {
  using data = new OwnedData();
  const names = ['ann', 'ben', 'cid', 'dan'];
  const commands = names.map((name) => data.run(['account', 'add', name], PASSWORD));
  const server = data.serve().catch((error: Error) => error);
  for (const { status, stderr } of await Promise.all(commands)) {
    if (status !== 0) assert.match(stderr, /^chinwag: [^\n]*in use by another chinwag[^\n]*\n$/);
  }
  const started = await server;
  // A command may have had the folder when it started.
  if (started instanceof Error) assert.match(started.message, /in use by another chinwag/);
  else await started.stop();
});

test('a folder without data is not made by looking', async () => {
  using data = new OwnedData();
  for (const args of [
    ['account', 'list'],
    ['account', 'remove', 'x', '--yes'],
    ['export'],
    ['check'],
  ]) {
    assert.match(
      await data.problem(args),
      /has no data of a server; --data DIR says where they are/,
    );
  }
});

describe('the command line', () => {
  test('says how it is used', async () => {
    for (const [args, problem] of [
      [['account'], /^chinwag: chinwag account needs a word more; account does: list, add, /],
      [['account', 'nonsense'], /^chinwag: "nonsense" is not one of them; account does: list, /],
      [['account', 'add'], /^chinwag: this is how it is used: chinwag account add NAME\n$/],
      [['account', 'list', 'x'], /^chinwag: this is how it is used: chinwag account list\n$/],
      [['account', 'operator', 'x', 'maybe'], /^chinwag: "maybe" is neither on nor off\n$/],
      [
        ['account', 'list', '--port', '1'],
        /--port is not an option; these are: --data, --config, --json/,
      ],
    ] as const) {
      const { status, stdout, stderr } = await chinwag(args);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
      assert.match(stderr, problem);
    }
  });

  test('has help for each command', async () => {
    const overview = await chinwag(['--help']);
    const words = [
      'account list',
      'account add NAME',
      'export',
      'import',
      'backup',
      'restore',
      'check',
    ];
    for (const word of words) assert.ok(overview.stdout.includes(word), word);
    for (const args of [
      ['account', 'add', '--help'],
      ['export', '--help'],
      ['import', '-h'],
      ['backup', '--help'],
      ['restore', '--help'],
      ['check', '--help'],
    ]) {
      const { status, stdout } = await chinwag(args);
      assert.equal(status, 0);
      assert.ok(stdout.startsWith(`chinwag ${args[0]}`), stdout);
      assert.match(stdout, /--data DIR/);
    }
    const family = await chinwag(['account', '--help']);
    assert.match(family.stdout, /chinwag account reset-password NAME/);
  });

  test('takes the folder from a file or the environment, whatever else is there', async () => {
    using data = new OwnedData();
    await data.register('alice');
    const file = data.beside('chinwag.toml');
    const rest = 'port = "wrong"\ntls-cert = "alone.pem"\nno-such-option = 1\n';
    writeFileSync(file, `data = ${JSON.stringify(data.folder)}\n${rest}`);
    const list = ['account', 'list', '--json'];
    const fromFile = await chinwag([...list, '--config', file]);
    assert.deepEqual([fromFile.status, fromFile.stderr], [0, '']);
    assert.match(fromFile.stdout, /"name":"alice"/);
    const fromEnvironment = await chinwag(list, '', {
      CHINWAG_DATA: data.folder,
      CHINWAG_PORT: 'wrong',
      CHINWAG_NONSENSE: '1',
    });
    assert.equal(fromEnvironment.stdout, fromFile.stdout);
    writeFileSync(file, `${rest}keep-names = "for a while"\n`);
    const wrong = await chinwag([...list, '--config', file]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /keep-names: "for a while" is not a duration/);
  });
});
