/** Rooms in the client library (docs/CLIENT.md), against the real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import {
  type ChatClient,
  type ClientEvent,
  type ClientOptions,
  CommandRefused,
  type ConnectionStatus,
  connect,
  type Message,
  type MessagePage,
} from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

let rooms = 0;

/** A room that no other test has. */
function newRoom(): string {
  return `#room${++rooms}`;
}

interface Somebody extends AsyncDisposable {
  readonly name: string;
  readonly client: ChatClient;
  readonly events: ClientEvent[];
}

async function somebody(port = server.port, options: ClientOptions = {}): Promise<Somebody> {
  const name = newName();
  const events: ClientEvent[] = [];
  const client = await connect(`chinwag://127.0.0.1:${port}`, {
    onEvent: (what) => events.push(what),
    ...options,
  });
  await client.register(name, PASSWORD, { device: 'first' });
  return { name, client, events, [Symbol.asyncDispose]: async () => client.close() };
}

async function next(client: ChatClient): Promise<Message> {
  const { value } = await client[Symbol.asyncIterator]().next();
  assert.ok(value !== undefined, 'there are no more messages');
  return value;
}

/** The first event that fits; it is waited for. */
async function heard<Kind extends ClientEvent['kind']>(
  events: readonly ClientEvent[],
  kind: Kind,
  some: object = {},
): Promise<Extract<ClientEvent, { kind: Kind }>> {
  const fits = (what: ClientEvent): boolean =>
    what.kind === kind &&
    Object.entries(some).every(([key, value]) => what[key as keyof ClientEvent] === value);
  await until(
    () => events.some(fits),
    () => `${kind} ${JSON.stringify(some)} among ${JSON.stringify(events)}`,
  );
  return events.find(fits) as Extract<ClientEvent, { kind: Kind }>;
}

async function isRefused(asked: Promise<unknown>, reason: number): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof CommandRefused, `${error}`);
    assert.equal(error.reason, reason);
    return true;
  });
}

/** Refused, and told that it passes after `seconds`, of which some may be over. */
async function waits(asked: Promise<unknown>, reason: number, seconds: number): Promise<void> {
  await isRefused(asked, reason);
  await assert.rejects(asked, ({ wait }: CommandRefused) => {
    assert.ok(wait !== null && wait > seconds / 2 && wait <= seconds, `after ${wait} s`);
    return true;
  });
}

