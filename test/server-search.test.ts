/**
 * Searching one's own messages, and the typed commands of the line gateway (docs/PROTOCOL-EXTENSIONS.md sections 12 and
 * 15).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { pageLines } from './support/page-lines.ts';
import { comeBack, newName, type Person, QUICK_PASSWORDS, register } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

async function send(from: Person, to: Person, text: string): Promise<number> {
  const { result, message } = await from.client.ask('sendto', { to: to.name }, text);
  assert.equal(result, 'ok');
  return message as number;
}

describe('search', () => {
  test('finds words, phrases, who and when, the newest first', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port, WEB_SOCKET);
    using carol = await register(server.port);
    const [a, b] = [alice.name, bob.name];
    const first = await send(alice, bob, 'Lunch at noon? ☕');
    await send(bob, alice, 'No lunch today, it is too late for that');
    await send(alice, bob, '明天一起吃午饭吧');
    await send(alice, bob, 'ランチに行こう');
    await send(alice, bob, '점심 먹자');
    await send(bob, carol, 'lunch with carol');
    await send(alice, carol, 'a lunch that bob knows nothing of');
    const found = async (query: string, more: object = {}) => {
      const page = await bob.client.ask('search', { query, ...more });
      assert.equal(page.result, 'ok', `${page.why}`);
      return pageLines(page);
    };
    const with3 = [
      `${b}: lunch with carol`,
      `${b}: No lunch today, it is too late for that`,
      `${a}: Lunch at noon? ☕`,
    ];
    assert.deepEqual(await found('lunch'), with3);
    assert.deepEqual(await found('LUNCH today'), [with3[1]]);
    assert.deepEqual(await found('"too late"'), [with3[1]]);
    assert.deepEqual(await found('"late too"'), []);
    assert.deepEqual(await found(`lunch from:${a}`), [with3[2]]);
    assert.deepEqual(await found(`lunch with:${carol.name}`), [with3[0]]);
    assert.deepEqual(await found(`lunch from:${b} with:${a.toUpperCase()}`), [with3[1]]);
    assert.deepEqual(await found('吃午饭'), [`${a}: 明天一起吃午饭吧`]);
    assert.deepEqual(await found('ランチ'), [`${a}: ランチに行こう`]);
    assert.deepEqual(await found('점심'), [`${a}: 점심 먹자`]);
    assert.deepEqual(await found('lunch after:2001-01-01'), with3);
    assert.deepEqual(await found('lunch before:2001-01-01'), []);
    assert.deepEqual(await found('lunch before:2999-12-31', { zone: -720 }), with3);

    const page = await bob.client.ask('search', { query: 'lunch', limit: 2 });
    assert.deepEqual([page.more, ...pageLines(page)], [true, ...with3.slice(0, 2)]);
    const next = { query: 'lunch', limit: 2, beneath: page.messages?.[1]?.id };
    const rest = await bob.client.ask('search', next);
    assert.deepEqual([rest.more, ...pageLines(rest)], [false, with3[2]]);
    assert.deepEqual([rest.messages?.[0]?.id, rest.messages?.[0]?.to], [first, b]);
  });

  test('finds what was written, signs and all, whatever its case, accents and script', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port, WEB_SOCKET);
    const queries: Readonly<Record<string, string>> = {
      'we need rock & roll tonight': 'rock & roll',
      'what a party 🎉 that was': 'party 🎉',
      'it is 5 € now': '5 €',
      'first foo - baz and last': 'foo - baz',
      'Η Ελλάδα είναι εδώ': 'ελλαδα',
      'in der Straße dort': 'STRASSE',
      'שָׁלוֹם לכולם': 'שלום',
      'قال مُحَمَّد نعم': 'محمد',
      สวัสดีครับวันนี้อากาศดีมาก: 'อากาศ',
      ມື້ນີ້ພວກເຮົາຈະໄປກິນເຂົ້າ: 'ກິນເຂົ້າ',
      ខ្ញុំស្រឡាញ់ភាសាខ្មែរ: 'ភាសា',
      မြန်မာနိုင်ငံကိုချစ်တယ်: 'နိုင်ငံ',
    };
    for (const text of Object.keys(queries)) await send(alice, bob, text);
    for (const [text, query] of Object.entries(queries)) {
      for (const words of [query, text]) {
        const page = await bob.client.ask('search', { query: words });
        assert.deepEqual(
          [page.result, ...pageLines(page)],
          ['ok', `${alice.name}: ${text}`],
          words,
        );
      }
    }
  });

  test('says when a question is none', async () => {
    using bob = await register(server.port);
    const asking = async (query: string) => (await bob.client.ask('search', { query })).reason;
    for (const query of ['"open', 'before:noon', 'from:', 'with:a with:b', '  ', 'x '.repeat(21)]) {
      assert.equal(await asking(query), 20, query);
    }
    assert.equal(await asking(`from:${newName()} lunch`), 4);
    assert.equal(await asking('" OR NEAR( * ^ : -'), 20);
    assert.equal(await asking('OR NEAR( * ^ {} -'), undefined, 'no language of the index’s');
  });

  test('shows whose account is gone as nobody’s', async () => {
    using alice = await register(server.port);
    using bob = await register(server.port);
    await send(alice, bob, 'farewell from alice');
    await send(bob, alice, 'farewell from bob');
    const gone = await alice.client.ask('unregister', { password: 'correct horse' });
    assert.equal(gone.result, 'ok');
    // What is erased is gone soon, if not at once.
    const askAgain = () => bob.client.ask('search', { query: 'farewell' });
    let page = await askAgain();
    while (page.messages?.length !== 1) page = await askAgain();
    assert.deepEqual(pageLines(page), [`${bob.name}: farewell from bob`]);
    assert.equal(page.messages[0]?.to, null);
  });
});

describe('lines', () => {
  const TIME = /^\d+ \d{4}-\d\d-\d\dT\d\d:\d\dZ /;

  /** What a line is answered with, to its last line. */
  async function ask(client: LineClient, line: string): Promise<string[]> {
    client.say(line);
    const heard: string[] = [];
    for (;;) {
      const next = await client.next();
      heard.push(next.replace(TIME, 'TIME '));
      if (/^(?:Success|Failure|Bad .*|Invalid command)$/.test(next)) return heard;
    }
  }

  test('register, write to somebody who is away, read it again, find it', async () => {
    using alice = await LineClient.connect(server.port);
    using bob = await LineClient.connect(server.port);
    const [a, b] = [newName(), newName()];
    assert.deepEqual(await ask(alice, `register ${a} hunter2hunter2`), ['Success']);
    assert.deepEqual(await ask(bob, `register ${b} hunter2hunter2`), ['Success']);
    assert.deepEqual(await ask(bob, 'logout'), ['Success']);
    for (let i = 1; i <= 52; i++) {
      assert.deepEqual(await ask(alice, `sendto ${b} ${i}\tis a number`), ['Success']);
    }
    assert.deepEqual(await ask(bob, `login ${b}`), ['Failure']);
    assert.deepEqual(await ask(bob, 'password hunter2hunter3'), ['Failure']);
    bob.say('password hunter2hunter2');
    assert.equal(await bob.next(), 'Success');
    for (let i = 1; i <= 52; i++) assert.equal(await bob.next(), `${a}: ${i}\tis a number`);
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `TIME ${a}: ${from + i}\tis a number`);
    const [more = '', ...page] = await ask(bob, `history ${a}`);
    const [, further = ''] = /^\(more: (history \S+ before \d+)\)$/.exec(more) ?? [];
    assert.deepEqual(page, [...lines(3, 52), 'Success']);
    assert.deepEqual(await ask(bob, further), [...lines(1, 2), 'Success']);
    const found = [`TIME ${a} to ${b}: 7\tis a number`, 'Success'];
    assert.deepEqual(await ask(bob, 'search "7 is"'), found);
    assert.deepEqual(await ask(bob, 'search before:noon'), ['Failure']);
  });

  test('a name of one’s own from its beginning to its end', async () => {
    using folder = new Folder();
    const options = [...QUICK_PASSWORDS, '--data', folder.file('data')];
    const open = await ServerProcess.start(...options);
    const [old, next, other] = [newName(), newName(), newName()];
    using first = await LineClient.connect(open.port);
    assert.deepEqual(await ask(first, `register ${old} short`), ['Failure']);
    assert.deepEqual(await ask(first, `register ${old} hunter2hunter2`), ['Success']);
    assert.deepEqual(await ask(first, 'invite-code'), ['Failure']);
    assert.deepEqual(await ask(first, `rename ${next}`), ['Success']);
    assert.deepEqual(await ask(first, 'change-password wrong battery-staple'), ['Failure']);
    const change = 'change-password hunter2hunter2 battery-staple';
    assert.deepEqual(await ask(first, change), ['Success']);
    using program = await register(open.port);
    assert.equal((await program.client.ask('sendto', { to: next }, 'hi')).result, 'ok');
    assert.equal(await first.next(), `${program.name}: hi`);
    const sessions = await ask(first, 'sessions');
    assert.deepEqual(sessions, ['Success'], 'it is no device');
    assert.deepEqual(await ask(first, 'revoke 1'), ['Failure']);
    assert.deepEqual(await ask(first, 'unread'), ['Success'], 'what was shown is read');
    assert.equal(await open.stop(), 0);

    await using inviting = await ServerProcess.start('--registration', 'invite', ...options);
    using second = await LineClient.connect(inviting.port);
    assert.deepEqual(await ask(second, `register ${other} hunter2hunter2`), ['Failure']);
    assert.deepEqual(await ask(second, `login ${next}`), ['Failure']);
    assert.deepEqual(await ask(second, 'password battery-staple'), ['Success']);
    const [invitation = '', success] = await ask(second, 'invite-code');
    const [, code] = /^(\S+) until \d{4}-\d\d-\d\dT\d\d:\d\dZ$/.exec(invitation) ?? [];
    assert.equal(success, 'Success');
    using guest = await LineClient.connect(inviting.port);
    assert.deepEqual(await ask(guest, `register ${other} hunter2hunter2 ${code}`), ['Success']);
    assert.deepEqual(await ask(second, `sendto ${other} welcome`), ['Success']);
    assert.equal(await guest.next(), `${next}: welcome`);
    assert.deepEqual(await ask(guest, 'logout'), ['Success']);
    assert.deepEqual(await ask(second, `sendto ${other} and goodbye`), ['Success']);
    using back = await comeBack(inviting.port, program);
    await back.client.event('unread');
    assert.equal((await back.client.ask('sendto', { to: next }, 'once more')).result, 'ok');
    assert.equal(await second.next(), `${program.name}: once more`);
    assert.deepEqual(await ask(second, 'unregister wrong'), ['Failure']);
    assert.deepEqual(await ask(second, 'unregister battery-staple'), ['Success']);
    assert.deepEqual(await ask(second, `login ${next}`), ['Failure']);
    assert.deepEqual(await ask(second, `history ${other}`), ['Failure']);
  });
});
