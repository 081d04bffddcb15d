/** The line gateway: plain text, for `nc`, telnet and students' programs. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { parseLine } from '../src/protocol/line-grammar.ts';
import { helpLines } from '../src/protocol/usage.ts';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--rate-limit', 'off');
});
after(() => server[Symbol.asyncDispose]());

/** What is heard when `input` is sent and the sending side closed, as `nc -N` does. */
async function netcat(input: string | Uint8Array, port = server.port): Promise<string[]> {
  using client = await LineClient.connect(port);
  client.socket.end(input);
  return await client.all();
}

describe('the line gateway', () => {
  test('answers the commands as the terminal client prints the answers', async () => {
    using bob = await LineClient.login(server.port, 'bob');
    const heard = await netcat(
      'list\nlogout\nsendto bob x\nlogin ann\nlogin ann\nlist\n\n \t\nsendto bob hi there\nsendto nobody hi\n' +
        'login\nsendto bob\nlist all\nnonsense\nlogout now\nexit 1\nlogout\nexit\nlist\n',
    );
    assert.deepEqual(heard, [
      ...['bob', 'Failure', 'Failure', 'Success', 'Failure', 'bob', 'ann', 'Success', 'Failure'],
      ...['Bad username', 'Bad username', 'Invalid command', 'Invalid command', 'Invalid command'],
      ...['Invalid command', 'Success'],
    ]);
    assert.equal(await bob.next(), 'ann: hi there');
  });

  test('help says what there is', async () => {
    assert.deepEqual(await netcat('help\n'), helpLines('lines'));
    assert.deepEqual(await netcat('help ban\n'), [
      'ban <#room> <username> [1h] [why]',
      'put out, and keep out',
    ]);
    assert.deepEqual(await netcat('help mine\nhelp constructor\nhelp hello\n'), [
      ...Array<string>(3).fill('Invalid command'),
    ]);
  });

  test('LF or CRLF ends a line, and so does the end of input', async () => {
    using bob = await LineClient.login(server.port, 'bob2');
    assert.deepEqual(
      await netcat('login a\r\nsendto bob2 one\r\nsendto bob2 two \nsendto bob2 three'),
      [...['Success', 'Success', 'Success', 'Success']],
    );
    assert.deepEqual(
      [await bob.next(), await bob.next(), await bob.next()],
      ['a: one', 'a: two ', 'a: three'],
    );
  });

  test('exit, and the end of input, deliver what is owed first', async () => {
    const commands = `login self\n${'sendto self x\n'.repeat(2000)}`;
    for (const end of ['exit\n', '']) {
      const heard = await netcat(commands + end);
      assert.equal(heard.length, 4001);
      assert.equal(heard.filter((line) => line === 'self: x').length, 2000);
    }
  });

  test('telnet’s negotiation is not part of a line, and 0xff may open a connection', async () => {
    const iac = [255, 253, 1, 255, 251, 31];
    const heard = await netcat(
      Buffer.concat([
        Buffer.of(...iac),
        Buffer.from('login tel'),
        Buffer.of(...iac),
        Buffer.from('net\r\nlist\r\n'),
      ]),
    );
    assert.deepEqual(heard.slice(0, 1), ['Success']);
    assert.ok(heard.includes('telnet'));
  });

  test('a line over the limit is refused without being stored', async () => {
    await using small = await ServerProcess.start();
    using client = await LineClient.login(small.port, 'long');
    const before = small.memoryBytes;
    client.send('sendto long ');
    const chunk = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 100; i++) {
      client.send(chunk);
      await until(
        () => client.socket.writableLength === 0,
        () => 'the server to read',
      );
    }
    client.send('\nlist\n');
    assert.equal(await client.next(), 'Bad message');
    assert.equal(await client.next(), 'long');
    const grown = small.memoryBytes - before;
    assert.ok(grown < 96 * 1024 * 1024, `grew by ${grown} bytes for a line of 100 MiB`);
    client.say(`login ${'y'.repeat(400_000)}`);
    assert.equal(await client.next(), 'Bad username');
    client.say('z'.repeat(400_000));
    assert.equal(await client.next(), 'Invalid command');
  });

  test('the longest message goes through', async () => {
    using client = await LineClient.login(server.port, 'longest');
    const text = '🎈'.repeat(65_535);
    client.say(`sendto longest ${text}`);
    assert.ok((await client.next()) === `longest: ${text}`);
    assert.equal(await client.next(), 'Success');
    client.say(`sendto longest ${text}x`);
    assert.equal(await client.next(), 'Bad message');
  });

  test('bytes that are not UTF-8 are answered as a bad line of their kind', async () => {
    const wrong = Buffer.of(0xc3, 0x28, 0x0a);
    const heard = await netcat(
      Buffer.concat([
        Buffer.from('login u\nsendto u '),
        wrong,
        Buffer.from('login '),
        wrong,
        wrong,
        Buffer.from('list\n'),
      ]),
    );
    assert.deepEqual(heard.slice(0, 4), [
      'Success',
      'Bad message',
      'Bad username',
      'Invalid command',
    ]);
  });

  test('a program that sends its whole buffer, with NULs behind the line, works', async () => {
    const buffer = Buffer.alloc(256);
    buffer.write('login student\n');
    using client = await LineClient.connect(server.port);
    client.send(buffer);
    assert.equal(await client.next(), 'Success');
    buffer.fill(0).write('sendto student hi\n');
    client.send(buffer);
    assert.equal(await client.next(), 'student: hi');
    assert.equal(await client.next(), 'Success');
    client.send(Buffer.from('sendto stu\0dent a\0b\n'));
    assert.equal(await client.next(), 'student: ab');
  });

  test('somebody who is turned away is told in words', async () => {
    await using full = await ServerProcess.start('--max-connections', '1');
    using alice = await LineClient.login(full.port, 'alice');
    assert.deepEqual(await netcat('login bob\nlist\n', full.port), ['Failure: server full']);
    assert.equal(alice.closed, false);
  });

  test('any bytes that open as lines get an answer for each line, and harm nobody', async () => {
    const line = fc.oneof(
      fc.constantFrom('login fuzz', 'list', 'logout', 'sendto fuzz x', 'help', 'exit', ''),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll(/[\r\n\0]/g, '')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 10 }),
        fc.array(fc.nat(400)),
        async (lines, cuts) => {
          // A first line that opens as lines, and tells others apart from what is under test.
          const bytes = Buffer.from(['nonsense', ...lines, 'logout', 'nonsense'].join('\n'));
          using client = await LineClient.connect(server.port);
          let from = 0;
          for (const cut of cuts.sort((a, b) => a - b)) {
            client.send(bytes.subarray(from, cut));
            from = Math.max(from, cut);
          }
          client.socket.end(bytes.subarray(from));
          const heard = await client.all();
          assert.equal(client.error, null);
          assert.equal(heard[0], 'Invalid command');
          if (!lines.some((one) => parseLine(one).kind === 'exit')) {
            assert.equal(heard.at(-1), 'Invalid command');
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('a request with a method of its own and a line that is too long is still no line', async () => {
  const body = 'login victim\nsendto victim pwned\nlist\n';
  for (const path of ['/', `/${'a'.repeat(300_000)}`, `http://x/${'a'.repeat(300_000)}`]) {
    const heard = await netcat(`XPOST ${path} HTTP/1.1\r\nHost: evil.example\r\n\r\n${body}`);
    assert.match(heard[0] ?? '', /^HTTP\/1\.1 501 /);
    assert.ok(!heard.some((line) => /victim|Success/.test(line)));
  }
});

describe('one port', () => {
  test('IRC is answered in its own form', async () => {
    const [welcome] = await netcat('NICK irk\r\nUSER irk 0 * :Irk\r\n');
    assert.match(welcome ?? '', /^:\S+ 001 irk :Welcome /);
  });

  test('what is spoken by nobody here is closed cleanly, with one line that says why', async () => {
    await using own = await ServerProcess.start();
    for (const opening of [
      'SSH-2.0-OpenSSH_9.9\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x1b\x01',
    ]) {
      assert.deepEqual(await netcat(opening, own.port), []);
    }
    await until(
      () =>
        own.log.filter(({ why }) => /opened with something unknown/.test(String(why))).length === 3,
      () => own.stderr,
    );
  });

  test('a slow starter is waited for, and the choice is the same at every cut', async () => {
    for (const cut of [1, 2, 3, 4]) {
      using client = await LineClient.connect(server.port);
      client.send('NICK'.slice(0, cut));
      using other = await LineClient.connect(server.port);
      other.say('nonsense');
      assert.equal(await other.next(), 'Invalid command');
      client.send(`${'NICK'.slice(cut)} 1\r\n`);
      assert.match(await client.next(), / 432 \* 1 :/);
      using lines = await LineClient.connect(server.port);
      lines.send('GETX'.slice(0, cut));
      lines.send(`${'GETX'.slice(cut)}\n`);
      assert.equal(await lines.next(), 'Invalid command');
    }
  });
});
