/**
 * Rules for every client: the same cases through each gateway, plain and over TLS. Rules of a single gateway have files
 * of their own.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import { type Kind, type KindClient, kinds, login } from './support/kinds.ts';
import { rules } from './support/rules.ts';
import type { LogLine, ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const MIB = 1024 * 1024;

/** The rule whose text no line can hold. */
const ON_THE_WIRE = 'a message keeps its line breaks, controls and code points on the wire';

const folder = new Folder();
let server: ServerProcess;
/** Impatient with whoever does not finish or says nothing. */
let strict: ServerProcess;
/** With a low rate limit. */
let measured: ServerProcess;
/** Each server has a data folder of its own. */
function startIn(data: string, ...options: string[]): Promise<ServerProcess> {
  return startSelfSigned(folder, '--data', folder.file(data), ...options);
}

before(async () => {
  server = await startSelfSigned(folder);
  [strict, measured] = await Promise.all([
    // Above what a busy machine takes for a handshake and a login.
    startIn('strict', '--unfinished-timeout', '2s', '--idle-timeout', '2s'),
    startIn('measured', '--rate-limit', '400', '--rate-burst', '50'),
  ]);
});
after(async () => {
  await Promise.all([server, strict, measured].map((one) => one[Symbol.asyncDispose]()));
  folder[Symbol.dispose]();
});

function loggedOut(name: string, why = /./) {
  return ({ msg, user, why: given }: LogLine) =>
    msg === 'logged out' && user === name && why.test(String(given));
}

/** What a transcript expects, as the terminal client prints it. */
function printed(said: string): string[] {
  if (said.startsWith('Failure: ')) return ['Failure'];
  const [, names] = /^\[(.*)\]$/.exec(said) ?? [];
  return names === undefined ? [said] : names.split(', ').filter((name) => name !== '');
}

/** Plays a transcript of rules.ts with clients of `kind`. */
async function play(kind: Kind, transcript: string): Promise<void> {
  const clients = new Map<string, KindClient>();
  try {
    for (const line of transcript.split('\n').filter((one) => one.trim() !== '')) {
      const [, who = '', direction, said = ''] = /^\s*(\w+)([<>]) +(.*)$/s.exec(line) ?? [];
      const client = clients.get(who) ?? (await kind.connect(server.port));
      clients.set(who, client);
      if (direction === '>') client.say(said);
      else for (const one of printed(said)) assert.equal(await client.next(), one, line.trim());
    }
    for (const [who, client] of clients) {
      assert.deepEqual(await client.leave(), [], `${who} heard something else`);
    }
  } finally {
    for (const client of clients.values()) client[Symbol.dispose]();
  }
}

