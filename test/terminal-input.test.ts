/** Pasted and typed-ahead input at a terminal: nothing is run or shown that should not be. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const PASSWORD = 'correct horse';
const SIZE = { columns: 80, rows: 24 };

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

/** A terminal on which somebody is logged in as `name`. */
async function loggedIn(name: string): Promise<TmuxTerminal> {
  const terminal = TmuxTerminal.chinwag(server.port, SIZE);
  try {
    await terminal.shows('\n>');
    terminal.enter(`login ${name}`);
    await terminal.shows(`\nSuccess\n${name}>`);
  } catch (error) {
    terminal[Symbol.dispose]();
    throw error;
  }
  return terminal;
}

/** Somebody registered, and logged out again, with what their device keeps in `state`. */
async function registered(name: string): Promise<void> {
  using terminal = TmuxTerminal.chinwag(server.port, SIZE);
  await terminal.shows('\n>');
  // All at once: the answers are typed ahead of their questions.
  terminal.send(`register ${name}\r${PASSWORD}\r${PASSWORD}\r`);
  await terminal.shows(`The same again:\nSuccess\n${name}>`);
  assert.doesNotMatch(terminal.history, /horse/);
  terminal.enter('exit');
  await terminal.shows('\n[0]$');
}

describe('a text that is pasted', () => {
  test('is one message of several lines, seen before Return and never run', async () => {
    using terminal = await loggedIn('paster');
    using friend = await WireClient.login(server.port, 'reader');
    terminal.type('sendto reader ');
    terminal.paste('one\n/exit\nexit\nlogout\n\ttwo\n\n');
    await terminal.shows(
      /\* pasted: 5 lines, as one; .*\npaster> sendto reader one␤\/exit␤exit␤logout␤ two$/,
    );
    terminal.press('Enter');
    assert.equal(await friend.next(), 'paster: one\n/exit\nexit\nlogout\n\ttwo');
    await terminal.shows(/ {2}two\nSuccess\npaster>$/);
    // Back from the history it is the same line.
    terminal.press('Up');
    await terminal.shows('paster> sendto reader one␤/exit␤exit␤logout␤ two');
    terminal.press('C-c');
    await terminal.shows('\npaster>');
    // Without a command it is no message, and no commands.
    terminal.paste('list\nexit\n');
    await terminal.shows('paster> list␤exit');
    terminal.press('Enter');
    await terminal.shows('Invalid command\n* only a message has several lines\npaster>');
    // A line that is pasted is a line that is typed.
    terminal.paste('list\n');
    await terminal.shows('paster> list');
    terminal.press('Enter');
    await terminal.shows('paster> list\npaster\nreader\npaster>');
  });

  test('is one message while somebody is written to, pasted in pieces or written by hand', async () => {
    using terminal = await loggedIn('talker');
    using friend = await WireClient.login(server.port, 'hearer');
    terminal.enter('to hearer');
    await terminal.shows('\nhearer>');
    terminal.paste('a\n/exit\n');
    await terminal.shows('hearer> a␤/exit');
    terminal.press('M-Enter');
    terminal.type('b');
    await terminal.shows('hearer> a␤/exit␤b');
    terminal.press('Enter');
    assert.equal(await friend.next(), 'talker: a\n/exit\nb');
    // Where the terminal has no marks, lines that come at once are one message all the same.
    terminal.paste('c\n/exit\nd\n', true);
    await terminal.shows(/\* these came at once: 3 lines.*\nhearer> c␤\/exit␤d$/);
    terminal.press('Enter');
    assert.equal(await friend.next(), 'talker: c\n/exit\nd');
  });

  test('drives nothing, whatever it has in it', async () => {
    using terminal = await loggedIn('target');
    const end = '\x1b[201~';
    const begin = '\x1b[200~';
    terminal.send(`${begin}a${end}\rexit\r${begin}\x1b[2J\x03\x1a\x04b\x07${end}`);
    await terminal.shows(
      /\* control characters were left out.*\n\* pasted: 3 lines.*\ntarget> a␤exit␤b$/,
    );
    terminal.press('C-c');
    await terminal.shows('\ntarget>');
    terminal.send(`${begin}no end`);
    await terminal.shows(/\* a paste has begun and has no end; Ctrl-C drops it\ntarget>$/);
    terminal.press('C-c');
    await terminal.shows(/\* the paste was dropped\ntarget>$/);
    terminal.enter('list');
    await terminal.shows(/target> list\ntarget\n/);
  });

  test('without marks is run no further than it makes sense, and does not end the client', async () => {
    using terminal = await loggedIn('plain');
    terminal.send('Dear all,\rlogout\rexit\r');
    await terminal.shows(
      /Invalid command\n.*\n\* what came at once with it was not carried out\nplain>$/,
    );
    terminal.send('logout\rexit\rlist\r');
    await terminal.shows(
      /plain> exit\n\* exit came at once with more, .*\n(.*\n)*\* what came at once .*\n(.*\n)*>$/,
    );
  });

  test('that is too long is answered so, and stays', async () => {
    using terminal = await loggedIn('verbose');
    const text = 'x'.repeat(65_536);
    terminal.paste(`sendto verbose ${text}`);
    await terminal.shows(/verbose> ….*xxx$/);
    terminal.press('Enter');
    await terminal.shows(
      /\nBad message\n\* a message has at most 65535 characters\nverbose> ….*xxx$/,
    );
    terminal.press('BSpace', 'Enter');
    await terminal.shows(/x\nSuccess\nverbose>$/);
  });

  test('is a password as well, but for one of several lines', async () => {
    await registered('clip');
    using terminal = TmuxTerminal.chinwag(server.port, SIZE);
    await terminal.shows('\n>');
    terminal.enter('login clip');
    await terminal.shows('\nPassword for clip:');
    terminal.paste('two\nlines');
    await terminal.shows(/an answer is one line: nothing .* was taken\nPassword for clip:$/);
    terminal.paste(`${PASSWORD}\n`);
    terminal.press('Enter');
    await terminal.shows('\nPassword for clip:\nSuccess\nclip>');
    assert.doesNotMatch(terminal.history, /horse|two/);
  });
});

