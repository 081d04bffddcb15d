/** IRC at the real program: accounts, kept rooms, several sessions, and what natives see. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fresh, registered as registeredAt, SECRET, sourceOf } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const registered = (name: string) => registeredAt(server.port, name);

describe('an account', () => {
  test('is made with NickServ, and the room one is in stays', async () => {
    const name = fresh('nia');
    const room = `#${fresh('r')}`;
    using nia = await IrcClient.welcomed(server.port, name);
    await nia.says(`JOIN ${room}`);
    const [logged, told, ...rest] = await nia.says(`PRIVMSG NickServ :REGISTER ${SECRET} *`);
    assert.equal(
      logged,
      `:chinwag.local 900 ${name} ${sourceOf(name)} ${name} :You are now logged in as ${name}`,
    );
    assert.match(told ?? '', new RegExp(`NOTICE ${name} :${name} is registered`));
    assert.deepEqual(rest, []);
    assert.deepEqual(await nia.says(`PRIVMSG ${room} :still here`), []);
    using other = await IrcClient.welcomed(server.port, fresh('o'));
    const [account] = (await other.says(`WHOIS ${name}`)).filter((line) => line.includes(' 330 '));
    assert.match(account ?? '', new RegExp(` 330 \\S+ ${name} ${name} :is logged in as$`));
  });

  test('is looked after with NickServ, and a kept room with ChanServ', async () => {
    const name = await registered('nia');
    const [room, renamed, other] = [`#${fresh('r')}`, fresh('new'), 'other correct words'];
    using nia = await IrcClient.account(server.port, name, SECRET, 'message-tags', 'echo-message');
    await nia.until(/ MODE \S+ \+i$/);
    const act = async (service: string, line: string) =>
      (await nia.says(`PRIVMSG ${service} :${line}`)).filter((one) => one.includes(' NOTICE '));
    assert.match((await act('NickServ', 'SESSIONS'))[0] ?? '', /:No device is remembered$/);
    assert.match((await act('NickServ', 'INFO'))[0] ?? '', / is here, and registered$/);
    await nia.says(`JOIN ${room}`);
    const [echo = ''] = await nia.says(`PRIVMSG ${room} :to be kept`);
    const id = /msgid=([^; ]+)/.exec(echo)?.[1] ?? assert.fail(echo);
    assert.match((await act('ChanServ', `PIN ${room} ${id}`))[0] ?? '', /:Pinned$/);
    assert.match(
      (await act('ChanServ', `PINS ${room}`))[0] ?? '',
      new RegExp(`:${id} ${name}: to be kept$`),
    );
    assert.match((await act('ChanServ', `UNPIN ${room} ${id}`))[0] ?? '', /:Not pinned any more$/);
    assert.match((await act('ChanServ', `PINS ${room}`))[0] ?? '', /:Nothing is pinned$/);
    assert.match(
      (await act('NickServ', `RENAME ${renamed}`))[0] ?? '',
      new RegExp(`${renamed} now$`),
    );
    const [changed = ''] = await act(
      'NickServ',
      `SET PASSWORD ${SECRET} ${other.replaceAll(' ', '-')}`,
    );
    assert.match(changed, /:The password is changed/);
    const [wrong = ''] = await act('NickServ', `DROP ${SECRET}`);
    assert.match(wrong, /:Not done: /);
    nia.say(`PRIVMSG NickServ :DROP ${other.replaceAll(' ', '-')}`);
    await nia.until(/:The account is gone$/);
  });

  test('is told to those who have the capabilities for it, and so is another name', async () => {
    const name = fresh('nia');
    const room = `#${fresh('r')}`;
    const caps = 'CAP REQ :account-notify account-tag chghost';
    using ann = await IrcClient.welcomed(server.port, fresh('ann'), caps, 'CAP END');
    using nia = await IrcClient.welcomed(server.port, name, caps, 'CAP END');
    await ann.says(`JOIN ${room}`);
    await nia.says(`JOIN ${room}`);
    await nia.says(`PRIVMSG ${room} :as a guest`);
    assert.doesNotMatch((await ann.until(/:as a guest$/)).at(-1) ?? '', /account=/);
    const own = await nia.says(`PRIVMSG NickServ :REGISTER ${SECRET} *`);
    const account = new RegExp(`^(?:@\\S+ )?:${name}!\\S+ ACCOUNT ${name}$`);
    assert.equal(own.filter((line) => account.test(line)).length, 1);
    await ann.until(account);
    await nia.says(`PRIVMSG ${room} :with an account`);
    assert.match(
      (await ann.until(/:with an account$/)).at(-1) ?? '',
      new RegExp(`^@account=${name} `),
    );
    const renamed = fresh('new');
    using native = await LineClient.connect(server.port);
    native.say(`login ${name}\npassword ${SECRET}\nrename ${renamed}`);
    const host = new RegExp(`^:${renamed}!\\S+@${name}.chinwag CHGHOST \\S+ ${renamed}.chinwag$`);
    await ann.until(host);
    await nia.until(host);
  });

  test('logs in with SASL over TLS, under its own name, and is in its rooms', async () => {
    const name = await registered('sal');
    const room = `#${fresh('r')}`;
    using first = await LineClient.connect(server.port);
    first.say(`login ${name}\npassword ${SECRET}\ncreate ${room}\ntopic ${room} old times`);
    for (const expected of ['Failure', 'Success']) assert.equal(await first.next(), expected);
    await first.next();
    assert.deepEqual([await first.next(), await first.next()], ['Success', 'Success']);

    using client = await IrcClient.connectTls(server.port);
    const plain = Buffer.from(`\0${name}\0${SECRET}`).toString('base64');
    client.say('CAP LS 302', 'NICK other', 'USER sal 0 * :Sal', 'CAP REQ :sasl');
    client.say('AUTHENTICATE PLAIN', `AUTHENTICATE ${plain}`, 'CAP END');
    const lines = await client.until(/ 366 /);
    assert.ok(
      lines.some((line) => line.includes(` 903 other :`)),
      lines.join('\n'),
    );
    assert.ok(lines.some((line) => line.startsWith(`:chinwag.local 001 ${name} :`)));
    assert.ok(lines.some((line) => line.includes(`so your nickname is ${name}`)));
    assert.deepEqual(lines.slice(-4), [
      `:${name}!~sal@${name}.chinwag JOIN ${room}`,
      `:chinwag.local 332 ${name} ${room} :old times`,
      `:chinwag.local 353 ${name} = ${room} :@${name}`,
      `:chinwag.local 366 ${name} ${room} :End of /NAMES list`,
    ]);
    // What one says on one device is heard on the others.
    first.say(`sendto ${room} from a line`);
    await client.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${room} :from a line$`));
    client.say('AUTHENTICATE PLAIN');
    await client.until(/ 907 /);
  });

  test('logs in with PASS, and a wrong one is told', async () => {
    const name = await registered('pas');
    using one = await IrcClient.welcomed(server.port, 'whoever', `PASS ${name}:${SECRET}`);
    assert.deepEqual(await one.says('NICK elsewise'), [
      `:chinwag.local 447 ${name} elsewise :Your nickname is the name of your account`,
    ]);
    using two = await IrcClient.welcomed(server.port, name, `PASS ${SECRET}`);
    assert.deepEqual(await two.settled(), []);
    using three = await IrcClient.connect(server.port);
    three.say(`PASS ${name}:wrong-one`, 'NICK x', 'USER x 0 * :x');
    const lines = await three.until(/^ERROR /);
    assert.match(lines[0] ?? '', /^:chinwag\.local 464 x :Password incorrect/);
  });

  test('keeps its name: a guest who wants it hears how to log in', async () => {
    const name = await registered('kay');
    using guest = await IrcClient.connect(server.port);
    guest.say(`NICK ${name.toUpperCase()}`, 'USER x 0 * :x');
    const lines = await guest.until(/ 433 /);
    assert.match(lines[0] ?? '', /NOTICE \S+ :This nickname is registered/);
    guest.say('NICK kay_', 'PRIVMSG kay_ :x');
    await guest.until(/ PRIVMSG kay_ :x$/);
    // As bots do it.
    const [renamed, ...told] = await guest.says(`PRIVMSG NickServ :IDENTIFY ${name} ${SECRET}`);
    assert.match(renamed ?? '', new RegExp(`^:kay_!~x@\\S+ NICK ${name}$`));
    assert.equal(told.length, 2);
    assert.deepEqual(await guest.says(`PRIVMSG ${name} :me`), [
      `:${name}!~x@${name}.chinwag PRIVMSG ${name} :me`,
    ]);
  });

  test('comes to a bot that asks for its nick with GHOST, and nobody loses it', async () => {
    const name = await registered('bot');
    using other = await IrcClient.account(server.port, name, SECRET);
    await other.until(/ MODE \S+ \+i$/);
    using bot = await IrcClient.welcomed(server.port, `${name}_`);
    const told = async (words: string) => (await bot.says(`NS ${words}`)).at(-1) ?? '';
    assert.match(await told(`GHOST ${name}`), /:That is not needed: /);
    assert.match(await told(`GHOST ${name} wrong-one`), /:Not logged in: wrong password/);
    bot.say(`NS GHOST ${name} ${SECRET}`);
    await bot.until(new RegExp(`^:${name}_!\\S+ NICK ${name}$`));
    assert.match(
      (await bot.settled()).at(-1) ?? '',
      new RegExp(`:You are now identified for ${name}$`),
    );
    assert.match(await told(`IDENTIFY ${SECRET}`), /:You are already logged in as /);
    assert.match(await told(`GHOST ${name} ${SECRET}`), /:That is not needed: /);
    other.say(`PRIVMSG ${name} :still here`);
    await bot.until(/:still here$/);
  });

  test('stays who it was where it cannot log in', async () => {
    const name = await registered('wil');
    const guest = fresh('g');
    using client = await IrcClient.welcomed(server.port, guest);
    const [told, ...rest] = await client.says(`NS IDENTIFY ${name} wrong-one`);
    assert.match(told ?? '', /Not logged in: wrong password/);
    assert.deepEqual(rest, []);
    assert.deepEqual(await client.says(`PRIVMSG ${guest} :me`), [
      `:${guest}!~${guest}@${guest}.chinwag PRIVMSG ${guest} :me`,
    ]);
  });

  test('may be in several places, and hears of itself where the client can tell', async () => {
    const [name, other] = [await registered('mul'), await registered('oth')];
    using one = await IrcClient.account(server.port, name, SECRET, 'echo-message');
    using two = await IrcClient.account(server.port, name, SECRET, 'znc.in/self-message');
    using plain = await IrcClient.account(server.port, name, SECRET);
    using peer = await IrcClient.account(server.port, other, SECRET);
    for (const client of [one, two, plain, peer]) await client.until(/ MODE \S+ \+i$/);
    one.say(`PRIVMSG ${other} :hello`);
    await peer.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${other} :hello$`));
    await two.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${other} :hello$`));
    await one.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${other} :hello$`));
    assert.deepEqual(await plain.settled(), []);
    // A room that one joins on one device is there on the others.
    const room = `#${fresh('r')}`;
    await peer.says(`JOIN ${room}`);
    one.say(`JOIN ${room}`);
    await plain.until(new RegExp(` 366 ${name} ${room} `));
    await one.until(new RegExp(` NOTICE ${room} :what is said here is kept$`));
    one.say(`PART ${room}`);
    await plain.until(new RegExp(`^:${name}!\\S+ PART ${room}$`));
    peer.say(`PRIVMSG ${name} :to all`);
    for (const client of [one, two, plain]) {
      await client.until(new RegExp(`^:${other}!\\S+ PRIVMSG ${name} :to all$`));
    }
  });

  test('comes and goes as JOIN and QUIT', async () => {
    const [name, other] = [await registered('com'), await registered('oth')];
    const room = `#${fresh('r')}`;
    using watcher = await IrcClient.account(
      server.port,
      other,
      SECRET,
      'extended-join',
      'away-notify',
    );
    await watcher.until(/ MODE \S+ \+i$/);
    await watcher.says(`JOIN ${room}`);
    const first = await IrcClient.account(server.port, name, SECRET);
    await first.until(/ MODE \S+ \+i$/);
    await first.says(`JOIN ${room}`);
    assert.deepEqual(await watcher.says(`MODE ${room} +h ${name}`), [
      `:${sourceOf(name)} JOIN ${room} ${name} :${name}`,
      `:${sourceOf(other)} MODE ${room} +h ${name}`,
    ]);
    first.say('QUIT');
    await watcher.until(new RegExp(`^:${RegExp.escape(sourceOf(name))} QUIT :$`));
    assert.ok((await watcher.says(`NAMES ${room}`))[0]?.endsWith(` :@${other}`));
    using again = await IrcClient.account(server.port, name, SECRET);
    const lines = await watcher.until(/ MODE /);
    assert.deepEqual(
      lines,
      [
        `:${name}!~u@${name}.chinwag JOIN ${room} ${name} :${name}`,
        `:chinwag.local MODE ${room} +h ${name}`,
      ].map((line) => line.replace('~u@', `~${name.slice(0, 9)}@`)),
    );
    await again.until(/ 366 /);
  });

  test('that is renamed elsewhere has its new nick at once', async () => {
    const name = await registered('ren');
    using client = await IrcClient.account(server.port, name, SECRET);
    await client.until(/ MODE \S+ \+i$/);
    using line = await LineClient.connect(server.port);
    const now = fresh('new');
    line.say(`login ${name}\npassword ${SECRET}\nrename ${now}`);
    await client.until(new RegExp(`^:${name}!\\S+ NICK ${now}$`));
    assert.deepEqual(await client.says(`PRIVMSG ${now} :x`), [
      `:${now}!~${name.slice(0, 9)}@${now}.chinwag PRIVMSG ${now} :x`,
    ]);
  });

  test('whose password is changed is told, and closed', async () => {
    const name = await registered('pwd');
    using client = await IrcClient.account(server.port, name, SECRET);
    await client.until(/ MODE \S+ \+i$/);
    using line = await LineClient.connect(server.port);
    line.say(`login ${name}\npassword ${SECRET}\nchange-password ${SECRET} another-one`);
    const [error] = await client.until(/^ERROR /);
    assert.match(error ?? '', /^ERROR :Closing link: .*password/);
  });
});

describe('stored messages', () => {
  test('are answered when they are stored, in order, and PING waits for them', async () => {
    const [name, other] = [await registered('sto'), await registered('oth')];
    using client = await IrcClient.account(
      server.port,
      name,
      SECRET,
      'echo-message',
      'message-tags',
      'labeled-response',
      'batch',
    );
    await client.until(/ MODE \S+ \+i$/);
    const lines = Array.from({ length: 50 }, (_, i) => `@label=${i} PRIVMSG ${other} :text ${i}`);
    const heard = await client.says(...lines);
    assert.deepEqual(
      heard.map((line) => /^@label=(\d+);\S+ \S+ PRIVMSG \S+ :text (\d+)$/.exec(line)?.slice(1)),
      Array.from({ length: 50 }, (_, i) => [`${i}`, `${i}`]),
    );
  });

  test('of a pipelined JOIN and PRIVMSG arrive, as soju sends them', async () => {
    const name = await registered('soj');
    const room = `#${fresh('r')}`;
    using client = await IrcClient.account(server.port, name, SECRET, 'echo-message');
    await client.until(/ MODE \S+ \+i$/);
    const heard = await client.says(`JOIN ${room}`, `PRIVMSG ${room} :right behind`);
    assert.equal(heard.at(-1), `:${sourceOf(name)} PRIVMSG ${room} :right behind`);
  });
});

test('a server that shuts down says so', async () => {
  const own = await ServerProcess.start();
  using client = await IrcClient.welcomed(own.port, 'ann');
  own.signal('SIGTERM');
  const [error] = await client.until(/^ERROR /);
  assert.match(error ?? '', /^ERROR :Closing link: /);
  await own.exited();
});

test('a client that says nothing is asked, and one that is gone is let go', async () => {
  await using own = await ServerProcess.start('--alive-after', '200ms', '--alive-timeout', '300ms');
  using quiet = await IrcClient.welcomed(own.port, 'quiet');
  const deaf = await IrcClient.welcomed(own.port, 'deaf');
  deaf.socket.removeAllListeners('data');
  deaf.socket.on('data', () => {});
  await own.logged(({ msg, user }) => msg === 'logged out' && user === 'deaf');
  assert.deepEqual(await quiet.says('ISON quiet deaf'), [':chinwag.local 303 quiet :quiet']);
});

test('the options for IRC', async () => {
  using own = new Folder();
  await using off = await ServerProcess.start('--irc', 'off');
  using refused = await IrcClient.connect(off.port);
  refused.say('NICK ann');
  await off.logged(({ why }) => /opened with IRC, which is not spoken here/.test(String(why)));
  writeFileSync(own.file('motd.txt'), 'Be kind.\nAnd brief.\n');
  await using named = await ServerProcess.start(
    ...['--irc-name', 'irc.example.org', '--motd', own.file('motd.txt')],
  );
  using client = await IrcClient.connect(named.port);
  client.say('NICK ann', 'USER ann 0 * :ann');
  const lines = await client.until(/ 376 /);
  assert.deepEqual(lines.slice(-4), [
    ':irc.example.org 375 ann :- irc.example.org Message of the day -',
    ':irc.example.org 372 ann :- Be kind.',
    ':irc.example.org 372 ann :- And brief.',
    ':irc.example.org 376 ann :End of /MOTD command',
  ]);
});
