/** catgirl, which speaks TLS only, as Debian has it, in a terminal. */
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { registered, SECRET } from './support/irc-accounts.ts';
import { LineClient } from './support/line-client.ts';
import { cleanEnvironment } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { TmuxTerminal } from './support/tmux.ts';

test('trusts the certificate that it was shown, logs in with SASL, and talks', async () => {
  using folder = new Folder();
  await using server = await startSelfSigned(folder);
  const name = await registered(server.port, 'cat');
  const where = ['-h', '127.0.0.1', '-p', String(server.port)];
  const shown = execFileSync('catgirl', ['-o', ...where], {
    encoding: 'utf8',
    env: cleanEnvironment(),
  });
  const trusted = folder.write('chinwag.pem', shown);
  using nat = await LineClient.login(server.port, 'nat');
  nat.say('create #cats\ntopic #cats the weather');
  const command = ['catgirl', ...where, '-t', trusted, '-n', name, '-a', `${name}:${SECRET}`];
  using terminal = new TmuxTerminal(
    [...command, '-j', '#cats'],
    { columns: 120, rows: 30 },
    { TERM: 'screen-256color', HOME: folder.path },
  );
  await terminal.shows(/the weather/);
  nat.say('sendto #cats how are you, grüße?');
  await terminal.shows(/nat\W+how are you, grüße\?/);
  terminal.enter('purring 🎈');
  while ((await nat.next()) !== `#cats: ${name}: purring 🎈`);
  terminal.enter('/me stretches');
  while ((await nat.next()) !== `#cats: ${name} (action): stretches`);
  terminal.enter('/quit');
  await server.logged(({ msg, user }) => msg === 'logged out' && user === name);
});
