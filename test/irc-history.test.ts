/** History over IRC: what clients ask for, what comes by itself to those that cannot ask, and how far one has read. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fresh, ircAccount, registered, SECRET, sourceOf } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { ServerProcess } from './support/server-process.ts';

const CAPS = ['message-tags', 'server-time', 'batch', 'draft/chathistory', 'echo-message'];

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server[Symbol.asyncDispose]());

interface Told {
  readonly id: string;
  readonly time: string;
  readonly text: string;
}

/** The messages of a batch, which is all that is answered. */
function batch(lines: readonly string[]): Told[] {
  const reference = /^(?:@label=\S+ )?:\S+ BATCH \+(\S+) chathistory /.exec(lines[0] ?? '')?.[1];
  assert.equal(lines.at(-1), `:chinwag.local BATCH -${reference}`, lines.join('\n'));
  return lines.slice(1, -1).map((line) => {
    const [, within, time = '', id = '', text = ''] =
      /^@batch=(\S+?);time=(\S+?);msgid=([0-9a-z]+)(?:;\S+)? :\S+ PRIVMSG \S+ :(.*)$/.exec(line) ??
      [];
    assert.equal(within, reference, line);
    return { time, id, text };
  });
}

const texts = (told: readonly Told[]) => told.map(({ text }) => text).join(' ');

