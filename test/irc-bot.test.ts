/** Limnoria, the bot, as Debian has it: it has its name by NickServ, and answers in a room. */
import { test } from 'node:test';
import { fresh, ircAccount, registered, SECRET } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { IrcProgram } from './support/irc-program.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';

function limnoria(port: number, name: string, room: string, ...more: string[]): IrcProgram {
  const network = 'supybot.networks.chinwag';
  const lines = [
    `supybot.nick: ${name}`,
    'supybot.ident: bot',
    'supybot.networks: chinwag',
    `${network}.servers: 127.0.0.1:${port}`,
    `${network}.channels: ${room}`,
    'supybot.reply.whenAddressedBy.chars: @',
    'supybot.plugins.Utilities: True',
    'supybot.log.stdout: True',
    // Of a second, between lines that it says.
    'supybot.protocols.irc.throttleTime: 0.0',
    'supybot.drivers.poll: 0.05',
    ...more,
  ];
  return IrcProgram.start(() => ['supybot', 'bot.conf'], { 'bot.conf': `${lines.join('\n')}\n` });
}

/** A name for a bot, and the room of somebody who watches who comes. */
async function botAndRoom(port: number) {
  const name = await registered(port, 'bot');
  const room = `#${fresh('r')}`;
  const watcher = await ircAccount(port, await registered(port, 'own'));
  await watcher.says(`JOIN ${room}`);
  return { name, room, watcher };
}

async function answersIn(port: number, name: string, room: string): Promise<void> {
  using ann = await IrcClient.welcomed(port, fresh('ann'));
  await ann.says(`JOIN ${room}`);
  for (const [word, answer] of [
    ['echo hello, grüße', 'hello, grüße'],
    ['last one two', 'two'],
  ]) {
    ann.say(`PRIVMSG ${room} :@${word}`);
    await ann.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${room} :.*${answer}$`));
  }
}

test('logs in by NickServ, and then joins and answers', async () => {
  await using server = await ServerProcess.start();
  const { name, room, watcher } = await botAndRoom(server.port);
  using _ = watcher;
  const services = 'supybot.plugins.Services';
  await using _bot = limnoria(
    server.port,
    name,
    room,
    'supybot.networks.chinwag.ssl: False',
    `${services}: True`,
    `${services}.nicks: ${name}`,
    `${services}.noJoinsUntilIdentified: True`,
    `${services}.NickServ.password.${name}: ${SECRET}`,
  );
  // Not as a guest: its own name.
  await watcher.until(new RegExp(`^:${name}!\\S+ JOIN ${room}$`));
  await answersIn(server.port, name, room);
});

test('logs in with SASL over TLS', async () => {
  using folder = new Folder();
  // Of a TLS record it reads 1024 bytes, and the rest when more comes: the next PING, else only after 30 s.
  await using server = await startSelfSigned(folder, '--alive-after', '500ms');
  const { name, room, watcher } = await botAndRoom(server.port);
  using _ = watcher;
  const sasl = 'supybot.networks.chinwag.sasl';
  await using _bot = limnoria(
    server.port,
    name,
    room,
    `${sasl}.username: ${name}`,
    `${sasl}.password: ${SECRET}`,
    'supybot.networks.chinwag.ssl: True',
  );
  await watcher.until(new RegExp(`^:${name}!\\S+ JOIN ${room}$`));
  await answersIn(server.port, name, room);
});