/** The program that docs/CLIENT.md shows first behind `heading`, against the server at `port`; it ends with `end`. */
async function runShown(heading: string, port: number, end: string): Promise<unknown> {
  const page = readFileSync(new URL('../docs/CLIENT.md', import.meta.url), 'utf8');
  const [shown = ''] = /(?:^ {4}.*\n|^\n)+/m.exec(page.slice(page.indexOf(heading) + 9)) ?? [];
  assert.match(shown, /create\(/);
  const program = `${shown.replaceAll('4900', String(port))}\n${end}`;
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  return await new AsyncFunction('connect', program)(connect);
}

test('docs/CLIENT.md shows what is so', async () => {
  const { messages, more, kept } = (await runShown(
    '## Rooms',
    server.port,
    'owner.close(); member.close(); return { messages, more, kept };',
  )) as MessagePage & { kept: boolean };
  assert.deepEqual([kept, more], [true, false]);
  const [question, answer] = messages;
  assert.deepEqual(
    messages.map(({ from, to, text }) => [from, to, text]),
    [
      ['egret', '#pond', 'any frogs about, @stork?'],
      ['stork', '#pond', 'none'],
    ],
  );
  assert.equal(answer?.reply, question?.id);
  assert.equal(typeof answer?.edited, 'number');
  assert.deepEqual(answer?.reactions, [{ emoji: '👍', count: 1, mine: false }]);
});

describe('in a room', () => {
  test('people come, talk, are told of each other, and go', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await using ben = await somebody();
    const made = await ann.client.create(room, { topic: 'tea' });
    assert.deepEqual(made, {
      ...{ room, topic: 'tea', access: 'public', flags: null, guests: true, kept: true },
      ...{ slow: 0, members: 1, role: 'owner', voice: false, muted: null },
    });
    await isRefused(ben.client.create(room), 1);
    const found = await ben.client.rooms({ find: room });
    assert.deepEqual(
      [found.rooms.map((one) => [one.room, one.role]), found.more],
      [[[room, null]], false],
    );
    assert.equal((await ben.client.join(room)).role, 'member');
    await heard(ann.events, 'room', { what: 'joined', by: ben.name, room });

    const id = await ben.client.send(room, `hello @${ann.name}`);
    const message = await next(ann.client);
    assert.deepEqual(
      [message.id, message.from, message.to, message.text, message.guest],
      [id, ben.name, room, `hello @${ann.name}`, false],
    );
    const unread = (await ann.client.unread()).find((one) => one.with === room);
    assert.deepEqual([unread?.count, unread?.mentions, unread?.newest], [1, 1, id]);
    await ann.client.markRead(room, Number(id));
    assert.deepEqual(await ann.client.unread(), []);

    await ben.client.typing(room);
    await heard(ann.events, 'typing', { from: ben.name, to: room });
    await ben.client.away('lunch');
    await heard(ann.events, 'presence', { name: ben.name, state: 'away', text: 'lunch' });
    assert.deepEqual(await ann.client.presence([ben.name]), [
      { name: ben.name, state: 'away', text: 'lunch', since: null, idle: null },
    ]);
    await ann.client.topic(room, 'coffee');
    await heard(ben.events, 'room', { what: 'topic', topic: 'coffee', by: ann.name });
    const who = await ben.client.who(room);
    assert.equal(who.topic, 'coffee');
    assert.deepEqual(
      new Map(who.people.map(({ name, role, state }) => [name, `${role} ${state}`])),
      new Map([
        [ann.name, 'owner here'],
        [ben.name, 'member away'],
      ]),
    );
    await ben.client.leave(room);
    await heard(ann.events, 'room', { what: 'left', by: ben.name });
    await isRefused(ben.client.history(room), 22);
  });

  test('messages are answered, corrected, taken back, reacted to and pinned', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await using ben = await somebody();
    await ann.client.create(room);
    await ben.client.join(room);
    const first = Number(await ann.client.send(room, 'sup?'));
    await next(ben.client);
    const second = Number(await ben.client.send(room, 'what?', { reply: first }));
    assert.equal((await next(ann.client)).reply, first);

    await ann.client.edit(first, 'soup?');
    const edited = await heard(ben.events, 'edited', { message: first });
    assert.deepEqual([edited.text, edited.from, edited.to], ['soup?', ann.name, room]);
    await isRefused(ben.client.edit(first, 'mine'), 9);
    assert.deepEqual(
      (await ben.client.edits(first)).map(({ text }) => text),
      ['sup?', 'soup?'],
    );

    await ben.client.react(first, '🎉');
    await heard(ann.events, 'reacted', { message: first, emoji: '🎉', by: ben.name, off: false });
    assert.deepEqual(await ann.client.reactions(first), [{ emoji: '🎉', name: ben.name }]);
    await ben.client.react(first, '🎉', { off: true });
    await heard(ann.events, 'reacted', { message: first, off: true });

    await ann.client.pin(first);
    await heard(ben.events, 'room', { what: 'pinned', message: first });
    assert.deepEqual(
      (await ben.client.pins(room)).messages.map(({ id, pinned }) => [id, pinned]),
      [[first, true]],
    );
    await ben.client.delete(second);
    await heard(ann.events, 'deleted', { message: second, by: ben.name });
    const around = await ann.client.context(second);
    assert.equal(around.with, room);
    assert.deepEqual(
      around.messages.map(({ id, text, deleted }) => [id, text, deleted]),
      [
        [first, 'soup?', false],
        [second, '', true],
      ],
    );
  });

  test('moderators keep order', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await using ben = await somebody();
    await ann.client.create(room);
    await ben.client.join(room);
    await isRefused(ben.client.kick(room, ann.name), 9);
    const end = await ann.client.mute(room, ben.name, { seconds: 600, why: 'noise' });
    const muted = await heard(ben.events, 'room', { what: 'muted', name: ben.name });
    assert.deepEqual([muted.by, muted.why, muted.until], [ann.name, 'noise', end]);
    assert.equal((await ben.client.who(room)).muted, end, 'and with the room');
    await waits(ben.client.send(room, 'hello?'), 24, 600);
    await ann.client.unmute(room, ben.name);
    await ben.client.send(room, 'hello');
    await ann.client.slow(room, 600);
    await waits(ben.client.send(room, 'hello again'), 8, 600);
    await ann.client.role(room, ben.name, 'moderator');
    await heard(ben.events, 'room', { what: 'role', role: 'moderator' });
    await ben.client.send(room, 'hello again');
    await ann.client.kick(room, ben.name, 'enough');
    await heard(ben.events, 'room', { what: 'kicked', why: 'enough' });
    await isRefused(ben.client.history(room), 22);
    await ben.client.join(room);
    await ann.client.ban(room, ben.name, { seconds: 600 });
    await waits(ben.client.join(room), 23, 600);
    assert.equal(await ann.client.ban(room, ben.name), null, 'for good');
    assert.deepEqual(await ann.client.bans(room), [{ name: ben.name, until: null }]);
    await isRefused(ben.client.join(room), 23);
    await ann.client.unban(room, ben.name);
    await ben.client.join(room);
    await isRefused(ann.client.audit(), 9);
    await ann.client.removeRoom(room);
    await heard(ben.events, 'room', { what: 'removed', room });
    await isRefused(ben.client.join(room), 21);
  });

  test('all who are kept out are listed, also where they are too many for one answer', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await ann.client.create(room);
    const names = Array.from({ length: 200 }, (_, i) => `${'🎈'.repeat(17)}${100 + i}`);
    await Promise.all(names.map((name) => ann.client.ban(room, name)));
    const listed = (await ann.client.bans(room)).map(({ name }) => name);
    assert.deepEqual(listed, names);
  });

  test('a private one lets in who is invited, and a group is one without a name', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await using ben = await somebody();
    await ann.client.create(room, { access: 'private' });
    await isRefused(ben.client.join(room), 21);
    await ann.client.invite(room, ben.name);
    await heard(ben.events, 'room', { what: 'invited', room, by: ann.name });
    await ben.client.join(room);
    const group = await ann.client.group([ben.name]);
    assert.match(group.room, /^#~/);
    await ben.client.send(group.room, 'just us');
    assert.equal((await next(ann.client)).to, group.room);
  });

  test('who is blocked is not heard, and cannot tell', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await using ben = await somebody();
    await ann.client.create(room);
    await ben.client.join(room);
    await ann.client.block(ben.name);
    assert.deepEqual(await ann.client.blocks(), [ben.name]);
    await ben.client.send(ann.name, 'unheard');
    await ben.client.send(room, 'unheard');
    await ann.client.unblock(ben.name);
    await ben.client.send(room, 'heard');
    assert.equal((await next(ann.client)).text, 'heard');
  });

  test('a guest takes part, live', async () => {
    const room = newRoom();
    await using ann = await somebody();
    await ann.client.create(room, { kept: false });
    await using guest = await connect(`chinwag://127.0.0.1:${server.port}`);
    await guest.login(newName());
    const id = Number(await guest.send(room, 'hi'));
    assert.ok(id < 0);
    const message = await next(ann.client);
    assert.deepEqual([message.id, message.guest, message.to], [id, true, room]);
    const answer = await ann.client.send(room, 'hello', { reply: id });
    const heardAnswer = await next(guest);
    assert.deepEqual([heardAnswer.id, heardAnswer.reply], [answer, id]);
    await ann.client.react(id, '👍');
    await guest.edit(id, 'hi there');
    await heard(ann.events, 'edited', { message: id, text: 'hi there' });
  });
});