describe('what is typed ahead', () => {
  test('waits until the server is there, unseen, and answers the questions that come', async () => {
    await registered('early');
    using relay = await Relay.to(server.port);
    relay.hold();
    using terminal = TmuxTerminal.chinwag(relay.port, SIZE);
    await until(
      () => terminal.raw,
      () => 'the client to have the terminal',
    );
    terminal.enter('login early');
    terminal.enter(PASSWORD);
    terminal.enter('list');
    relay.letGo();
    await terminal.shows(/\n> login early\nPassword for early:\nSuccess\nearly> list\nearly\n/);
    assert.doesNotMatch(terminal.history, /horse/);
  });

  test('behind a login is shown and run when no secret is asked for, if it is a command', async () => {
    using relay = await Relay.to(server.port);
    using terminal = TmuxTerminal.chinwag(relay.port, SIZE);
    await terminal.shows('\n>');
    relay.hold();
    terminal.enter('login somebody');
    await terminal.shows('> login somebody\n>');
    terminal.enter(PASSWORD);
    await terminal.shows('(what you type waits for the server):');
    terminal.enter('unread');
    terminal.type('half');
    relay.letGo();
    await terminal.shows(
      /Success\n\* what was typed ahead is not a command.*\n(.*\n)*somebody> unread\n(.*\n)*somebody>$/,
    );
    assert.doesNotMatch(terminal.history, /horse|half/);
    terminal.press('Up', 'Up');
    await terminal.shows('somebody> login somebody');
  });

  test('behind a password is not shown or run either: somebody may have typed it again', async () => {
    await registered('twice');
    using relay = await Relay.to(server.port);
    using terminal = TmuxTerminal.chinwag(relay.port, SIZE, {}, '--no-remember');
    await terminal.shows('\n>');
    terminal.enter('login twice');
    await terminal.shows('\nPassword for twice:');
    relay.hold();
    terminal.enter(PASSWORD);
    await terminal.shows('\nPassword for twice:\n>');
    terminal.enter(PASSWORD);
    await terminal.shows('(what you type waits for the server):');
    relay.letGo();
    await terminal.shows(/Success\n\* what was typed ahead is not a command.*\n(.*\n)*twice>$/);
    assert.doesNotMatch(terminal.history, /horse/);
  });

  test('is dropped when the connection is lost meanwhile, or by Ctrl-C', async () => {
    using relay = await Relay.to(server.port);
    using terminal = TmuxTerminal.chinwag(relay.port, SIZE);
    await terminal.shows('\n>');
    relay.hold();
    terminal.enter('login lost');
    await terminal.shows('> login lost\n>');
    terminal.enter('forsaken');
    await terminal.shows('(what you type waits for the server):');
    terminal.press('C-c');
    await terminal.shows('> login lost\n>');
    terminal.enter(PASSWORD);
    await terminal.shows('(what you type waits for the server):');
    relay.letGo();
    relay.swallow();
    relay.reset();
    await terminal.shows(
      /Failure\n\* connection lost; .*\n\* what was typed meanwhile is dropped\n/,
    );
    assert.doesNotMatch(terminal.history, /horse|forsaken/);
  });

  test('behind Ctrl-C is not dropped with what is before it', async () => {
    using terminal = await loggedIn('hasty');
    terminal.type('half a line');
    await terminal.shows('hasty> half a line');
    // In one read, as on a busy machine.
    terminal.send('\x03sendto hasty hi\r');
    await terminal.shows('hasty: hi\nSuccess\nhasty>');
  });

  test('is in no history where it may be a secret', async () => {
    using terminal = TmuxTerminal.chinwag(server.port, SIZE);
    await terminal.shows('\n>');
    terminal.enter('list x');
    await terminal.shows(/Invalid command\n.*\n>$/);
    terminal.enter('login ann hunter2');
    await terminal.shows(/Bad username\n.*\n>$/);
    terminal.press('Up');
    await terminal.shows('\n> list x');
    // Two that differ, and what was typed behind them.
    terminal.press('C-c');
    await terminal.shows('\n>');
    terminal.send('register ann\rhunter2-a\rhunter2-b\rhunter2-c\r');
    await terminal.shows(
      /\* these were not the same\n\* what was typed ahead is not a command.*\n(.*\n)*>$/,
    );
    terminal.press('Up');
    await terminal.shows('\n> register ann');
    assert.doesNotMatch(terminal.history, /hunter2-/);
  });
});

