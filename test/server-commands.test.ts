/** The frames of the extensions (docs/PROTOCOL.md section 10): hello, COMMANDs of every kind, and the order of replies. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { encodeAuth } from '../src/protocol/client-frames.ts';
import { contracts } from '../src/protocol/contract-list.ts';
import { newFrame } from '../src/protocol/frame-writer.ts';
import { FrameType } from '../src/protocol/frames.ts';
import {
  COMMAND_BYTES_MAX,
  HEADER_BYTES,
  JSON_BYTES_MAX,
  MALFORMED_MAX,
  TEXT_CODE_POINTS_MAX,
} from '../src/protocol/limits.ts';
import {
  ExtendedClient,
  type Heard,
  type HeardEvent,
  NATIVE,
  WAYS,
  WEB_SOCKET,
} from './support/extended-client.ts';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--tls', 'self-signed', ...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

/** A COMMAND frame of `json` as it is, with the length `length`, which may be wrong. */
function rawCommand(json: string | Uint8Array, text = '', length?: number): Uint8Array {
  const source = Buffer.from(json as string);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(length ?? source.length);
  const payload = Buffer.concat([count, source, Buffer.from(text)]);
  const frame = newFrame(FrameType.command, payload.length);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** What was heard, without what is only for people. */
function essence(heard: Heard): unknown {
  if (typeof heard === 'string') return heard;
  const { why, text, ...rest } = heard;
  return rest;
}

for (const way of WAYS) {
  describe(`hello, ${way.name}`, () => {
    test('is answered, and from then on messages are EVENTs', async () => {
      const [alice, bob] = [newName(), newName()];
      using client = await ExtendedClient.connect(server.port, way);
      const hello = await client.ask('hello', { client: 'a test' });
      assert.match(hello.version as string, /^\d+\.\d+\.\d+/);
      const login = await client.ask('login', { name: alice });
      assert.deepEqual([login.name, login.registered], [alice, false]);
      using other = await WireClient.login(server.port, bob);
      other.say(`sendto ${alice} Hi, Alice ☕`);
      assert.equal(await other.next(), 'Success');
      // What is kept nowhere has a negative id, while it is remembered.
      const { id, at, ...heard } = (await client.next()) as Record<string, unknown>;
      assert.deepEqual(heard, { event: 'message', from: bob, to: alice, text: 'Hi, Alice ☕' });
      assert.ok(Number(id) < 0 && Number(at) > 0);
      const sent = await client.ask('sendto', { to: bob }, 'Hi, Bob ☕');
      const { message, at: sentAt, ...answer } = essence(sent) as Record<string, unknown>;
      assert.deepEqual(answer, { event: 'reply', id: sent.id, result: 'ok' });
      assert.ok(Number(message) < Number(id) && Number(sentAt) >= Number(at));
      assert.equal(await other.next(), `${alice}: Hi, Bob ☕`);
      const list = await client.ask('list', {});
      assert.equal(list.text.match(/\n/g)?.length, list.names);
      assert.ok(list.text.split('\n').includes(bob));
    });

    test('leaves the frames of the seed as they are, all but messages', async () => {
      const who = newName();
      using client = await ExtendedClient.hello(server.port, way);
      client.send(frameOf(`login ${who}`));
      client.command('list', {});
      client.send(frameOf(`sendto ${who} hi`));
      client.send(frameOf(`sendto ${newName()} hi`));
      client.send(frameOf('logout'));
      client.send(frameOf('logout'));
      assert.equal(await client.next(), 'Success');
      assert.equal((await client.event('reply')).result, 'ok');
      assert.equal(await client.message(), `${who}: hi`);
      assert.equal(await client.next(), 'Success');
      assert.equal(await client.next(), 'Failure: no such user');
      assert.equal(await client.next(), 'Success');
      assert.equal(await client.next(), 'Failure: not logged in');
      assert.equal((await client.ask('login', { name: who })).result, 'ok');
      client.send(frameOf('list'));
      assert.match((await client.next()) as string, new RegExp(`^\\[.*\\b${who}\\b.*\\]$`));
    });

    test('a text as long as one may be goes out and comes back', async () => {
      const who = newName();
      const text = '🎈'.repeat(TEXT_CODE_POINTS_MAX);
      using client = await ExtendedClient.hello(server.port, way);
      await client.ask('login', { name: who });
      assert.equal((await client.ask('sendto', { to: who }, text)).result, 'ok');
      assert.equal((await client.event('message')).text, text);
    });
  });
}

describe('hello', () => {
  test('comes first: any other COMMAND is malformed before it, and answered by a RESPONSE', async () => {
    using client = await ExtendedClient.connect(server.port);
    client.command('list', {});
    assert.equal(await client.next(), 'Malformed: the first COMMAND is hello');
    client.json({ command: 'hello' });
    assert.match((await client.next()) as string, /^Malformed: id/);
    client.send(rawCommand('{', '', 400));
    assert.match((await client.next()) as string, /^Malformed: ./);
    client.send(frameOf('list'));
    assert.match((await client.next()) as string, /^\[/);
    assert.equal((await client.ask('hello', {})).result, 'ok');
  });

  test('comes before the login', async () => {
    const who = newName();
    using client = await ExtendedClient.connect(server.port);
    client.send(frameOf(`login ${who}`));
    assert.equal(await client.next(), 'Success');
    const late = await client.ask('hello', {});
    assert.deepEqual([late.result, late.reason], ['failure', 2]);
    client.command('list', {});
    assert.equal(await client.next(), 'Malformed: the first COMMAND is hello');
    client.send(frameOf(`sendto ${who} hi`));
    assert.equal(await client.next(), `${who}: hi`);
    assert.equal(await client.next(), 'Success');
    client.send(frameOf('logout'));
    assert.equal(await client.next(), 'Success');
    assert.equal((await client.ask('hello', {})).result, 'ok');
    assert.equal((await client.ask('hello', {})).result, 'ok', 'a second one does no harm');
  });

  test('is answered with why a connection is turned away', async () => {
    await using small = await ServerProcess.start('--max-connections', '1');
    using _first = await WireClient.login(small.port, 'first');
    using second = await ExtendedClient.connect(small.port);
    const { result, reason } = await second.ask('hello', {});
    assert.deepEqual([result, reason], ['failure', 10]);
    await second.gone();
    using third = await ExtendedClient.connect(small.port);
    third.command('list', {});
    assert.equal(await third.next(), 'Failure: server full');
    await third.gone();
  });

  test('a client of the seed never sees an EVENT', async () => {
    const [alice, bob] = [newName(), newName()];
    using client = await ExtendedClient.connect(server.port);
    using other = await ExtendedClient.hello(server.port);
    await other.ask('register', { name: alice, password: 'correct horse' });
    client.send(frameOf(`login ${bob}`));
    assert.equal(await client.next(), 'Success');
    await other.ask('sendto', { to: bob, key: 'a-key' }, 'hi');
    client.send(frameOf(`login ${alice}`));
    client.send(rawCommand('{}'));
    client.send(frameOf('logout'));
    assert.equal(await client.next(), `${alice}: hi`);
    assert.equal(await client.next(), 'Failure: already logged in');
    assert.match((await client.next()) as string, /^Malformed: /);
    assert.equal(await client.next(), 'Success');
    assert.equal((await other.ask('sendto', { to: bob }, 'gone')).reason, 4);
    client.send(encodeAuth(alice, 'correct horse'));
    assert.equal(await client.next(), 'Success');
    await other.ask('sendto', { to: alice }, 'to all of me');
    assert.equal(await client.next(), `${alice}: to all of me`);
    await other.ask('rename', { name: newName() });
    client.send(frameOf('logout'));
    assert.equal(await client.next(), 'Success');
  });
});

describe('a COMMAND that is malformed is answered so, and the connection goes on', () => {
  const long = 'x'.repeat(TEXT_CODE_POINTS_MAX + 1);
  const named = (command: string, given: object) => JSON.stringify({ command, id: 5, ...given });
  /** The frame, and the id of the reply. */
  const commands: Readonly<Record<string, readonly [Uint8Array, number | null]>> = {
    'no payload': [newFrame(FrameType.command, 0), null],
    'three bytes of payload': [newFrame(FrameType.command, 3), null],
    'JSON longer than the payload': [rawCommand(named('list', {}), '', 100), null],
    'a length of 4 GiB': [rawCommand(named('list', {}), '', 0xffffffff), null],
    'JSON of 16 KiB and one byte': [
      rawCommand(named('list', {}).padEnd(JSON_BYTES_MAX + 1, ' ')),
      null,
    ],
    'no JSON': [rawCommand('list'), null],
    'empty JSON': [rawCommand(''), null],
    'half of JSON': [rawCommand('{"command":"list","id":5'), null],
    'JSON cut short by its length': [rawCommand(named('list', {}), '', 10), null],
    'JSON that is a list': [rawCommand('[{"command":"list","id":5}]'), null],
    'JSON that is null': [rawCommand('null'), null],
    'JSON that is not UTF-8': [rawCommand(Buffer.from('{"command":"l\xffst"}', 'latin1')), null],
    'JSON that is very deep': [rawCommand('['.repeat(JSON_BYTES_MAX)), null],
    'no id': [rawCommand('{"command":"list"}'), null],
    'an id that is a string': [rawCommand('{"command":"list","id":"5"}'), null],
    'an id below 0': [rawCommand('{"command":"list","id":-1}'), null],
    'an id that is no whole number': [rawCommand('{"command":"list","id":1.5}'), null],
    'an id over 2⁵³ − 1': [rawCommand('{"command":"list","id":9007199254740992}'), null],
    'no command': [rawCommand('{"id":5}'), 5],
    'a command that is no string': [rawCommand('{"command":["list"],"id":5}'), 5],
    'a command that there is not': [rawCommand(named('dance', {})), 5],
    'a command of every object': [rawCommand(named('toString', {})), 5],
    'a command with a very long name': [rawCommand(named('🎈'.repeat(4000), {})), 5],
    'an argument missing': [rawCommand(named('login', {})), 5],
    'an argument of the wrong type': [rawCommand(named('login', { name: 7 })), 5],
    'an argument that is null': [rawCommand(named('login', { name: null })), 5],
    'an empty name': [rawCommand(named('login', { name: '' })), 5],
    'a name of 21 characters': [rawCommand(named('login', { name: 'x'.repeat(21) })), 5],
    'a number that is too large': [rawCommand(named('history', { with: 'bob', limit: 51 })), 5],
    'a key with a space': [rawCommand(named('sendto', { to: 'bob', key: 'a key' }), 'hi'), 5],
    'a key of 65 characters': [
      rawCommand(named('sendto', { to: 'bob', key: 'k'.repeat(65) }), 'hi'),
      5,
    ],
    'an unknown argument': [rawCommand(named('list', { of: 'rooms' })), 5],
    'an unknown argument with a very long name': [
      rawCommand(named('list', { ['\u0001'.repeat(2500)]: 1 })),
      5,
    ],
    'very many unknown arguments': [
      rawCommand(
        named('list', Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`"${i}`, 0]))),
      ),
      5,
    ],
    'an argument called __proto__': [
      rawCommand('{"command":"list","id":5,"__proto__":{"name":"x"}}'),
      5,
    ],
    'a text where none belongs': [rawCommand(named('list', {}), 'hi'), 5],
    'no text where one belongs': [rawCommand(named('sendto', { to: 'bob' })), 5],
    'a text of 65,536 characters': [rawCommand(named('sendto', { to: 'bob' }), long), 5],
    'a text that is not UTF-8': [
      Buffer.concat([
        rawCommand(named('sendto', { to: 'bob' }), '12').subarray(0, -1),
        Buffer.of(0xff),
      ]),
      null,
    ],
  };

  for (const way of [NATIVE, WEB_SOCKET]) {
    for (const [what, [frame, id]] of Object.entries(commands)) {
      test(`${what}, ${way.name}`, async () => {
        using client = await ExtendedClient.hello(server.port, way);
        client.send(frame);
        const reply = await client.event('reply');
        assert.deepEqual([reply.id, reply.result], [id, 'malformed']);
        const why = reply.why as string;
        assert.ok(why.length > 0 && why.length <= 300, 'says why, and is brief');
        assert.equal((await client.ask('list', {})).result, 'ok');
      });
    }
  }

  test('they count with the other malformed messages: the tenth closes the connection', async () => {
    for (const way of WAYS) {
      using client = await ExtendedClient.hello(server.port, way);
      for (let i = 1; i < MALFORMED_MAX; i++) {
        client.send(i % 2 === 0 ? newFrame(0x7f, 0) : rawCommand('{}'));
        const answer = await client.next();
        if (typeof answer === 'string') assert.match(answer, /^Malformed: /);
        else assert.equal(answer.result, 'malformed');
      }
      assert.equal((await client.ask('list', {})).result, 'ok', 'what is good does not count');
      client.send(rawCommand('{"id":77}'));
      client.command('list', {});
      assert.deepEqual(essence(await client.next()), {
        event: 'reply',
        id: 77,
        result: 'malformed',
      });
      assert.equal((await client.event('closing')).why, `${MALFORMED_MAX} malformed messages`);
      await client.gone();
      assert.deepEqual(client.heard, [], 'nothing is executed after it');
    }
  });

  test('the largest COMMAND is read; a header that promises more ends the connection', async () => {
    const source = JSON.stringify({ command: 'sendto', id: 9, to: 'nobody' });
    using client = await ExtendedClient.hello(server.port);
    const largest = rawCommand(
      source.padEnd(JSON_BYTES_MAX, ' '),
      '🎈'.repeat(TEXT_CODE_POINTS_MAX),
    );
    assert.equal(largest.length, HEADER_BYTES + COMMAND_BYTES_MAX);
    client.send(largest);
    const reply = await client.event('reply');
    assert.deepEqual([reply.id, reply.reason], [9, 3]);
    const header = newFrame(FrameType.command, 0);
    new DataView(header.buffer, header.byteOffset).setUint32(4, COMMAND_BYTES_MAX + 1);
    client.send(header);
    assert.match((await client.next()) as string, /^Malformed: a payload of/);
    await client.gone();
  });

  test('only a COMMAND may be so long', async () => {
    using client = await ExtendedClient.hello(server.port);
    const header = newFrame(FrameType.sendto, 0);
    new DataView(header.buffer, header.byteOffset).setUint32(4, COMMAND_BYTES_MAX);
    client.send(header);
    assert.match((await client.next()) as string, /^Malformed: a payload of/);
    await client.gone();
  });
});

