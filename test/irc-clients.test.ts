/** Clients of IRC that people use, as Debian has them, in a terminal. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';

const SIZE = { columns: 160, rows: 30 };

const folder = mkdtempSync(join(tmpdir(), 'chinwag-irc-'));
let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

interface Client {
  readonly nick: string;
  readonly terminal: TmuxTerminal;
}

function irssi(nick: string, port = server.port): Client {
  const home = join(folder, `${nick}-${port}`);
  const where = ['-c', '127.0.0.1', '-p', String(port), '-n', nick];
  const command = ['irssi', '--home', home, ...where];
  return { nick, terminal: new TmuxTerminal(command, SIZE, { TERM: 'screen-256color' }) };
}

function weechat(nick: string, port = server.port): Client {
  const home = join(folder, `${nick}-${port}`);
  // What it shows of the network follows its core; a buffer of its own is what it shows of the server.
  const run = `/server add test 127.0.0.1/${port} -notls -nicks=${nick} -username=${nick};/connect test`;
  const command = ['weechat', '-d', home, '-r', run];
  return { nick, terminal: new TmuxTerminal(command, SIZE, { TERM: 'screen-256color' }) };
}

/** Somebody at lines hears `line`, whatever comes before it. */
async function hears(client: LineClient, line: string): Promise<void> {
  while ((await client.next()) !== line);
}

const clients = { irssi, weechat };

for (const [name, open] of Object.entries(clients)) {
  describe(name, () => {
    test('joins a room, and talks with somebody who types lines', async () => {
      const { terminal, nick } = open(`${name}er`);
      using _ = terminal;
      using nat = await LineClient.connect(server.port);
      const room = `#${name}`;
      nat.say(`login nat-${name}\ncreate ${room}\ntopic ${room} the weather`);
      for (const expected of ['Success', /^#/, 'Success', 'Success']) {
        const heard = await nat.next();
        assert.ok(typeof expected === 'string' ? heard === expected : expected.test(heard), heard);
      }
      await server.logged(({ msg, user }) => msg === 'logged in' && user === nick);
      terminal.enter(`/join ${room}`);
      await terminal.shows(/the weather/);
      await terminal.shows(new RegExp(`has joined ${room}`));
      terminal.enter('hello, grüße 🎈');
      await hears(nat, `${room}: ${nick}: hello, grüße 🎈`);
      terminal.enter('/me waves');
      await hears(nat, `${room}: ${nick} (action): waves`);
      nat.say(`sendto ${room} how are you?`);
      await terminal.shows(new RegExp(`nat-${name}\\W+how are you\\?`));
      nat.say(`me ${room} nods`);
      await terminal.shows(new RegExp(`\\* nat-${name} nods|\\* \\W*nat-${name} nods`));
      terminal.enter(`/notice ${room} take note`);
      await hears(nat, `${room}: ${nick} (notice): take note`);
      nat.say(`role ${room} ${nick} moderator`);
      await terminal.shows(new RegExp(`\\+h ${nick}`));
      terminal.enter('/topic the climate');
      await terminal.shows(/changed (?:the )?topic (?:of|for) \S+ .*to.*the climate/);
      terminal.enter(`/msg nat-${name} a word with you`);
      await hears(nat, `${nick}: a word with you`);
      nat.say(`kick ${room} ${nick} that will do`);
      await terminal.shows(/was kicked|kicked|has kicked/);
      await terminal.shows(/that will do/);
      terminal.enter('/quit');
      await server.logged(({ msg, user }) => msg === 'logged out' && user === nick);
    });

    test('takes another nick where its own is in use', async () => {
      const nick = `${name}2`;
      using taken = await LineClient.login(server.port, nick);
      const { terminal } = open(nick);
      using _ = terminal;
      await server.logged(
        ({ msg, user }) => msg === 'logged in' && String(user).startsWith(nick) && user !== nick,
      );
      taken.say('list');
    });

    test('is told that the server shuts down', async () => {
      const own = await ServerProcess.start();
      const { terminal, nick } = open(`${name}3`, own.port);
      using _ = terminal;
      await own.logged(({ msg, user }) => msg === 'logged in' && user === nick);
      terminal.enter('/join #here');
      await terminal.shows(/joined #here/);
      await own.stop();
      // Where irssi tells what concerns the server.
      if (name === 'irssi') terminal.enter('/window 1');
      await terminal.shows(/Closing link|disconnected|Connection lost|lost connection/i);
    });
  });
}
