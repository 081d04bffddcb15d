/** The client on a real terminal: chatting, editing, completing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { WireClient } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--rate-limit', 'off');
});
after(() => server[Symbol.asyncDispose]());

const TIME = '\\* (?:\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d';

/** A terminal on which somebody is logged in as `name`. */
async function loggedIn(name: string, columns = 60): Promise<TmuxTerminal> {
  const terminal = TmuxTerminal.chinwag(server.port, { columns, rows: 20 });
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

describe('two people', () => {
  test('chat, and see what they typed, the answers and the messages', async () => {
    using alice = await loggedIn('alice');
    using bob = await loggedIn('bob');
    alice.enter('sendto bob Hi, Bob!');
    await bob.shows(new RegExp(`\n${TIME}\nalice: Hi, Bob!\nbob>$`));
    await alice.shows('alice> sendto bob Hi, Bob!\nSuccess\nalice>');
    alice.enter('list');
    await alice.shows('alice> list\nalice\nbob\nalice>');
    bob.enter('logout');
    await bob.shows('bob> logout\nSuccess\n>');
    alice.enter('sendto bob gone?');
    await alice.shows('Failure\n* no such user\nalice>');
  });

  test('say what they do, wherever they write', async () => {
    using ann = await loggedIn('ann-does');
    using bob = await loggedIn('bob-does');
    ann.enter('me bob-does waves');
    await bob.shows(/\n\*\* ann-does waves\nbob-does>$/);
    await ann.shows('ann-does> me bob-does waves\nSuccess\nann-does>');
    bob.enter('to ann-does');
    await bob.shows(/writing to ann-does/);
    bob.enter('/me nods');
    await ann.shows(/\n\*\* bob-does nods\nann-does>$/);
    bob.enter('//me is as typed');
    await ann.shows(/\nbob-does: \/me is as typed\nann-does>$/);
    // As it always was.
    ann.enter('sendto bob-does /me too');
    await bob.shows(/\nann-does: \/me too\n/);
    ann.enter('me bob-does');
    await ann.shows(/\nBad username\n\* usage: me <username> <message>\n/);
  });

  test('have names in colours that stay the same, and a dim time', async () => {
    using terminal = await loggedIn('colourful');
    terminal.enter('sendto colourful hi');
    await terminal.shows(/: hi\n/);
    const colours = Array.from(
      terminal.colouredScreen.matchAll(/\x1b\[0?;?1m\x1b\[(\d+)m(?:\x1b\[49m)?colourful/g),
      ([, colour]) => colour,
    );
    assert.ok(colours.length >= 2, JSON.stringify(terminal.colouredScreen));
    assert.equal(new Set(colours).size, 1);
    assert.match(terminal.colouredScreen, /\x1b\[2m\* \d\d:\d\d/);
  });

  test('have no colours with NO_COLOR; what the client says itself still begins like nothing else', async () => {
    const size = { columns: 60, rows: 20 };
    using terminal = TmuxTerminal.chinwag(server.port, size, { NO_COLOR: '1' });
    await terminal.shows('\n>');
    terminal.enter('login plain');
    await terminal.shows('\nplain>');
    terminal.enter('sendto plain hi');
    await terminal.shows(new RegExp(`\n${TIME}\nplain: hi\nSuccess\nplain>$`));
    terminal.enter('sendto nobody hi');
    await terminal.shows('\nFailure\n* no such user\nplain>');
    assert.doesNotMatch(terminal.colouredScreen, /\x1b/);
  });
});

describe('a message that is longer than the screen is wide', () => {
  test('is broken at words, and no row of it passes for a line; a long address can be copied', async () => {
    using terminal = await loggedIn('narrow', 40);
    using friend = await WireClient.login(server.port, 'wordy');
    friend.say('sendto narrow one two three four five six seven eight * you were kicked');
    await terminal.shows(
      /\nwordy: one two three four five six seven\n {4}eight \* you were kicked\nnarrow>$/,
    );
    const address = `https://example.com/${'path/'.repeat(12)}`;
    friend.say(`sendto narrow see ${address} and 日本語のとても長いテキスト、改行する`);
    await terminal.shows(/\n {4}and 日本語のとても長いテキスト、改行\n {4}する\nnarrow>$/);
    assert.ok(terminal.history.includes('wordy: see'));
    assert.ok(terminal.unbroken.split('\n').some((line) => line.trim() === address));
    // What comes after a resize has its width.
    terminal.type('0123456789'.repeat(2));
    await terminal.shows('\nnarrow> 01234567890123456789');
    terminal.resize(24);
    // The client knows of it.
    await terminal.shows(/\nnarrow> …\d+9$/);
    friend.say('sendto narrow six seven eight nine');
    await terminal.shows(/\nwordy: six seven eight\n {4}nine\nnarrow> …\d+9$/);
  });

  test('of several lines has them, indented', async () => {
    using terminal = await loggedIn('reader');
    using friend = await ExtendedClient.hello(server.port);
    await friend.ask('login', { name: 'liner' });
    await friend.ask('sendto', { to: 'reader' }, 'look:\n* you were kicked\nbob: forged');
    await terminal.shows(/\nliner: look:\n {2}\* you were kicked\n {2}bob: forged\nreader>$/);
  });
});

describe('commands', () => {
  test('help shows them; wrong ones get the words of the seed, and a hint', async () => {
    using terminal = TmuxTerminal.chinwag(server.port, { columns: 80, rows: 24 });
    await terminal.shows('\n>');
    terminal.enter('help');
    // All of it is on this screen.
    await terminal.shows(/> help\n(.+\n)+\* help <command or title> says more.*\n>$/);
    assert.match(terminal.screen, /^sendto <username> <message> {2,}\S/m);
    terminal.enter('help ban');
    await terminal.shows(/> help ban\nban <#room> .*\n(.*\n)+e\.g\. ban #lunch bob\n(.*\n)*>$/);
    terminal.enter('help nonsense');
    await terminal.shows('\n* there is no command nonsense; help shows them all\n>');
    const answers = {
      'lgin x': 'Invalid command\n* did you mean login? help shows the commands',
      'list x': 'Invalid command\n* usage: list',
      login: 'Bad username\n* usage: login <username>',
      'sendto bob': 'Bad username\n* usage: sendto <username> <message>',
      'login abcdefghijklmnopqrstu': 'Bad username\n* a username has at most 20 characters',
    };
    for (const [line, answer] of Object.entries(answers)) {
      terminal.enter(line);
      await terminal.shows(`> ${line}\n${answer}\n>`);
    }
  });

  test('exit ends it with status 0 and leaves the terminal as it was', async () => {
    using terminal = await loggedIn('exiting');
    terminal.enter('exit');
    await terminal.shows('exiting> exit\n[0]$');
    terminal.enter('stty -a | grep -o " icanon\\| echo "');
    await terminal.shows(' icanon\n echo\n[0]$');
  });
});

describe('the line being typed', () => {
  test('is not torn by messages, however long it is', async () => {
    using terminal = await loggedIn('typist', 40);
    using friend = await WireClient.login(server.port, 'friend');
    const line = `sendto friend ${'abcdefghij'.repeat(12)}`;
    terminal.type(line);
    await terminal.shows(/typist> ….*ghij$/);
    const before = terminal.lines;
    friend.say('sendto typist first');
    friend.say(`sendto typist ${'long '.repeat(20)}`);
    friend.say('sendto typist last');
    await terminal.shows(/friend: last\ntypist> ….*ghij$/);
    const rows = terminal.lines;
    assert.equal(rows.filter((row) => row.startsWith('typist>')).length, 1);
    assert.equal(rows.at(-1), before.at(-1));
    // Typing goes on where it was.
    terminal.type('!');
    await terminal.shows('ghij!');
    terminal.press('Enter');
    for (let heard = await friend.next(); ; heard = await friend.next()) {
      if (heard === 'Success') continue;
      assert.equal(heard, `typist: ${line.slice('sendto friend '.length)}!`);
      break;
    }
  });

  test('is where it was when the terminal becomes narrower and wider', async () => {
    using terminal = await loggedIn('resizer', 60);
    using friend = await WireClient.login(server.port, 'pal');
    terminal.type(`sendto nobody ${'0123456789'.repeat(3)}`);
    await terminal.shows('6789');
    for (const columns of [24, 100, 33, 20, 70]) {
      terminal.resize(columns);
      const width = columns - 1 - 'resizer> '.length;
      const shown = width < 44 ? /\nresizer> ….*6789$/ : /\nresizer> sendto nobody .*6789$/;
      await terminal.shows(
        (screen) => shown.test(screen) && terminal.lines.every((row) => row.length <= columns),
      );
      friend.say(`sendto resizer @${columns}`);
      await terminal.shows(new RegExp(`pal: @${columns}\nresizer> .*6789$`));
      assert.equal(terminal.lines.filter((row) => row.startsWith('resizer>')).length, 1);
      assert.deepEqual(terminal.cursor, {
        x: terminal.lines.at(-1)?.length,
        y: terminal.lines.length - 1,
      });
    }
    assert.match(terminal.history, /login resizer\nSuccess\n\* \d\d:\d\d\npal: @24\n/);
  });

  test('can be edited, with wide characters and emoji in it', async () => {
    using terminal = await loggedIn('editor');
    terminal.type('sendto editor 日本語 🎈 é');
    await terminal.shows('editor> sendto editor 日本語 🎈 é');
    assert.equal(terminal.cursor.x, 'editor> sendto editor '.length + 6 + 1 + 2 + 1 + 1);
    terminal.press('Left', 'Left', 'Left', 'BSpace', 'BSpace');
    await terminal.shows('editor> sendto editor 日本🎈 é');
    assert.equal(terminal.cursor.x, 'editor> sendto editor '.length + 4);
    terminal.press('Home');
    terminal.type('x');
    await terminal.shows('editor> xsendto editor 日本🎈 é');
    terminal.press('BSpace', 'End', 'Enter');
    await terminal.shows(/editor: 日本🎈 é\nSuccess\neditor>$/);
  });

  test('comes back from the history with Up and Down', async () => {
    using terminal = await loggedIn('historian');
    terminal.enter('list x');
    await terminal.shows('\n* usage: list\nhistorian>');
    terminal.press('Up');
    await terminal.shows('historian> list x');
    terminal.press('Up');
    await terminal.shows('historian> login historian');
    terminal.press('Down');
    await terminal.shows('historian> list x');
    terminal.press('Down');
    await terminal.shows('\n* usage: list\nhistorian>');
  });

  test('is completed with Tab: commands, and names from a list and of those who wrote', async () => {
    using terminal = await loggedIn('tabby');
    using friend = await WireClient.login(server.port, 'tabitha');
    terminal.type('sen');
    terminal.press('Tab');
    await terminal.shows(() => terminal.cursor.x === 'tabby> sendto '.length);
    friend.say('sendto tabby hi');
    await terminal.shows(/tabitha: hi\ntabby> sendto$/);
    terminal.type('ta');
    await terminal.shows('tabby> sendto ta');
    terminal.press('Tab');
    await terminal.shows('tabby> sendto tabitha');
    terminal.press('C-c');
    terminal.enter('list');
    await terminal.shows(/\ntabitha\ntabby>$/);
    terminal.type('sendto t');
    await terminal.shows('sendto t');
    terminal.press('Tab');
    await terminal.shows('sendto tab');
    terminal.press('Tab');
    await terminal.shows('\n* tabby  tabitha\ntabby> sendto tab');
  });
});

describe('keys', () => {
  test('Ctrl-C empties the line, and leaves when it is empty', async () => {
    using terminal = await loggedIn('ctrl-c');
    terminal.type('some text');
    terminal.press('Left', 'Left');
    await terminal.shows('ctrl-c> some text');
    terminal.press('C-c');
    await terminal.shows('\nctrl-c>');
    terminal.press('C-c');
    await terminal.shows('\nSuccess\n[0]$');
  });

  test('Ctrl-D leaves when the line is empty', async () => {
    using terminal = await loggedIn('ctrl-d');
    terminal.type('x');
    terminal.press('C-a', 'C-d');
    await terminal.shows('\nctrl-d>');
    terminal.press('C-d');
    await terminal.shows('\nSuccess\n[0]$');
  });

  test('Ctrl-L clears the screen and keeps the line', async () => {
    using terminal = await loggedIn('ctrl-l');
    terminal.type('some text');
    await terminal.shows('some text');
    terminal.press('C-l');
    await terminal.shows((screen) => screen === 'ctrl-l> some text');
    assert.deepEqual(terminal.cursor, { x: 'ctrl-l> some text'.length, y: 0 });
  });

  test('Ctrl-Z suspends it; it comes back with its line, and what it missed', async () => {
    using terminal = await loggedIn('ctrl-z');
    using friend = await WireClient.login(server.port, 'waker');
    terminal.type('half a li');
    await terminal.shows('half a li');
    terminal.press('C-z');
    await terminal.shows(/Stopped .*\n\[\d+\]\$$/s);
    friend.say('sendto ctrl-z wake up');
    assert.equal(await friend.next(), 'Success');
    terminal.enter('stty -a | grep -o " icanon\\| echo "');
    await terminal.shows(/ icanon\n echo\n\[0\]\$$/);
    terminal.enter('fg');
    await terminal.shows(/waker: wake up\nctrl-z> half a li$/);
    terminal.type('ne');
    await terminal.shows('ctrl-z> half a line');
  });

  test('SIGTERM leaves the terminal as it was', async () => {
    using terminal = await loggedIn('terminated');
    terminal.type('half');
    terminal.press('C-z');
    await terminal.shows(/Stopped .*\n\[\d+\]\$$/s);
    terminal.enter('kill %1; fg');
    await terminal.shows(/\[143\]\$$/);
    terminal.enter('stty -a | grep -o " icanon\\| echo "');
    await terminal.shows(/ icanon\n echo\n\[0\]\$$/);
  });
});

describe('a flood of messages', () => {
  test('leaves the prompt and the line whole', async () => {
    using terminal = await loggedIn('flooded');
    using flooder = await WireClient.login(server.port, 'flooder');
    terminal.type('sendto flooder st');
    for (let i = 0; i < 10_000; i++) flooder.say(`sendto flooded message ${i}`);
    terminal.type('op!');
    await terminal.shows(/flooder: message 9999\nflooded> sendto flooder stop!$/);
    assert.equal(terminal.lines.filter((row) => row.startsWith('flooded>')).length, 1);
  });
});