/** Arguments, most of them of some command, good and bad. */
const anyArguments = fc.dictionary(
  fc.constantFrom(
    ...['name', 'password', 'token', 'device', 'to', 'key', 'with', 'before', 'after', 'since'],
    ...['until', 'limit', 'query', 'zone', 'beneath', 'upTo', 'session', 'old', 'new', 'client'],
    ...['__proto__', 'constructor', ''],
  ),
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('bob', 'correct horse', 1, 50) },
    { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
    { weight: 1, arbitrary: fc.double() },
  ),
  { maxKeys: 4 },
);

const anyCommand = fc.record({
  command: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...Object.keys(contracts)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  ),
  given: anyArguments,
  text: fc.oneof(fc.constant(''), fc.string({ unit: 'binary' })),
});

test('whatever a COMMAND says is answered once, in order, and the server goes on', async () => {
  const few = fc.array(anyCommand, { maxLength: MALFORMED_MAX - 1 });
  const property = fc.asyncProperty(few, fc.boolean(), async (commands, loggedIn) => {
    using client = await ExtendedClient.hello(server.port);
    if (loggedIn) await client.ask('register', { name: newName(), password: 'correct horse' });
    for (const [i, { command, given, text }] of commands.entries()) {
      client.json({ ...given, command, id: 1000 + i }, text);
    }
    const heard: Heard[] = [];
    const last = client.command('list', {});
    for (let id: unknown = 0; id !== last; ) {
      const next = await client.next();
      heard.push(next);
      if (typeof next !== 'string' && next.event === 'reply') id = next.id;
    }
    const replies = heard.filter((one) => typeof one !== 'string' && one.event === 'reply');
    const ids = replies.map((one) => (one as HeardEvent).id);
    assert.deepEqual(ids, [...commands.map((_, i) => 1000 + i), last]);
  });
  await fc.assert(property, { numRuns: 200 });
});