describe('CHATHISTORY', () => {
  let name: string;
  let other: string;
  let room: string;
  let client: IrcClient;
  /** Messages `0` … `119` of the room. */
  let said: Told[];

  before(async () => {
    [name, other] = [await registered(server.port, 'his'), await registered(server.port, 'oth')];
    room = `#${fresh('r')}`;
    client = await ircAccount(server.port, name, ...CAPS);
    await client.says(`JOIN ${room}`);
    const lines = Array.from({ length: 120 }, (_, i) => `PRIVMSG ${room} :${i}`);
    await client.says(...lines);
    said = batch(await client.says(`CHATHISTORY LATEST ${room} * 1000`));
  });
  after(() => client[Symbol.dispose]());

  const ask = async (line: string) => texts(batch(await client.says(`CHATHISTORY ${line}`)));
  const at = (number: number) => said[number] as Told;

  test('gives all there is, however many pages that takes', () => {
    assert.equal(texts(said), Array.from({ length: 120 }, (_, i) => i).join(' '));
  });

  test('gives what is before, after, around and between', async () => {
    const id = (number: number) => `msgid=${at(number).id}`;
    const time = (number: number) => `timestamp=${at(number).time}`;
    assert.equal(await ask(`LATEST ${room} * 3`), '117 118 119');
    assert.equal(await ask(`LATEST ${room} ${id(117)} 50`), '118 119');
    assert.equal(await ask(`LATEST ${room} ${id(100)} 2`), '118 119');
    assert.equal(await ask(`BEFORE ${room} ${id(3)} 2`), '1 2');
    assert.equal(await ask(`BEFORE ${room} ${id(0)} 2`), '');
    assert.equal((await ask(`BEFORE ${room} ${id(110)} 70`)).split(' ').length, 70);
    assert.equal(await ask(`AFTER ${room} ${id(117)} 50`), '118 119');
    assert.equal(await ask(`AFTER ${room} ${id(2)} 2`), '3 4');
    assert.equal(await ask(`AROUND ${room} ${id(50)} 5`), '48 49 50 51 52');
    assert.equal(await ask(`BETWEEN ${room} ${id(5)} ${id(9)} 50`), '6 7 8');
    assert.equal(await ask(`BETWEEN ${room} ${id(5)} ${id(9)} 2`), '6 7');
    assert.equal(await ask(`BETWEEN ${room} ${id(9)} ${id(5)} 2`), '7 8');
    // Several messages may have one time.
    const before = said.filter(({ time: one }) => one < at(60).time).length;
    const until = said.filter(({ time: one }) => one <= at(60).time).length;
    assert.equal((await ask(`BEFORE ${room} ${time(60)} 1000`)).split(' ').length, before);
    assert.equal((await ask(`AFTER ${room} ${time(60)} 1000`)).split(' ').length, 120 - until);
  });

  test('has what is of several lines in batches of their own, and actions and notices as they were', async () => {
    const own = await registered(server.port, 'mul');
    using one = await ircAccount(server.port, own, ...CAPS, 'draft/multiline', 'labeled-response');
    const lines = ['BATCH +r draft/multiline', '@batch=r PRIVMSG', '@batch=r PRIVMSG', 'BATCH -r'];
    const [begin = '', first = '', second = '', end = ''] = lines;
    await one.says(`${begin} ${own}`, `${first} ${own} :a`, `${second} ${own} :b`, end);
    await one.says(`PRIVMSG ${own} :\x01ACTION waves\x01`, `NOTICE ${own} :noted`);
    const told = await one.says(`@label=h CHATHISTORY LATEST ${own} * 10`);
    const seen: string[] = [];
    const shown = told.map((line) =>
      line
        .replaceAll(/;?(?:time|msgid)=[^; ]+/g, '')
        .replaceAll(/(?<=BATCH [+-]|batch=)[\w-]+/g, (reference) => {
          if (!seen.includes(reference)) seen.push(reference);
          return `b${seen.indexOf(reference)}`;
        })
        .replaceAll(/:\S+!\S+/g, ':own'),
    );
    assert.deepEqual(shown, [
      `@label=h :chinwag.local BATCH +b0 chathistory ${own}`,
      `@batch=b0 :own BATCH +b1 draft/multiline ${own}`,
      `@batch=b1 :own PRIVMSG ${own} :a`,
      `@batch=b1 :own PRIVMSG ${own} :b`,
      '@batch=b0 :own BATCH -b1',
      `@batch=b0 :own PRIVMSG ${own} :\x01ACTION waves\x01`,
      `@batch=b0 :own NOTICE ${own} :noted`,
      ':chinwag.local BATCH -b0',
    ]);
  });

  test('of nothing is an empty batch, and no failure', async () => {
    assert.equal(await ask(`LATEST ${other} * 5`), '');
    assert.equal(await ask(`LATEST nobody * 5`), '');
    assert.equal(await ask(`BEFORE ${room} msgid=0123456789-1 5`), '');
    assert.equal(await ask(`BEFORE ${room} timestamp=1980-01-01T00:00:00.000Z 5`), '');
  });

  test('that cannot be understood fails', async () => {
    const failures = await client.says(
      ...[
        'CHATHISTORY',
        'CHATHISTORY SOME #x * 1',
        `CHATHISTORY LATEST ${room}`,
        `CHATHISTORY BEFORE ${room} * 5`,
        `CHATHISTORY BEFORE ${room} id=5 5`,
        `CHATHISTORY BEFORE ${room} timestamp=yesterday 5`,
        `CHATHISTORY LATEST ${room} * 0`,
        `CHATHISTORY LATEST ${room} * x`,
        'CHATHISTORY LATEST #elsewhere * 5',
        'CHATHISTORY TARGETS x y z',
      ],
    );
    const codes = failures.map((line) => /^:\S+ FAIL CHATHISTORY (\S+) /.exec(line)?.[1]);
    assert.deepEqual(codes, [
      ...['INVALID_PARAMS', 'INVALID_PARAMS', 'INVALID_PARAMS', 'INVALID_PARAMS'],
      ...['INVALID_MSGREFTYPE', 'INVALID_MSGREFTYPE', 'INVALID_PARAMS', 'INVALID_PARAMS'],
      ...['INVALID_TARGET', 'INVALID_PARAMS'],
    ]);
  });

  test('has both sides of a conversation, and its label', async () => {
    using peer = await ircAccount(server.port, other, ...CAPS);
    await client.says(`PRIVMSG ${other} :hello`);
    await peer.says(`PRIVMSG ${name} :line one, line two`);
    await client.settled();
    const lines = await client.says(`CHATHISTORY LATEST ${other} * 5`);
    assert.match(
      lines[1] ?? '',
      new RegExp(`:${RegExp.escape(sourceOf(name))} PRIVMSG ${other} :hello$`),
    );
    assert.match(
      lines[2] ?? '',
      new RegExp(` :${other}!\\S+ PRIVMSG ${name} :line one, line two$`),
    );
    using labels = await ircAccount(server.port, name, ...CAPS, 'labeled-response');
    await labels.settled();
    const labelled = await labels.says(`@label=L CHATHISTORY LATEST ${other} * 5`);
    assert.match(labelled[0] ?? '', /^@label=L :chinwag\.local BATCH \+\S+ chathistory /);
    assert.equal(batch(labelled).length, 2);
  });

  test('leaves out what was deleted, and has texts as they are now', async () => {
    const quiet = `#${fresh('r')}`;
    await client.says(`JOIN ${quiet}`);
    await client.says(...['a', 'b', 'c'].map((text) => `PRIVMSG ${quiet} :${text}`));
    const [, second] = batch(await client.says(`CHATHISTORY LATEST ${quiet} * 5`));
    await client.says(`REDACT ${quiet} ${second?.id}`);
    assert.equal(await ask(`LATEST ${quiet} * 2`), 'a c');
  });

  test('lists the conversations that have something new', async () => {
    using fourth = await ircAccount(server.port, name, ...CAPS);
    await fourth.settled();
    const all = await fourth.says(
      'CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2099-01-01T00:00:00.000Z 50',
    );
    assert.match(all[0] ?? '', /^:chinwag\.local BATCH \+\S+ draft\/chathistory-targets$/);
    const found = all
      .slice(1, -1)
      .map((line) => / CHATHISTORY TARGETS (\S+) \d{4}-\S+Z$/.exec(line)?.[1]);
    assert.ok(found.includes(room) && found.includes(other), found.join());
    const newest = at(119).time;
    const only = await fourth.says(
      `CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=${newest} 50`,
    );
    assert.ok(!only.some((line) => line.includes(` ${room} `)), 'both ends are left out');
  });

  test('is only for whoever is in the room, and keeps nothing of guests', async () => {
    using guest = await IrcClient.welcomed(
      server.port,
      fresh('g'),
      `CAP REQ :${CAPS.join(' ')}`,
      'CAP END',
    );
    await guest.says(`JOIN ${room}`);
    await guest.says(`PRIVMSG ${room} :a guest`);
    assert.equal(texts(batch(await guest.says(`CHATHISTORY LATEST ${room} * 5`))), '');
    await client.settled();
    assert.equal(await ask(`LATEST ${room} * 1`), 'a guest');
  });

  test('comes bare where a client knows no batches', async () => {
    using bare = await ircAccount(server.port, name, 'draft/chathistory');
    await bare.settled();
    const [line, ...rest] = await bare.says(`CHATHISTORY BEFORE ${room} msgid=${at(3).id} 1`);
    assert.match(line ?? '', new RegExp(`^:${name}!\\S+ PRIVMSG ${room} :\\[\\d\\d:\\d\\d\\] 2$`));
    assert.deepEqual(rest, []);
  });
});

