/** Accounts on a real terminal: passwords without echo, remembered devices, messages that waited. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { encodeResponse } from '../src/protocol/server-frames.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { CHINWAG, ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { WireClient } from './support/wire-client.ts';

const PASSWORD = 'correct horse';
const WRONG = 'wrong horse';

/** A line that says when something was said. */
const TIME = '\\* (?:\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d';
/** Of a message that is kept: its number stands before it. */
const NUMBER = ' *\\d+';

let server: ServerProcess;
/** What the terminals keep. */
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chinwag-state-'));
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A terminal that keeps what it keeps in `state`. */
async function terminalOf(state: string, ...options: string[]): Promise<TmuxTerminal> {
  const environment = { XDG_STATE_HOME: join(folder, state) };
  const terminal = TmuxTerminal.chinwag(
    server.port,
    { columns: 80, rows: 24 },
    environment,
    ...options,
  );
  return shown(terminal, '\n>');
}

async function shown(terminal: TmuxTerminal, expected: string | RegExp): Promise<TmuxTerminal> {
  try {
    await terminal.shows(expected);
    return terminal;
  } catch (error) {
    terminal[Symbol.dispose]();
    throw error;
  }
}

/** Somebody registers `name` at a terminal of its own. */
async function registered(name: string, state: string = name): Promise<TmuxTerminal> {
  const terminal = await terminalOf(state);
  terminal.enter(`register ${name}`);
  await shown(terminal, `\nNew password for ${name}:`);
  terminal.enter(PASSWORD);
  await shown(terminal, '\nThe same again:');
  terminal.enter(PASSWORD);
  return shown(terminal, `\nSuccess\n${name}>`);
}

/** Somebody logs in at another terminal, with the password. */
async function withPassword(name: string, state: string): Promise<TmuxTerminal> {
  const terminal = await terminalOf(state);
  terminal.enter(`login ${name}`);
  await shown(terminal, `\nPassword for ${name}:`);
  terminal.enter(PASSWORD);
  return shown(terminal, new RegExp(`\nPassword for ${name}:\nSuccess\n(.*\n)*${name}>$`));
}

async function left(terminal: TmuxTerminal): Promise<void> {
  terminal.enter('exit');
  await terminal.shows('\n[0]$');
}

test('somebody who is away is written to, logs in elsewhere, reads it, finds it, and has it on two devices', async () => {
  using ann = await registered('ann');
  using ben = await registered('ben');
  await left(ben);
  ann.enter('sendto ben lunch tomorrow?');
  await ann.shows('lunch tomorrow?\nSuccess\nann>');
  ann.enter('sendto ben at noon');
  await ann.shows('at noon\nSuccess\nann>');

  using other = await terminalOf('ben-2');
  other.enter('login ben');
  await other.shows('> login ben\nPassword for ben:');
  other.enter(PASSWORD);
  await other.shows(
    new RegExp(
      `Password for ben:\nSuccess\n\\* ann: 2 unread\n${TIME}\nann: lunch tomorrow\\?\nann: at noon\nben>$`,
    ),
  );
  other.enter('history ann');
  await other.shows(
    new RegExp(
      `> history ann\n${TIME}\n${NUMBER}  ann: lunch tomorrow\\?\n${NUMBER}  ann: at noon\nben>$`,
    ),
  );
  // The index follows.
  await other.answers(
    'search lunch from:ann',
    new RegExp(`${TIME}\n${NUMBER}  ann → ben: lunch tomorrow\\?`),
  );
  await other.answers('unread', /^\* nothing is unread$/m);

  using first = await terminalOf('ben');
  first.enter('login ben');
  await first.shows(/> login ben\nSuccess\nben>$/);
  first.enter('history ann');
  await first.shows(/ann: lunch tomorrow\?\n\d+ {2}ann: at noon\nben>$/);
  first.enter('sendto ann fine');
  await first.shows('fine\nSuccess\nben>');
  await other.shows(/\nben → ann: fine\nben>$/);
  await ann.shows(new RegExp(`\n${TIME}\nben: fine\nann>$`));
  ann.enter('sendto ben both?');
  await first.shows(/ann: both\?\nben>$/);
  await other.shows(/ann: both\?\nben>$/);
});

