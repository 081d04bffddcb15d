/** The client in a pipe, with the real server: it prints exactly what docs/PROTOCOL.md section 7 says. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { PipedClient, playPiped } from './support/cli.ts';
import { ServerProcess } from './support/server-process.ts';

const LONG_NAME = '☕'.repeat(21);
const LONGEST_TEXT = '🎈'.repeat(65_535);

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server[Symbol.asyncDispose]());

/** What a client of its own prints for `input`. */
async function run(input: string | Uint8Array): Promise<string> {
  using client = PipedClient.of(server.port);
  const { status, stdout, stderr } = await client.end(input);
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

/** In a server's place: a port where nothing listens. */
async function unusedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('client commands', () => {
  test('login, list, sendto, logout: two people', () =>
    playPiped(
      server.port,
      `
      alice> login alice
      alice< Success
      bob> list
      bob< alice
      bob> login bob
      bob< Success
      alice> list
      alice< alice
      alice< bob
      alice> sendto bob Hi, Bob!
      alice< Success
      bob< alice: Hi, Bob!
      bob> sendto carol hi
      bob< Failure
      bob> login bob
      bob< Failure
      bob> logout
      bob< Success
      bob> list
      bob< alice
      bob> logout
      bob< Failure
      bob> sendto alice hi
      bob< Failure
      bob> login alice
      bob< Failure
      bob> login Bob
      bob< Success
      alice> sendto Bob case matters
      alice< Success
      bob< alice: case matters
      `,
    ));

  const table: Record<string, Record<string, string>> = {
    'login: no name, more than one word, or a name over 20 characters is Bad username': {
      login: 'Bad username',
      'login \t ': 'Bad username',
      'login a b': 'Bad username',
      [`login ${LONG_NAME}`]: 'Bad username',
    },
    'list: any parameter is Invalid command': { 'list all': 'Invalid command' },
    'sendto: name or message missing, or a name over 20 characters is Bad username': {
      sendto: 'Bad username',
      'sendto bob': 'Bad username',
      'sendto bob ': 'Bad username',
      'sendto bob  \t \u3000': 'Bad username',
      [`sendto ${LONG_NAME} hi`]: 'Bad username',
    },
    'sendto: a message over 65535 characters is Bad message': {
      [`sendto bob ${LONGEST_TEXT}🎈`]: 'Bad message',
      [`sendto bob ${'x'.repeat(3_000_000)}`]: 'Bad message',
    },
    'logout: any parameter is Invalid command': { 'logout now': 'Invalid command' },
    'exit: any parameter is Invalid command': { 'exit now': 'Invalid command' },
    'anything else is Invalid command': {
      hello: 'Invalid command',
      LIST: 'Invalid command',
      'list\u00a0': 'Invalid command',
      '/list': 'Invalid command',
      [`x${'x'.repeat(3_000_000)}`]: 'Invalid command',
    },
    'help is not a command in a pipe': { help: 'Invalid command' },
    'a line too long to be any command is what its beginning is': {
      [`login ${'x'.repeat(3_000_000)}`]: 'Bad username',
      [`list${' '.repeat(3_000_000)}x`]: 'Invalid command',
    },
  };
  for (const [rule, lines] of Object.entries(table)) {
    test(rule, async () => {
      const printed = await run(`${Object.keys(lines).join('\n')}\n`);
      assert.equal(printed, `${Object.values(lines).join('\n')}\n`);
    });
  }

  test('words are separated by runs of spaces and tabs, which mean nothing at the ends of a line', async () => {
    const printed = await run('\t login \t spacy  \n  list\t\nsendto\t spacy x\n logout \n');
    assert.equal(printed, 'Success\nspacy\nspacy: x\nSuccess\nSuccess\n');
  });

  test('a message is everything after the one space or tab that follows the name, kept as typed', async () => {
    const printed = await run(
      'login asis\nsendto asis   two before, two after  \nsendto asis\t\tx\n',
    );
    assert.equal(
      printed,
      'Success\nasis:   two before, two after  \nSuccess\nasis: \tx\nSuccess\n',
    );
  });

  test('a blank line is ignored', async () => {
    assert.equal(await run('\n \t \n\r\n   \n'), '');
  });

  test('lines end with LF or CRLF, and the last one needs neither', async () => {
    assert.equal(await run('login crlf\r\nlist\r\nlogout'), 'Success\ncrlf\nSuccess\n');
  });

  test('characters are code points: the longest name and the longest text pass', async () => {
    const name = '🎈'.repeat(20);
    const printed = await run(`login ${name}\nsendto ${name} ${LONGEST_TEXT}\n`);
    assert.ok(printed === `Success\n${name}: ${LONGEST_TEXT}\nSuccess\n`);
  });

  test('what is not UTF-8 is not sent: its answer, and on standard error why', async () => {
    using client = PipedClient.of(server.port);
    const input = 'login m\xfcller\nlogin bytes\nsendto bytes \xff\xc3\nlist\n';
    const { status, stdout, stderr } = await client.end(Buffer.from(input, 'latin1'));
    assert.deepEqual([status, stdout], [0, 'Bad username\nSuccess\nBad message\nbytes\n']);
    assert.match(
      stderr,
      /^chinwag: standard input, line 1: is not UTF-8, .*ISO-8859-1.*\nchinwag: .* 2 lines .*\n$/,
    );
  });

  test('a message with what could drive a terminal is printed as one harmless line', async () => {
    const printed = await run('login esc\nsendto esc a\x1b[2J\x07\rb\u2028c\u202ed\te\n');
    assert.equal(printed, 'Success\nesc: a^[[2J^G␤b␤c<U+202E>d\te\nSuccess\n');
  });
});

describe('the order of the answers', () => {
  test('is that of the lines, the client’s own error lines among them', async () => {
    const input = 'login order\nfoo\nlist\nsendto order\nlogin\nsendto nobody x\nlist x\nlogout\n';
    const expected = [
      ...['Success', 'Invalid command', 'order', 'Bad username', 'Bad username'],
      ...['Failure', 'Invalid command', 'Success'],
    ];
    assert.equal(await run(input), `${expected.join('\n')}\n`);
  });

  test('holds for a hundred thousand lines', async () => {
    const lines: string[] = [];
    const expected: string[] = [];
    for (let i = 0; i < 100_000; i++) {
      const [line, answer] = [
        ['logout', 'Failure'],
        ['nonsense', 'Invalid command'],
        ['login a b', 'Bad username'],
      ][i % 3] as [string, string];
      lines.push(line);
      expected.push(answer);
    }
    assert.ok((await run(`${lines.join('\n')}\n`)) === `${expected.join('\n')}\n`);
  });
});

describe('leaving', () => {
  test('exit closes the socket and ends the program with status 0; later lines are ignored', async () => {
    using client = PipedClient.of(server.port);
    client.say('login leaver');
    client.say('exit');
    client.say('list');
    const { status, stdout, stderr } = await client.ended();
    assert.deepEqual([status, stdout, stderr], [0, 'Success\n', '']);
    using other = PipedClient.of(server.port);
    other.say('login leaver');
    await other.hears('Success');
  });

  test('the end of input waits for the replies still owed', async () => {
    const printed = await run(`login many\n${'sendto many hi\n'.repeat(1000)}`);
    assert.equal(printed.match(/^Success$/gm)?.length, 1001);
    assert.equal(printed.match(/^many: hi$/gm)?.length, 1000);
  });
});

describe('the connection', () => {
  test('refused: one clear line on standard error, exit status 1', async () => {
    const port = await unusedPort();
    using client = PipedClient.of(port);
    const { status, stdout, stderr } = await client.end('list\n');
    assert.deepEqual([status, stdout], [1, '']);
    assert.equal(
      stderr,
      `chinwag: cannot connect to 127.0.0.1:${port}: nothing is listening there (connection refused)\n`,
    );
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    test(`lost because of the server's ${signal}: one clear line on standard error, exit status 1`, async () => {
      await using doomed = await ServerProcess.start();
      using client = PipedClient.of(doomed.port);
      client.say('login alice');
      await client.hears('Success');
      await doomed.stop(signal);
      const { status, stdout, stderr } = await client.ended();
      assert.deepEqual([status, stdout], [1, 'Success\n']);
      assert.match(stderr, /^chinwag: lost the connection to 127\.0\.0\.1:\d+: [^\n]+\n$/);
    });
  }

  test('an IPv6 address and a name of the host work too', async () => {
    await using six = await ServerProcess.start('--host', 'localhost');
    using client = new PipedClient('localhost', six.port);
    assert.equal((await client.end('login x\n')).stdout, 'Success\n');
  });
});

describe('the command line', () => {
  const wrong: Record<string, [string[], RegExp]> = {
    'a port that is none': [['localhost', 'http'], /^chinwag: "http" is not a port/],
    'a port that is too large': [['localhost', '65536'], /^chinwag: "65536" is not a port/],
    'port 0': [['localhost', '0'], /^chinwag: "0" is not a port/],
    'a word too many': [
      ['localhost', '4900', 'x\x1b'],
      /^chinwag: "x\^\[" is one word too many\n$/,
    ],
    'an option': [['--verbose'], /^chinwag: --verbose is not an option of connect\n$/],
    'an empty host': [[''], /^chinwag: the host is empty\n$/],
  };
  for (const [what, [args, stderr]] of Object.entries(wrong)) {
    test(`${what}: a clear line, exit status 2`, async () => {
      using client = new PipedClient(...args);
      const ending = await client.ended();
      assert.deepEqual([ending.status, ending.stdout], [2, '']);
      assert.match(ending.stderr, stderr);
    });
  }

  test('--help shows the commands', async () => {
    using client = new PipedClient('--help');
    const { status, stdout } = await client.ended();
    assert.equal(status, 0);
    assert.match(stdout, /^ {2}sendto <username> <message> +\S/m);
  });
});

describe('standard output', () => {
  test('that is closed early ends the client quietly, as SIGPIPE ends others', async () => {
    using client = PipedClient.of(server.port);
    client.say('login head');
    await client.hears('Success');
    client.child.stdout?.destroy();
    const timer = setInterval(() => client.say('list'), 5);
    const { status, stderr } = await client.ended().finally(() => clearInterval(timer));
    assert.deepEqual([status, stderr], [141, '']);
  });
});