describe('replies', () => {
  test('carry the id that the client gave, whatever it is', async () => {
    using client = await ExtendedClient.hello(server.port);
    for (const id of [0, 7, 7, Number.MAX_SAFE_INTEGER, 3]) {
      client.json({ command: 'logout', id });
      const reply = await client.event('reply');
      assert.deepEqual([reply.id, reply.result, reply.reason], [id, 'failure', 3]);
    }
  });

  for (const way of WAYS) {
    test(`come in the order of the requests, with a slow one among them, ${way.name}`, async () => {
      const who = newName();
      using client = await ExtendedClient.hello(server.port, way);
      client.json({ command: 'list', id: 101 });
      client.send(frameOf('logout'));
      client.json({ command: 'register', id: 102, name: who, password: 'correct horse' });
      client.json({ command: 'sendto', id: 103, to: who }, 'one');
      client.send(frameOf(`sendto ${who} two`));
      client.json({ command: 'sendto', id: 104, to: newName() }, 'nobody');
      client.send(rawCommand('{"id":105}'));
      client.json({ command: 'history', id: 106, with: who });
      client.send(frameOf('logout'));
      client.json({ command: 'logout', id: 107 });
      const answers: unknown[] = [];
      const messages: unknown[] = [];
      while (answers.length < 10) {
        const heard = await client.next();
        if (typeof heard === 'string') answers.push(heard);
        else if (heard.event === 'reply') answers.push([heard.id, heard.result, heard.reason]);
        else if (heard.event === 'message') messages.push(heard.text);
      }
      assert.deepEqual(answers, [
        [101, 'ok', undefined],
        'Failure: not logged in',
        [102, 'ok', undefined],
        [103, 'ok', undefined],
        'Success',
        [104, 'failure', 4],
        [105, 'malformed', undefined],
        [106, 'ok', undefined],
        'Success',
        [107, 'failure', 3],
      ]);
      assert.deepEqual(messages, ['one', 'two']);
    });
  }

  test('to what was asked before the end come before the server closes', async () => {
    const who = newName();
    using client = await ExtendedClient.hello(server.port);
    client.command('register', { name: who, password: 'correct horse' });
    client.command('sendto', { to: who }, 'kept');
    for (let i = 0; i < 10; i++) client.send(rawCommand('{}'));
    await client.gone();
    const kinds = client.heard.map((one) => (typeof one === 'string' ? one : one.event));
    assert.equal(kinds.filter((kind) => kind === 'reply').length, 12);
  });
});