describe('a password', () => {
  test('is nowhere on the screen, nor in the history, nor in the log', async () => {
    using terminal = await registered('secretive');
    terminal.press('Up');
    await terminal.shows('secretive> register secretive');
    terminal.press('Up');
    terminal.press('Down', 'Down', 'C-y');
    await terminal.shows('\nsecretive>');
    terminal.enter('list');
    await terminal.shows(/> list\n(.+\n)+secretive>$/);
    assert.ok(!terminal.history.includes('horse'), terminal.history);
    assert.ok(!server.stderr.includes('horse'));
  });

  test('pasted with its line at once is still unseen', async () => {
    using terminal = await terminalOf('paster');
    terminal.type(`register paster\r${PASSWORD}\r${PASSWORD}\rlist\r`);
    // The list was asked for before the answer came, and is answered after it.
    await terminal.shows(/> list\nSuccess\n(.+\n)*paster\n(.+\n)*paster>$/);
    assert.ok(!terminal.history.includes('horse'), terminal.history);
  });

  test('that is wrong is a Failure, and two that differ or are short are not sent', async () => {
    using ann = await registered('wronged');
    await left(ann);
    using terminal = await terminalOf('wronged-2');
    terminal.enter('login wronged');
    await terminal.shows('Password for wronged:');
    terminal.enter(WRONG);
    await terminal.shows('Password for wronged:\nFailure\n* wrong password\n>');
    terminal.enter('register shorty');
    await terminal.shows('New password for shorty:');
    terminal.enter('short');
    await terminal.shows('Failure\n* password not allowed (8 to 1024 bytes)\n>');
    terminal.enter('register differ');
    await terminal.shows('New password for differ:');
    terminal.enter(PASSWORD);
    await terminal.shows('The same again:');
    terminal.enter(WRONG);
    await terminal.shows('Failure\n* these were not the same\n>');
    assert.doesNotMatch(terminal.history, /horse|short$/m);
  });

  test('is not given with Ctrl-C or an empty line, and the line before is as it was', async () => {
    using owner = await registered('canceller');
    using terminal = await terminalOf('canceller-2');
    terminal.enter('login canceller');
    await terminal.shows('Password for canceller:');
    terminal.type('half');
    terminal.press('C-c');
    await terminal.shows('Password for canceller:\nFailure\n* password needed\n>');
    terminal.enter('login canceller');
    await terminal.shows('> login canceller\nPassword for canceller:');
    terminal.press('Enter');
    await terminal.shows('Password for canceller:\nFailure\n* password needed\n>');
    terminal.enter('list');
    await terminal.shows(/> list\n(.+\n)+>$/);
    owner.enter('unregister');
    await owner.shows('Password for canceller:');
    owner.press('C-c');
    await owner.shows('Failure\n* cancelled\ncanceller>');
  });

  test('is not sent where others could listen', async () => {
    // Reaches this machine on Linux, yet nobody could know that from the address.
    const command = [process.execPath, CHINWAG, 'connect', '0.0.0.0', String(server.port)];
    using terminal = new TmuxTerminal(command, { columns: 100, rows: 24 }, {});
    await terminal.shows('\n>');
    terminal.enter('register open');
    await terminal.shows(
      '> register open\nFailure\n* it needs a password, which may not travel unencrypted; connect with --tls\n>',
    );
  });

  test('and what takes its place are not sent there even where they are known', async () => {
    const home = join(folder, 'overheard', 'chinwag');
    using owner = await registered('overheard');
    const file = join(home, 'tokens');
    // As after a login over TLS at the same address.
    const kept = readFileSync(file, 'utf8').replaceAll(/^127\.0\.0\.1/gm, '0.0.0.0');
    writeFileSync(file, kept);
    const command = [process.execPath, CHINWAG, 'connect', '0.0.0.0', String(server.port)];
    const environment = { XDG_STATE_HOME: join(folder, 'overheard') };
    using terminal = new TmuxTerminal(command, { columns: 100, rows: 24 }, environment);
    await terminal.shows('\n>');
    terminal.enter('login overheard');
    await terminal.shows(
      '> login overheard\nFailure\n* it needs a password, which may not travel unencrypted; connect with --tls\n>',
    );
    assert.equal(readFileSync(file, 'utf8'), kept);
    assert.match(owner.screen, /overheard>$/);
  });

  test('is asked for while messages come, which print above the question', async () => {
    using terminal = await registered('busy');
    using friend = await WireClient.login(server.port, 'busy-friend');
    terminal.enter('change-password');
    await terminal.shows('\nPassword for busy:');
    terminal.type(PASSWORD);
    friend.say('sendto busy are you there?');
    await terminal.shows(/busy-friend: are you there\?\nPassword for busy:$/);
    terminal.resize(24);
    friend.say('sendto busy hello?');
    await terminal.shows(/\nbusy-friend: hello\?\nPassword for busy:$/);
    terminal.press('Enter');
    await terminal.shows('\nNew password for busy:');
    terminal.enter(WRONG);
    await terminal.shows('\nThe same again:');
    terminal.enter(WRONG);
    await terminal.shows('\nSuccess\nbusy>');
    assert.ok(!terminal.history.includes('horse'), terminal.history);
  });
});