describe('a client that cannot ask', () => {
  test('is told what it missed, once', async () => {
    const [name, other] = [
      await registered(server.port, 'old'),
      await registered(server.port, 'oth'),
    ];
    const room = `#${fresh('r')}`;
    using peer = await ircAccount(server.port, other);
    await peer.says(`JOIN ${room}`);
    {
      using first = await ircAccount(server.port, name);
      await first.says(`JOIN ${room}`);
      await peer.says(`PRIVMSG ${room} :seen`);
      await first.until(/ :seen$/);
      first.say('QUIT');
      await first.until(/^ERROR /);
    }
    await peer.says(
      `PRIVMSG ${room} :missed one`,
      `PRIVMSG ${room} :missed two`,
      `PRIVMSG ${name} :and you`,
    );
    const second = await IrcClient.account(server.port, name, SECRET);
    const lines = await second.until(/ :\[\d\d:\d\d\] and you$/);
    const told = lines.filter((line) => line.includes(' PRIVMSG '));
    assert.deepEqual(
      told.map((line) => line.replace(/:\[\d\d:\d\d\]/, ':[…]')),
      [
        `:${sourceOf(other)} PRIVMSG ${room} :[…] missed one`,
        `:${sourceOf(other)} PRIVMSG ${room} :[…] missed two`,
        `:${sourceOf(other)} PRIVMSG ${name} :[…] and you`,
      ],
    );
    // Behind the names of the room.
    const end = lines.findIndex((line) => line.includes(' 366 '));
    assert.ok(lines.findIndex((line) => line.includes('missed one')) > end);
    second.say('QUIT');
    await second.until(/^ERROR /);
    second[Symbol.dispose]();
    using third = await ircAccount(server.port, name);
    assert.deepEqual(
      (await third.settled()).filter((line) => line.includes('PRIVMSG')),
      [],
    );
  });

  test('has the time in a tag where it knows that', async () => {
    const [name, other] = [
      await registered(server.port, 'tim'),
      await registered(server.port, 'oth'),
    ];
    using peer = await ircAccount(server.port, other);
    await peer.says(`PRIVMSG ${name} :waiting`);
    using client = await IrcClient.account(server.port, name, SECRET, 'server-time');
    const [line] = (await client.until(/ :waiting$/)).slice(-1);
    assert.match(line ?? '', new RegExp(`^@time=\\S+Z :${other}!\\S+ PRIVMSG ${name} :waiting$`));
  });
});

