/** ZNC, the bouncer, as Debian has it, between a client and the server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fresh, ircAccount, registered, SECRET } from './support/irc-accounts.ts';
import { IrcClient } from './support/irc-client.ts';
import { IrcProgram } from './support/irc-program.ts';
import { freePort } from './support/real-proxies.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { until } from './support/until.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** A ZNC that somebody has, who is there as `nick`. */
class Bouncer implements AsyncDisposable {
  readonly #program: IrcProgram;
  readonly #port: number;
  readonly #nick: string;

  private constructor(program: IrcProgram, port: number, nick: string) {
    this.#program = program;
    this.#port = port;
    this.#nick = nick;
  }

  /** `network`: lines of the configuration. */
  static async start(nick: string, network: readonly string[]) {
    const port = await freePort();
    const configuration = `
Version = 1.8.2
ServerThrottle = 0
ConnectDelay = 0
<Listener all>
  Host = 127.0.0.1
  Port = ${port}
  IPv4 = true
  IPv6 = false
  SSL = false
</Listener>
<User zoe>
  Nick = ${nick}
  AltNick = ${nick}_
  QuitMsg = gone
  <Pass password>
    Method = plain
    Hash = secret
  </Pass>
  <Network chinwag>
    FloodBurst = 200
    FloodRate = 0.05
    ${network.join('\n    ')}
  </Network>
</User>
`;
    const program = IrcProgram.start((path) => ['znc', '--no-color', '-f', '-d', path], {
      'configs/znc.conf': configuration,
    });
    return new Bouncer(program, port, nick);
  }

  /** A client of it, when it is connected itself. */
  async attached(): Promise<IrcClient> {
    const client = await until(
      () => IrcClient.connect(this.#port).catch(() => null),
      () => `ZNC to listen:\n${this.#program.said}`,
    );
    client.say(`PASS zoe/chinwag:secret`, `NICK ${this.#nick}`, 'USER zoe 0 * :zoe');
    await client.until(/ 001 \S+ :Welcome to the Chinwag network/);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }
}

const isText = (text: string) => (line: string) =>
  line.endsWith(` :${text}`) || line.endsWith(`] ${text}`);

/** What somebody hears of a room that the bouncer is in: all of it, once, also what came while nobody listened. */
async function keepsWhatIsSaid(bouncer: Bouncer, name: string): Promise<void> {
  const [other, room] = [await registered(server.port, 'oth'), `#${fresh('r')}`];
  using peer = await ircAccount(server.port, other);
  await peer.says(`JOIN ${room}`);
  {
    using client = await bouncer.attached();
    client.say(`JOIN ${room}`);
    await client.until(new RegExp(` 366 ${name} ${room} `));
    client.say(`PRIVMSG ${room} :there`);
    await peer.until(new RegExp(`^:${name}!\\S+ PRIVMSG ${room} :there$`));
    peer.say(`PRIVMSG ${room} :seen`);
    await client.until(/ :seen$/);
    client.say(`DETACH ${room}`);
    await client.until(/Detached/);
    await peer.says(`PRIVMSG ${room} :while detached`);
    client.say(`JOIN ${room}`);
    await client.until(/while detached$/);
  }
  await peer.says(`PRIVMSG ${room} :while away`, `PRIVMSG ${name} :a word`);
  using client = await bouncer.attached();
  const heard = await client.until(/ \S*(?:a word)$/);
  peer.say(`PRIVMSG ${room} :again`);
  heard.push(...(await client.until(/ :again$/)));
  for (const [text, times] of Object.entries({
    'while away': 1,
    'a word': 1,
    again: 1,
    'while detached': 0,
  })) {
    assert.equal(heard.filter(isText(text)).length, times, `${text} in:\n${heard.join('\n')}`);
  }
}

test('with the password of the account as that of the server', async () => {
  const name = await registered(server.port, 'zoe');
  await using bouncer = await Bouncer.start(name, [
    'TrustAllCerts = true',
    `Server = 127.0.0.1 +${server.port} ${name}:${SECRET}`,
  ]);
  await keepsWhatIsSaid(bouncer, name);
});

test('with its module for SASL, told when it is there as a guest', async () => {
  const name = await registered(server.port, 'zoe');
  await using bouncer = await Bouncer.start(name, [
    'LoadModule = sasl',
    'TrustAllCerts = true',
    `Server = 127.0.0.1 +${server.port}`,
  ]);
  {
    using client = await bouncer.attached();
    client.say(`PRIVMSG *sasl :Set ${name} ${SECRET}`, 'PRIVMSG *status :Jump');
    await client.until(new RegExp(` 001 ${name} :Welcome to the Chinwag network`));
  }
  await keepsWhatIsSaid(bouncer, name);
});

test('takes its nick when that is free, and does not ask for that of an account again and again', async () => {
  const [nick, room] = [fresh('kee'), `#${fresh('r')}`];
  const holder = await IrcClient.welcomed(server.port, nick);
  await holder.says(`JOIN ${room}`);
  await using guest = await Bouncer.start(nick, [
    'LoadModule = keepnick',
    `Server = 127.0.0.1 ${server.port}`,
  ]);
  using client = await guest.attached();
  client.say(`JOIN ${room}`);
  await client.until(new RegExp(` 366 ${nick}_ ${room} `));
  holder.say('QUIT');
  await client.until(new RegExp(`^:${nick}_!\\S+ NICK :?${nick}$`));

  const name = await registered(server.port, 'zoe');
  await using other = await Bouncer.start(fresh('elsewise'), [
    'LoadModule = keepnick',
    `Server = 127.0.0.1 ${server.port} ${name}:${SECRET}`,
  ]);
  using attached = await other.attached();
  attached.say(`JOIN ${room}`);
  await attached.until(new RegExp(` 366 ${name} ${room} `));
  client.say('QUIT');
  const heard = attached.heard.filter((line) => line.includes(' 447 '));
  assert.ok(heard.length <= 1, heard.join('\n'));
});