test('what is typed behind a login that needs a password is that, and no command', async () => {
  using owner = await registered('exiter');
  using terminal = await terminalOf('exiter-2');
  terminal.type('login exiter\rexit\r');
  await terminal.shows('> login exiter\nPassword for exiter:\nFailure\n* wrong password\n>');
  assert.match(owner.screen, /exiter>$/);
});

describe('what this device remembers', () => {
  test('logs it in without a question, in a file of its owner’s', async () => {
    using first = await registered('keeper');
    await left(first);
    const file = join(folder, 'keeper', 'chinwag', 'tokens');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(
      readFileSync(file, 'utf8'),
      new RegExp(`^127\\.0\\.0\\.1:${server.port} keeper cwt_\\S+$`, 'm'),
    );
    using second = await terminalOf('keeper');
    second.enter('login keeper');
    await second.shows('> login keeper\nSuccess\nkeeper>');
    second.enter('logout');
    await second.shows('> logout\nSuccess\n>');
    second.enter('login keeper');
    await second.shows('> login keeper\nSuccess\nkeeper>');
    second.enter('unregister');
    await second.shows(/erases every text that you wrote, for good\nPassword for keeper:$/);
    second.enter(PASSWORD);
    await second.shows('\nSuccess\n>');
    assert.doesNotMatch(readFileSync(file, 'utf8'), /keeper/);
  });

  test('is for all of its terminals, side by side, as one device; revoked, it is for none', async () => {
    using first = await registered('twice');
    using second = await terminalOf('twice');
    second.enter('login twice');
    await second.shows('> login twice\nSuccess\ntwice>');
    first.enter('sendto twice a note');
    await second.shows(/twice: a note\ntwice>$/);
    first.enter('logout');
    await first.shows('> logout\nSuccess\n>');
    first.enter('login twice');
    await first.shows('> login twice\nSuccess\ntwice>');
    second.enter('sessions');
    await second.shows(/> sessions\n *\d+ {2}here .*\ntwice>$/);
    const [, id] = /\n *(\d+) {2}here/.exec(second.screen) ?? [];
    second.enter(`revoke ${id}`);
    for (const terminal of [first, second]) {
      await terminal.shows(
        /\* logged out by the server: the device was revoked\n\* connection lost: .*\n\* connected again\n>$/,
      );
    }
    first.enter('login twice');
    await first.shows('> login twice\nPassword for twice:');
  });

  test('is forgotten when it was revoked, and the password asked for', async () => {
    using first = await registered('revoker');
    await left(first);
    using second = await withPassword('revoker', 'revoker-2');
    second.enter('sessions');
    await second.shows(/\n *\d+ {2}away .*\n *\d+ {2}here .*\nrevoker>$/);
    const [, id] = /\n *(\d+) {2}away/.exec(second.screen) ?? [];
    second.enter(`revoke ${id}`);
    await second.shows(/> revoke \d+\nSuccess\nrevoker>$/);
    using third = await terminalOf('revoker');
    third.enter('login revoker');
    await third.shows('> login revoker\nPassword for revoker:');
    assert.doesNotMatch(readFileSync(join(folder, 'revoker', 'chinwag', 'tokens'), 'utf8'), /cwt_/);
  });

  test('is nothing with --no-remember', async () => {
    using first = await registered('forgetful');
    await left(first);
    using second = await terminalOf('forgetful', '--no-remember');
    second.enter('login forgetful');
    await second.shows('> login forgetful\nPassword for forgetful:');
    second.enter(PASSWORD);
    await second.shows('Success\nforgetful>');
    using third = await terminalOf('forgetful-3', '--no-remember');
    third.enter('login forgetful');
    await third.shows('> login forgetful\nPassword for forgetful:');
    third.enter(PASSWORD);
    await third.shows('Success\nforgetful>');
    assert.ok(!readdirSync(folder).includes('forgetful-3'));
  });

  test('cannot be kept where its folder cannot be: a notice, and no more', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    using terminal = await registered('homeless', 'no-folder');
    assert.match(terminal.screen, /\* what keeps you logged in cannot be kept here: [A-Z]+: /);
  });

  test('goes with a new name', async () => {
    using first = await registered('oldname');
    using second = await withPassword('oldname', 'oldname-2');
    first.enter('rename newname');
    await first.shows('> rename newname\nSuccess\nnewname>');
    await second.shows('* your name is newname now\nnewname>');
    for (const [terminal, state] of [
      [first, 'oldname'],
      [second, 'oldname-2'],
    ] as const) {
      await left(terminal);
      using again = await terminalOf(state);
      again.enter('login newname');
      await again.shows('> login newname\nSuccess\nnewname>');
    }
  });
});

