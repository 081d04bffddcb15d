/**
 * A day of six people with six kinds of clients in one room: a page, a terminal, lines over TCP, irssi, the client
 * library, and COMMANDs over WebSocket. Each hears what the others do, in the words of its client.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ChatClient, type ClientEvent, connect } from '../src/client/node.ts';
import { ExtendedClient, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { until } from './support/until.ts';
import { closeBrowser, composer, message, say, WebPeople } from './support/web-page.ts';

const ROOM = '#day';
/** One word: irssi sends it as it is. */
const PASSWORD = 'correct-horse';
const SIZE = { columns: 140, rows: 40 };

const folder = mkdtempSync(join(tmpdir(), 'chinwag-six-'));
let server: ServerProcess;

function start(...more: string[]): Promise<ServerProcess> {
  return ServerProcess.start(...QUICK_PASSWORDS, '--data', join(folder, 'data'), ...more);
}

before(async () => {
  server = await start();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

/** Somebody in the room: what they say, and how they are seen to hear. */
interface Member {
  readonly name: string;
  says(text: string): Promise<void> | void;
  /** Resolves when the client shows `text`. */
  hears(text: string): Promise<void>;
}

class Company {
  readonly members: Member[] = [];

  /** `name` says `text`, and everybody else hears it. */
  async hear(name: string, text: string): Promise<void> {
    const speaker = this.members.find((one) => one.name === name) ?? assert.fail(name);
    await speaker.says(text);
    await this.hears(text, name);
  }

  /** Everybody hears `text`, but for `except`. */
  async hears(text: string, ...except: string[]): Promise<void> {
    const others = this.members.filter(({ name }) => !except.includes(name));
    await Promise.all(others.map((one) => one.hears(text)));
  }
}

function onTerminal(name: string, terminal: TmuxTerminal, prefix: string): Member {
  return {
    name,
    says: (text) => terminal.enter(`${prefix}${text}`),
    hears: (text) => terminal.shows(new RegExp(RegExp.escape(text))),
  };
}

/** Hears in whatever order: what was heard before is remembered. */
async function heardIn(heard: readonly string[], name: string, text: string): Promise<void> {
  await until(
    () => heard.some((one) => one.includes(text)),
    () => `${name} to hear ${text} in ${heard.slice(-8).join(' | ')}`,
  );
}

function atPage(name: string, page: Page): Member {
  return {
    name,
    says: (text) => say(page, text),
    hears: (text) => message(page, text).waitFor(),
  };
}

function atLines(name: string, client: LineClient): Member & { readonly heard: string[] } {
  const heard: string[] = [];
  void (async () => {
    for (;;) heard.push(await client.next());
  })().catch(() => {});
  return {
    name,
    heard,
    says: (text) => client.say(`sendto ${ROOM} ${text}`),
    hears: (text) => heardIn(heard, name, text),
  };
}

function atLibrary(name: string, client: ChatClient): Member & { readonly heard: string[] } {
  const heard: string[] = [];
  void (async () => {
    for await (const { text } of client) heard.push(text);
  })();
  return {
    name,
    heard,
    says: async (text) => void (await client.send(ROOM, text)),
    hears: (text) => heardIn(heard, name, text),
  };
}

async function atWebSocket(name: string): Promise<Member & { readonly client: ExtendedClient }> {
  const client = await ExtendedClient.hello(server.port, WEB_SOCKET);
  await client.reply(client.command('register', { name, password: PASSWORD }));
  await client.reply(client.command('join', { room: ROOM }));
  const heard: string[] = [];
  void (async () => {
    for (;;) {
      const one = await client.next();
      heard.push(typeof one === 'string' ? one : `${JSON.stringify(one.json)} ${one.text}`);
    }
  })().catch(() => {});
  return {
    name,
    client,
    says: (text) => void client.command('sendto', { to: ROOM }, text),
    hears: (text) => heardIn(heard, name, text),
  };
}

async function onChinwag(name: string): Promise<TmuxTerminal> {
  const terminal = TmuxTerminal.chinwag(server.port, SIZE, {}, '--no-remember');
  await terminal.shows('\n>');
  terminal.enter(`register ${name}`);
  await terminal.shows(`\nNew password for ${name}:`);
  terminal.enter(PASSWORD);
  await terminal.shows('\nThe same again:');
  terminal.enter(PASSWORD);
  await terminal.shows(`\nSuccess\n${name}>`);
  terminal.enter(`join ${ROOM}`);
  await terminal.shows(new RegExp(`\\* ${ROOM}: public`));
  return terminal;
}

async function onIrssi(name: string): Promise<TmuxTerminal> {
  const account = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await account.register(name, PASSWORD);
  account.close();
  const where = ['-c', '127.0.0.1', '-p', String(server.port), '-n', name];
  const command = ['irssi', '--home', join(folder, 'irssi'), ...where, '-w', `${name}:${PASSWORD}`];
  const terminal = new TmuxTerminal(command, SIZE, { TERM: 'screen-256color' });
  // By itself it waits for seconds between two commands.
  terminal.enter('/set cmd_queue_speed 10msec');
  const logins = () =>
    server.log.filter(({ msg, user }) => msg === 'logged in' && user === name).length;
  await until(
    () => logins() === 2,
    () => `${name} to be logged in over IRC`,
  );
  terminal.enter(`/join ${ROOM}`);
  await terminal.shows(new RegExp(`has joined ${ROOM}`));
  return terminal;
}

test('six people with six kinds of clients have a day together', async (t) => {
  const company = new Company();
  const events: ClientEvent[] = [];
  let isConnected = true;
  const lila = await connect(`chinwag://127.0.0.1:${server.port}`, {
    onEvent: (what) => events.push(what),
    onStatus: (status) => {
      isConnected = status.kind === 'restored';
    },
  });
  t.after(() => lila.close());
  await lila.register('lila', PASSWORD);
  await lila.create(ROOM);
  const people = await WebPeople.arrive(t, server.port);
  const wendy = await people.registered('wendy');
  await wendy.evaluate(`location.hash = '#in=' + encodeURIComponent('${ROOM}')`);
  await wendy.getByRole('button', { name: `Join ${ROOM}` }).click();
  await composer(wendy).waitFor();
  using tina = await onChinwag('tina');
  using irma = await onIrssi('irma');
  const wes = await atWebSocket('wes');
  using _ = wes.client;
  using ned = await LineClient.login(server.port, 'ned');
  ned.say(`join ${ROOM}`);
  const lines = atLines('ned', ned);
  await lines.hears(`${ROOM}: 6 members`);
  company.members.push(
    atLibrary('lila', lila),
    atPage('wendy', wendy),
    onTerminal('tina', tina, `sendto ${ROOM} `),
    onTerminal('irma', irma, ''),
    wes,
    lines,
  );

  // Everybody is heard by everybody.
  for (const { name } of company.members) {
    await company.hear(name, `good morning, says ${name}, grüße 🎈`);
  }

  // What one does, and formatting codes, are as each client shows them.
  irma.enter('/me pours coffee');
  await company.hears('pours coffee');
  assert.ok(lines.heard.includes(`${ROOM}: irma (action): pours coffee`));
  wes.client.command('sendto', { to: ROOM, as: 'action' }, 'sits down');
  await irma.shows(/\* wes sits down/);
  await message(wendy, 'sits down').waitFor();

  // A message is changed, reacted to, and taken back.
  const said = await lila.send(ROOM, 'lunch at noon');
  assert.ok(said !== null);
  await company.hears('lunch at noon', 'lila');
  await lila.edit(said, 'lunch at one');
  await company.hears('lunch at one', 'lila');
  await wes.client.command('react', { message: said, emoji: '👍' });
  await until(
    () => events.some(({ kind }) => kind === 'reacted'),
    () => 'lila to hear of the reaction',
  );
  await message(wendy, 'lunch at one').getByText('👍').waitFor();
  await irma.shows(/wes.*👍/);
  const gone = await lila.send(ROOM, 'never mind this');
  await company.hears('never mind this', 'lila');
  await lila.delete(gone as number);
  await message(wendy, 'never mind this').waitFor({ state: 'detached' });
  await irma.shows(/lila.*(deleted|removed|took back)/);

  // A guest has another name.
  ned.say('rename nell');
  await irma.shows(/ned.*is now known as.*nell/);
  await company.hear('ned', 'call me nell');

  // One looks after the room, and puts somebody out.
  await lila.role(ROOM, 'tina', 'moderator');
  await irma.shows(/\+h tina/);
  tina.enter(`kick ${ROOM} nell that will do`);
  await irma.shows(/nell.*kicked.*that will do/);
  await lines.hears('that will do');
  ned.say(`join ${ROOM}`);
  await until(
    () => lines.heard.filter((line) => line.startsWith(`${ROOM}: 6 members`)).length === 2,
    () => 'nell to be in the room again',
  );

  // The server is killed. Who can comes back by itself, and has missed nothing.
  const { port } = server;
  await server.stop('SIGKILL');
  server = await start('--port', String(port));
  await until(
    () => isConnected,
    () => 'lila to be back',
  );
  await lila.send(ROOM, 'is everybody there?');
  await Promise.all([
    message(wendy, 'is everybody there?').waitFor(),
    tina.shows(/is everybody there\?/),
  ]);
  irma.enter('/reconnect');
  await irma.shows(/is everybody there\?/);
  await irma.shows(new RegExp(`has joined ${ROOM}(.|\n)*is everybody there`));
  irma.enter('I am');
  await message(wendy, 'I am').waitFor();
  await tina.shows(/irma: I am/);
  assert.deepEqual(people.faults, []);
});