describe('MARKREAD', () => {
  test('is the time that was said last, however much came since, and never one to come', async () => {
    const [name, other] = [
      await registered(server.port, 'mar'),
      await registered(server.port, 'oth'),
    ];
    const marked = [...CAPS, 'draft/read-marker'];
    using peer = await ircAccount(server.port, other, ...CAPS);
    await peer.says(`PRIVMSG ${name} :first`, `PRIVMSG ${name} :second`);
    using one = await ircAccount(server.port, name, ...marked);
    using two = await ircAccount(server.port, name, ...marked);
    const [first, second] = batch(await one.says(`CHATHISTORY LATEST ${other} * 5`));
    assert.ok(first !== undefined && second !== undefined);
    const later = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();
    const line = (time: string) => `:chinwag.local MARKREAD ${other} timestamp=${time}`;
    const says = (time: string) => one.says(`MARKREAD ${other} timestamp=${time}`);
    await peer.says(...Array.from({ length: 520 }, (_, at) => `PRIVMSG ${name} :${at}`));
    await one.settled();
    assert.deepEqual(await says(second.time), [line(second.time)]);
    // Between two messages it is what was said, which is told again, and elsewhere.
    const [third] = batch(await one.says(`CHATHISTORY AFTER ${other} msgid=${second.id} 1`));
    const between = later(third?.time ?? '', -1);
    if (between > second.time) {
      assert.deepEqual(await says(between), [line(between)]);
      await two.until(new RegExp(`^${RegExp.escape(line(between))}$`));
    }
    const [told = ''] = [second.time, between].sort().slice(-1);
    assert.deepEqual(await says(first.time), [line(told)]);
    assert.deepEqual(await two.says(`MARKREAD ${other}`), [line(told)]);
    // A client whose clock is ahead has not read what is yet to come.
    const [answer = ''] = await says(later(new Date().toISOString(), 3_600_000));
    const known = Date.parse(/timestamp=(\S+)/.exec(answer)?.[1] ?? '');
    // Times of messages that came at once rise by a millisecond each, which may be ahead of the clock.
    assert.ok(known <= Date.now() + 1000 && known >= Date.parse(third?.time ?? ''), answer);
    using again = await ircAccount(server.port, name, ...marked);
    assert.deepEqual(await again.says(`MARKREAD ${other}`), [answer]);
  });

  test('of a guest is remembered while they are here, and only goes forward', async () => {
    const name = fresh('gue');
    using guest = await IrcClient.welcomed(server.port, name);
    await guest.says('CAP REQ :draft/read-marker');
    const says = (time: string) => guest.says(`MARKREAD nobody timestamp=${time}`);
    const line = (time: string) => `:chinwag.local MARKREAD nobody timestamp=${time}`;
    const [one, two] = ['2020-01-01T00:00:00.000Z', '2020-01-02T00:00:00.000Z'];
    assert.deepEqual(await guest.says('MARKREAD nobody'), [':chinwag.local MARKREAD nobody *']);
    assert.deepEqual(await says(two), [line(two)]);
    assert.deepEqual(await says(one), [line(two)]);
    assert.deepEqual(await guest.says('MARKREAD nobody'), [line(two)]);
    await guest.says('JOIN #gue', 'MARKREAD #gue timestamp=2020-01-01T00:00:00.000Z');
    assert.deepEqual(await guest.says('MARKREAD #gue'), [
      ':chinwag.local MARKREAD #gue timestamp=2020-01-01T00:00:00.000Z',
    ]);
  });

  test('is what all of one’s clients have read, and only goes forward', async () => {
    const [name, other] = [
      await registered(server.port, 'mar'),
      await registered(server.port, 'oth'),
    ];
    const room = `#${fresh('r')}`;
    using peer = await ircAccount(server.port, other, ...CAPS);
    await peer.says(`JOIN ${room}`);
    const marked = [...CAPS, 'draft/read-marker'];
    using one = await ircAccount(server.port, name, ...marked);
    const joined = await one.says(`JOIN ${room}`);
    const kinds = joined.map((line) => / (JOIN|MARKREAD|353|366|NOTICE) /.exec(line)?.[1]);
    assert.deepEqual(kinds, ['JOIN', 'MARKREAD', '353', '366', 'NOTICE']);
    assert.equal(joined[1], `:chinwag.local MARKREAD ${room} *`);
    using two = await ircAccount(server.port, name, ...marked);
    await peer.says(`PRIVMSG ${room} :first`, `PRIVMSG ${room} :second`, `PRIVMSG ${name} :hi`);
    const [first, second] = batch(
      await one.settled().then(() => one.says(`CHATHISTORY LATEST ${room} * 5`)),
    );
    assert.ok(first !== undefined && second !== undefined);
    const line = (time: string) => `:chinwag.local MARKREAD ${room} timestamp=${time}`;
    assert.deepEqual(await one.says(`MARKREAD ${room}`), [`:chinwag.local MARKREAD ${room} *`]);
    const answer = await one.says(`MARKREAD ${room} timestamp=${second.time}`);
    assert.deepEqual(answer, [line(second.time)]);
    await two.until(new RegExp(`^${RegExp.escape(line(second.time))}$`));
    assert.deepEqual(
      await one.says(`MARKREAD ${room} timestamp=${first.time}`, `MARKREAD ${room}`),
      [line(second.time), line(second.time)],
    );
    assert.deepEqual(await one.says(`MARKREAD ${other}`), [`:chinwag.local MARKREAD ${other} *`]);
    const [dm] = batch(await one.says(`CHATHISTORY LATEST ${other} * 1`));
    assert.deepEqual(await one.says(`MARKREAD ${other} timestamp=${dm?.time}`), [
      `:chinwag.local MARKREAD ${other} timestamp=${dm?.time}`,
    ]);
    await peer.says(`PRIVMSG ${name} :more`);
    await one.until(/ :more$/);
    assert.deepEqual(await one.says(`MARKREAD ${other}`), [
      `:chinwag.local MARKREAD ${other} timestamp=${dm?.time}`,
    ]);
    assert.deepEqual(
      await one.says('MARKREAD', 'MARKREAD #elsewhere', `MARKREAD ${room} timestamp=x`),
      [
        ':chinwag.local FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters',
        ':chinwag.local MARKREAD #elsewhere *',
        `:chinwag.local FAIL MARKREAD INVALID_PARAMS ${room} :Invalid timestamp`,
      ],
    );
    // At the next login it is there at once.
    using again = await IrcClient.account(server.port, name, SECRET, ...marked);
    const lines = await again.until(/ 366 /);
    assert.ok(lines.includes(line(second.time)), lines.join('\n'));
  });
});