test('a token that a terminal has kept is good where the name was changed elsewhere meanwhile', async () => {
  using first = await registered('before');
  await left(first);
  using second = await withPassword('before', 'before-2');
  second.enter('rename behind');
  await second.shows('> rename behind\nSuccess\nbehind>');
  using third = await terminalOf('before');
  third.enter('login before');
  await third.shows('* your name is behind now\nSuccess\nbehind>');
  await left(third);
  using fourth = await terminalOf('before');
  fourth.enter('login behind');
  await fourth.shows('> login behind\nSuccess\nbehind>');
});

test('logging out while the connection is lost: it is not logged in again', async () => {
  await using first = await ServerProcess.start(...QUICK_PASSWORDS);
  using terminal = TmuxTerminal.chinwag(first.port, { columns: 80, rows: 24 });
  await terminal.shows('\n>');
  terminal.enter('login leaver');
  await terminal.shows('Success\nleaver>');
  await first.stop('SIGKILL');
  await terminal.shows(/trying again\n>$/);
  terminal.enter('logout');
  await terminal.shows('> logout\nSuccess\n* not connected; you will not be logged in again\n>');
  terminal.enter('logout');
  await terminal.shows('> logout\nFailure\n* not connected\n>');
  await using second = await ServerProcess.start('--port', String(first.port), ...QUICK_PASSWORDS);
  await terminal.shows('\n* connected again\n>');
  terminal.enter('login somebody');
  await terminal.shows('* connected again\n> login somebody\nSuccess\nsomebody>');
  assert.ok(second.pid > 0);
});

test('a server without accounts does not know these commands', async () => {
  const old = createServer((socket) => {
    socket.on('data', () => socket.write(encodeResponse(2, 0, 'unknown type')));
    socket.on('error', () => {});
  });
  old.listen(0, '127.0.0.1');
  await once(old, 'listening');
  try {
    const { port } = old.address() as AddressInfo;
    using terminal = TmuxTerminal.chinwag(port, { columns: 80, rows: 24 });
    await terminal.shows('\n>');
    for (const line of ['unread', 'history bob', 'register bob', 'rename bob', 'search x']) {
      terminal.enter(line);
      await terminal.shows(`> ${line}\nFailure\n* the server does not know it\n>`);
    }
  } finally {
    old.close();
  }
});

test('texts of other people’s cannot drive the terminal or forge a line, live, found or from the history', async () => {
  using terminal = await registered('careful');
  using sender = await ExtendedClient.hello(server.port);
  await sender.ask('register', { name: 'hostile', password: PASSWORD });
  const { result } = await sender.ask('sendto', { to: 'careful' }, '\x1b[2Jevil\r\nbob: forged');
  assert.equal(result, 'ok');
  const safe = 'hostile: \\^\\[\\[2Jevil\n {2}bob: forged';
  await terminal.shows(new RegExp(`\n${TIME}\n${safe}\ncareful>$`));
  terminal.enter('history hostile');
  await terminal.shows(new RegExp(`> history hostile\n${TIME}\n${NUMBER}  ${safe}\ncareful>$`));
});