for (const [number, kind] of kinds.entries()) {
  describe(kind.name, () => {
    describe('the rules of the server', () => {
      for (const [rule, transcript] of Object.entries(rules)) {
        if (rule !== ON_THE_WIRE) test(rule, () => play(kind, transcript));
      }
    });

    describe('messages and replies', () => {
      test('come in the order in which they were sent, however many at once', async () => {
        using alice = await login(kind, server.port, 'alice');
        using bob = await login(kind, server.port, 'bob');
        const MESSAGES = 1500;
        for (let i = 0; i < MESSAGES; i += 100) {
          const lines = Array.from({ length: 100 }, (_, j) => `sendto bob ${i + j}`);
          // Every hundredth answer is another.
          lines.push('sendto carol x');
          alice.say(...lines);
        }
        const hundred = [...Array<string>(100).fill('Success'), 'Failure'];
        const answers = Array.from({ length: MESSAGES / 100 }, () => hundred).flat();
        assert.deepEqual(await alice.take(answers.length), answers);
        const messages = Array.from({ length: MESSAGES }, (_, i) => `alice: ${i}`);
        assert.deepEqual(await bob.take(MESSAGES), messages);
        assert.deepEqual([await alice.leave(), await bob.leave()], [[], []]);
      });

      test('of the longest text arrive whole, and what comes behind them too', async () => {
        using alice = await login(kind, server.port, 'alice');
        const text = '🎈'.repeat(65_535);
        alice.say(`sendto alice ${text}`, 'sendto alice x', `sendto alice ${text}`, 'list');
        const heard = await alice.take(7);
        const long = `alice: ${text}`;
        assert.ok(heard[0] === long && heard[4] === long);
        assert.deepEqual(
          heard.filter((line) => line !== long),
          ['Success', 'alice: x', 'Success', 'Success', 'alice'],
        );
        assert.deepEqual(await alice.leave(), []);
      });

      test('one is one line, whatever is in it, and forges no other', async () => {
        using reader = await login(kind, server.port, 'reader');
        using mallory = await WireClient.login(server.port, 'mallory');
        const texts: Readonly<Record<string, string>> = {
          'Hi\nSuccess\r\nbob: hi': 'Hi␤Success␤bob: hi',
          '\r\r\n\n': '␤␤␤',
          'a\u0085b\u2028c\u2029d': 'a␤b␤c␤d',
          '\u0000\u0001\u001b[2J\u007f\u009b': '^@^A^[[2J^?<U+009B>',
          '\u202eevil\u2066': '<U+202E>evil<U+2066>',
          ' \ta\tb\u00a0 ': ' \ta\tb\u00a0 ',
          '\ufeff👩‍🚀é字': '\ufeff👩‍🚀é字',
        };
        for (const text of Object.keys(texts)) mallory.send(encodeSendto('reader', text));
        for (const line of Object.values(texts)) {
          assert.equal(await reader.next(), `mallory: ${line}`);
        }
        assert.deepEqual(await reader.leave(), []);
      });

      test('that are owed still come after the sending side was closed', {
        skip: kind.halfCloses ? false : 'a WebSocket is closed in both directions',
      }, async () => {
        using alice = await login(kind, server.port, 'alice');
        const text = 'x'.repeat(10_000);
        const MESSAGES = 1000;
        alice.pause();
        alice.say(...Array<string>(MESSAGES).fill(`sendto alice ${text}`), 'list');
        alice.finish();
        alice.resume();
        assert.equal(await alice.gone(), 'in order');
        const one = [`alice: ${text}`, 'Success'];
        const all = Array.from({ length: MESSAGES }, () => one).flat();
        assert.ok(alice.heard.join() === [...all, 'alice'].join(), `${alice.heard.length} lines`);
      });
    });

    describe('somebody who does not read', () => {
      test('what others send is cut off; the server stays small, and others are served', async () => {
        // In the log of the server that all kinds share.
        const deafName = `deaf-${number}`;
        using deaf = await login(kind, server.port, deafName);
        deaf.pause();
        using alice = await login(kind, server.port, 'alice');
        using sender = await WireClient.login(server.port, 'sender');
        const before = server.memoryBytes;
        let most = before;
        const frame = encodeSendto(deafName, 'x'.repeat(65_535));
        const MESSAGES = 1500;
        const answers: string[] = [];
        while (answers.length < MESSAGES) {
          for (let i = 0; i < 50; i++) sender.send(frame);
          await until(
            () => sender.heard.length === 50,
            () => `the answers, not ${sender.heard.length}`,
          );
          answers.push(...sender.heard.splice(0));
          most = Math.max(most, server.memoryBytes);
          if (answers.length % 500 > 0) continue;
          alice.say('sendto alice still here');
          assert.deepEqual(await alice.take(2), ['alice: still here', 'Success']);
        }
        // What the systems on both sides hold, and the queue of 4 MiB; then nobody of that name is there.
        const delivered = answers.indexOf('Failure: no such user');
        assert.ok(delivered > 50 && delivered < 1000, `${delivered} were accepted`);
        assert.ok(answers.slice(0, delivered).every((answer) => answer === 'Success'));
        assert.ok(answers.slice(delivered).every((answer) => answer === answers[delivered]));
        await server.logged(loggedOut(deafName, /does not read what others send/));
        deaf.resume();
        assert.equal(await deaf.gone(), kind.endings['cut off']);
        // Of 190 MiB that were sent.
        assert.ok(most - before < 96 * MIB, `grew by ${(most - before) / MIB} MiB`);
        await alice.leave();
      });

      test('its own replies is never cut off: it gets them all, at little cost', async () => {
        const people = await Promise.all(
          Array.from({ length: 100 }, (_, i) =>
            WireClient.login(server.port, `${i}-${'🎈'.repeat(17)}`),
          ),
        );
        try {
          using slow = await kind.connect(server.port);
          using alice = await kind.connect(server.port);
          slow.pause();
          const before = server.memoryBytes;
          // Of 7 KiB each, which is more than the systems on both sides hold.
          const LISTS = 2000;
          for (let i = 0; i < LISTS; i += 500) slow.say(...Array<string>(500).fill('list'));
          slow.say('logout');
          for (let i = 0; i < 20; i++) {
            alice.say('list');
            assert.equal((await alice.take(people.length)).length, people.length);
          }
          // Read later than it was answered, this would be what is left and not what was held.
          const held = server.memoryBytes - before;
          slow.resume();
          const lines = await slow.take(LISTS * people.length + 1);
          assert.equal(lines.pop(), 'Failure');
          const list = lines.slice(0, people.length);
          assert.ok(lines.every((line, i) => line === list[i % list.length]));
          const grown = Math.max(held, server.memoryBytes - before);
          assert.ok(grown < 48 * MIB, `grew by ${grown / MIB} MiB`);
          assert.deepEqual(await slow.leave(), []);
        } finally {
          for (const person of people) person.socket.end();
          await Promise.all(people.map((person) => person.gone()));
        }
      });
    });

    describe('somebody who goes', () => {
      for (const [how, go] of [
        ['with a reset', (client: KindClient) => client.reset()],
        ['without a word', (client: KindClient) => client[Symbol.dispose]()],
      ] as const) {
        test(`${how} is logged out: the name is free again, and others are served`, async () => {
          const name = `${how}-${number}`.replaceAll(' ', '-');
          using dying = await login(kind, server.port, name);
          using bob = await login(kind, server.port, 'bob');
          bob.say(`sendto ${name} hi`);
          assert.equal(await dying.next(), 'bob: hi');
          go(dying);
          await server.logged(loggedOut(name));
          bob.say(`sendto ${name} hi`);
          assert.deepEqual(await bob.take(2), ['Success', 'Failure']);
          using again = await login(kind, server.port, name);
          assert.deepEqual([await again.leave(), await bob.leave()], [[], []]);
        });
      }
    });

    test('over its rate somebody is slowed down, and nothing is dropped', async () => {
      using flood = await login(kind, measured.port, 'flood');
      using alice = await login(kind, measured.port, 'alice');
      const MESSAGES = 400;
      const started = performance.now();
      flood.say(...Array.from({ length: MESSAGES }, (_, i) => `sendto alice ${i}`));
      // Others are served meanwhile.
      alice.say('list');
      const heard = await alice.take(MESSAGES + 2);
      assert.deepEqual(
        heard.filter((line) => line.includes(': ')),
        Array.from({ length: MESSAGES }, (_, i) => `flood: ${i}`),
      );
      // 351 beyond the burst, at 400 a second, are 878 ms. The server looks at its clock once a second, or later where the
      // machine is busy: each time it may think that the connection had rested for a burst more.
      assert.ok(performance.now() - started > 240);
      assert.deepEqual(await flood.take(MESSAGES), Array<string>(MESSAGES).fill('Success'));
      await Promise.all([flood.leave(), alice.leave()]);
    });

    test('at a shutdown what was accepted is delivered, and everybody closed in order', async () => {
      await using stopping = await startIn('stopping', '--max-send-queue', '1GiB');
      using reader = await login(kind, stopping.port, 'reader');
      using idle = await kind.connect(stopping.port);
      using sender = await login(kind, stopping.port, 'sender');
      reader.pause();
      const text = 'x'.repeat(65_535);
      // More than the systems on both sides take, so that some of it waits in the server.
      const MESSAGES = 200;
      for (let i = 0; i < MESSAGES; i++) sender.say(`sendto reader ${text}`);
      assert.deepEqual(await sender.take(MESSAGES), Array<string>(MESSAGES).fill('Success'));
      stopping.signal('SIGTERM');
      await stopping.logged(({ msg }) => msg === 'shutting down');
      reader.resume();
      const endings = [await reader.gone(), await idle.gone(), await sender.gone()];
      assert.deepEqual(endings, Array(3).fill(kind.endings.shutdown));
      assert.equal(reader.heard.length, MESSAGES);
      assert.ok(reader.heard.every((line) => line === `sender: ${text}`));
      assert.deepEqual(await stopping.exited(), { code: 0, signal: null });
    });
  });
}