test('what was said in a kept room while the connection was lost comes after it, once and in order', async () => {
  const room = newRoom();
  const quiet = newRoom();
  using relay = await Relay.to(server.port);
  const statuses: ConnectionStatus[] = [];
  await using ann = await somebody(relay.port, { onStatus: (status) => statuses.push(status) });
  await using ben = await somebody();
  await ben.client.create(room);
  await ben.client.create(quiet);
  await ben.client.send(quiet, 'before anybody came');
  await ann.client.join(quiet);
  await ann.client.join(room);
  await ben.client.send(room, 'before');
  assert.equal((await next(ann.client)).text, 'before');
  relay.closed = true;
  relay.cut();
  await ben.client.send(quiet, 'the first that ann hears of it');
  for (let i = 0; i < 120; i++) await ben.client.send(room, `meanwhile ${i}`);
  relay.closed = false;
  await until(
    () => statuses.some(({ kind }) => kind === 'restored'),
    () => `to be logged in again: ${JSON.stringify(statuses)}`,
  );
  await ben.client.send(room, 'after');
  const texts = new Map<string, string[]>([
    [room, []],
    [quiet, []],
  ]);
  for (let i = 0; i < 122; i++) {
    const { to, text } = await next(ann.client);
    texts.get(to)?.push(text);
  }
  const meanwhile = Array.from({ length: 120 }, (_, i) => `meanwhile ${i}`);
  assert.deepEqual(texts.get(room), [...meanwhile, 'after']);
  assert.deepEqual(texts.get(quiet), ['the first that ann hears of it']);
});

test("a guest's bridge as docs/CLIENT.md shows it is in its room again after the server's restart", async () => {
  let own = await ServerProcess.start();
  try {
    await using relay = (await runShown('**Rooms.**', own.port, 'return relay;')) as ChatClient;
    await own.stop();
    own = await ServerProcess.start('--port', String(own.port));
    await using guest = await connect(`chinwag://127.0.0.1:${own.port}`);
    await guest.login(newName());
    await until(
      async () => (await guest.rooms()).rooms.some(({ room }) => room === '#bridge'),
      () => 'the room to be there again',
    );
    await guest.send('#bridge', 'is anybody there?');
    assert.equal((await next(relay)).text, 'is anybody there?');
  } finally {
    await own[Symbol.asyncDispose]();
  }
});