test('what is typed in another encoding is not sent', async () => {
  using terminal = TmuxTerminal.chinwag(server.port, SIZE);
  await terminal.shows('\n>');
  terminal.send(Buffer.from('login m\xfcller\r', 'latin1'));
  await terminal.shows('\nBad username\n* what your terminal sent is not UTF-8\n>');
  terminal.send('login müller\r');
  await terminal.shows('\nSuccess\nmüller>');
});

test("the terminal is the shell's again while it is suspended, and when it ends, however it ends", async () => {
  using terminal = await loggedIn('juggler');
  terminal.press('C-z');
  await terminal.shows(/Stopped .*\n\[\d+\]\$$/s);
  terminal.enter("bind 'set enable-bracketed-paste off'");
  await terminal.shows("off'\n[0]$");
  terminal.enter('clear; cat -v');
  await terminal.shows((screen) => screen === '');
  terminal.paste('plain\n');
  await terminal.shows('plain\nplain');
  terminal.press('C-d');
  await terminal.shows('[0]$');
  terminal.enter('fg');
  await terminal.shows('\njuggler>');
  terminal.paste('sendto juggler a\nb');
  await terminal.shows('juggler> sendto juggler a␤b');
  terminal.press('C-c');
  await terminal.shows('\njuggler>');
  for (const signal of ['TSTP', 'QUIT']) {
    process.kill(terminal.pid, `SIG${signal}`);
    await terminal.shows(/\[\d+\]\$$/);
    terminal.enter('clear; cat -v');
    await terminal.shows((screen) => screen === '');
    terminal.paste('plain\n');
    await terminal.shows('plain\nplain');
    terminal.press('C-d');
    await terminal.shows('[0]$');
    if (signal === 'TSTP') terminal.enter('fg');
    if (signal === 'TSTP') await terminal.shows('\njuggler>');
  }
});
