/** Rooms whose names are as long as they may be, at every gateway of a real server, and in an old client. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { playPiped } from './support/cli.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { IrcClient } from './support/irc-client.ts';
import { LineClient } from './support/line-client.ts';
import { newName, QUICK_PASSWORDS, register } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';

/** Of 64 characters, and of 200 bytes. */
const LONGEST = ['x'.repeat(63), `${'🎈'.repeat(49)}xyz`].map((rest) => `#${rest}`);
/** One character more, and one byte more. */
const TOO_LONG = ['x'.repeat(64), `${'🎈'.repeat(49)}xyzz`].map((rest) => `#${rest}`);

describe('a room of the longest name', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(() => server[Symbol.asyncDispose]());

  for (const room of LONGEST) {
    test(`is reached from everywhere: ${room}`, async () => {
      using alice = await register(server.port);
      const { client } = alice;
      assert.equal((await client.ask('create', { room })).result, 'ok');
      using line = await LineClient.login(server.port, newName());
      line.say(`join ${room}`);
      assert.equal(await line.next(), `${room}: 2 members, what is said here is kept`);
      assert.equal(await line.next(), 'Success');
      const nick = newName();
      using irc = await IrcClient.welcomed(server.port, nick);
      irc.say(`JOIN ${room}`);
      await irc.until(/ 366 /);
      line.say(`sendto ${room} hi`);
      const [said] = (await irc.until(/ PRIVMSG /)).slice(-1);
      assert.ok(said?.endsWith(` PRIVMSG ${room} :hi`));
      assert.equal(await line.next(), 'Success');
      irc.say(`PRIVMSG ${room} :hello`);
      assert.equal(await line.next(), `${room}: ${nick}: hello`);
      // A client of the first sections of PROTOCOL.
      const name = newName();
      await playPiped(
        server.port,
        `
        guest> login ${name}
        guest< Success
        guest> sendto ${room} from the seed
        guest< ${room}: * what is said here is kept
        guest< Success`,
      );
      assert.equal(await line.next(), `${room}: ${name}: from the seed`);
      const { messages } = await client.ask('history', { with: room });
      assert.deepEqual(
        messages?.map(({ to }) => to),
        [room, room, room],
      );
    });
  }

  for (const room of TOO_LONG) {
    test(`may not be longer: ${room}`, async () => {
      const name = newName();
      await playPiped(
        server.port,
        `
        guest> login ${name}
        guest< Success
        guest> sendto ${room} hi
        guest< Bad username
        guest> login ${LONGEST[0]}
        guest< Bad username`,
      );
      using line = await LineClient.login(server.port, newName());
      line.say(`create ${room}`);
      assert.equal(await line.next(), 'Bad username');
      const nick = newName();
      using irc = await IrcClient.connect(server.port);
      irc.say(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, `JOIN ${room}`);
      await irc.until(/ 005 .* CHANNELLEN=64 /);
      await irc.until(/ 403 /);
      using client = await ExtendedClient.hello(server.port);
      const asked = { room } as const;
      assert.equal((await client.ask('create', asked)).result, 'malformed');
    });
  }
});

test('pages of fifty messages in such a room are whole, in steps that fit', async () => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using alice = await register(server.port);
  const { client } = alice;
  const room = LONGEST[1] as string;
  await client.ask('create', { room });
  const ids: number[] = [];
  let reply: number | undefined;
  for (let i = 0; i < 60; i++) {
    const sent = await (reply === undefined
      ? client.ask('sendto', { to: room }, `m${i}`)
      : client.ask('reply', { message: reply }, `m${i}`));
    reply = sent.message as number;
    ids.push(reply);
  }
  for (const back of [true, false]) {
    const read: number[] = [];
    for (let more = true; more; ) {
      const at = back ? { before: read[0] ?? 2 ** 40 } : { after: read.at(-1) ?? 0 };
      const page = await client.ask('history', { with: room, ...at });
      const found = page.messages?.map(({ id }) => id) ?? [];
      assert.ok(found.length > 0);
      if (back) read.unshift(...found);
      else read.push(...found);
      more = page.more ?? false;
    }
    assert.deepEqual(read, ids);
  }
});