// All kinds at once: they only wait.
describe('somebody who stops', { concurrency: true }, () => {
  for (const [number, kind] of kinds.entries()) {
    test(`within a message is closed, whoever is logged in; others are not: ${kind.name}`, async () => {
      const [name, other] = [`half-${number}`, `whole-${number}`];
      using half = await login(kind, strict.port, name);
      using whole = await login(kind, strict.port, other);
      half.begin(`sendto ${other} hi`);
      assert.equal(await half.gone(), kind.endings.deadline);
      await strict.logged(loggedOut(name, /left a message unfinished for 2 s/));
      whole.say(`sendto ${other} x`);
      assert.deepEqual(await whole.take(2), [`${other}: x`, 'Success']);
      assert.deepEqual([half.heard, await whole.leave()], [[], []]);
    });

    test(`and is not logged in is closed; who is logged in is not: ${kind.name}`, async () => {
      const name = `quiet-${number}`;
      using quiet = await login(kind, strict.port, name);
      using silent = await kind.connect(strict.port);
      using left = await login(kind, strict.port, `left-${number}`);
      left.say('logout');
      assert.equal(await left.next(), 'Success');
      const endings = [await silent.gone(), await left.gone()];
      assert.deepEqual(endings, [kind.endings.deadline, kind.endings.deadline]);
      quiet.say(`sendto ${name} x`);
      assert.deepEqual(await quiet.take(2), [`${name}: x`, 'Success']);
      assert.deepEqual(await quiet.leave(), []);
    });
  }
});
