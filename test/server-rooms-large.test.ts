/** A room with hundreds of members of every kind, one of which does not read: the others notice nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TEXT_CODE_POINTS_MAX } from '../src/protocol/limits.ts';
import { joinRoom, MEMBER_KINDS, type Member, type MemberKind } from './support/room-crowd.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const ROOM = '#crowd';
/** As many as a test has time for; ROOM_MEMBERS=5000 for as many as a big room has. */
const MEMBERS = Number(process.env.ROOM_MEMBERS) || 320;
/** Who come in at a time. */
const LANES = 32;
/** Each who speaks says so much at once. */
const TOGETHER = 25;
/** More than the system and the queue of one peer take. */
const LONG_MESSAGES_MAX = 60;

let server: ServerProcess;
let members: Member[];
/** One of each kind. */
let speakers: Member[];
let deaf: WireClient;
let texts = 0;

before(async () => {
  server = await ServerProcess.start('--max-send-queue', '1MiB');
  // Lines have a word for making a room.
  members = [await joinRoom('lines', server.port, 'm0', ROOM)];
  const others = Array.from({ length: MEMBERS - 1 }, (_, i) => i + 1).values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const number of others) {
        const kind = MEMBER_KINDS[number % MEMBER_KINDS.length] as MemberKind;
        const member = await joinRoom(kind, server.port, `m${number}`, ROOM);
        members[number] = member;
      }
    }),
  );
  speakers = members.slice(0, MEMBER_KINDS.length);
  deaf = await WireClient.login(server.port, 'deaf');
  deaf.say(`sendto ${ROOM} last`);
  assert.equal(await deaf.next(), 'Success');
  deaf.socket.pause();
  // Those who know no other word for joining have said something.
  await until(
    () => members.every(({ heard }) => heard.at(-1) === 'deaf: last (4)'),
    () => 'everybody to hear who came last',
  );
});

after(async () => {
  for (const member of members) member.leave();
  deaf[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Has `who` say `times` texts each, at once, and makes sure that everybody else hears each once, in one order. */
async function talk(who: readonly Member[], times: number, rest = ''): Promise<void> {
  for (const member of members) member.heard.length = 0;
  const said: string[] = [];
  const successes = who.map((speaker) => speaker.successes + times);
  for (let i = 0; i < times; i++) {
    for (const speaker of who) {
      const text = `${++texts} ${rest}`;
      said.push(`${speaker.name}: ${texts} (${Buffer.byteLength(text)})`);
      speaker.say(text);
    }
  }
  const own = (member: Member) => (who.includes(member) ? times : 0);
  const late = () => members.find((one) => one.heard.length < said.length - own(one));
  await until(
    () => late() === undefined,
    () => `${late()?.name} to hear ${said.length} messages, and not ${late()?.heard.length}`,
    () => members.some(({ closed }) => closed),
  );
  await until(
    () => who.every((speaker, i) => speaker.successes === successes[i]),
    () => `every message to be answered: ${who.map(({ problems }) => problems)}`,
  );
  // Somebody who said nothing has heard it all.
  const order = (members.at(-1) as Member).heard;
  assert.deepEqual(order.toSorted(), said.toSorted());
  for (const { name } of who) {
    const from = (line: string) => line.startsWith(`${name}: `);
    assert.deepEqual(order.filter(from), said.filter(from), `${name} is heard in order`);
  }
  for (const member of members) {
    const others = order.filter((line) => !line.startsWith(`${member.name}: `));
    assert.deepEqual(member.heard, others, `what ${member.name} hears`);
  }
}

function cutOff({ msg, why }: { msg: string; why?: unknown }): boolean {
  return msg === 'disconnected' && why === 'does not read what others send';
}

test('all hear everything once, in one order', async () => {
  await talk(speakers, TOGETHER, 'and some more');
});

test('who does not read is cut off, the others notice nothing, a long text is held once', async (t) => {
  // With what stands before it.
  const long = '🙂'.repeat(TEXT_CODE_POINTS_MAX - 10);
  const before = server.memoryBytes;
  server.restartPeak();
  for (let i = 0; !server.log.some(cutOff); i++) {
    assert.ok(i < LONG_MESSAGES_MAX, 'it is cut off in the end');
    await talk([speakers[i % speakers.length] as Member], 1, long);
  }
  const grown = server.peakMemoryBytes - before;
  t.diagnostic(`grew by ${grown} bytes`);
  const copies = MEMBERS * Buffer.byteLength(long);
  assert.ok(grown < copies / 2, `grew by ${grown} bytes, of ${copies} that copies would take`);
  assert.equal(server.log.filter(({ msg }) => msg === 'disconnected').length, 1);
  await talk(speakers, TOGETHER);
  assert.ok(members.every(({ closed }) => !closed));
});
