/** The storage that the hub is simulated over (chat/testing) does what this one does: the same changes and questions to both. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import type { Archive, MessagePage, Range } from '../chat/archive.ts';
import { FOREVER } from '../chat/records.ts';
import type { Change } from '../chat/storage.ts';
import { Random } from '../chat/testing/random.ts';
import { SimulatedStorage } from '../chat/testing/simulated-storage.ts';
import {
  account,
  block,
  deleted,
  edited,
  left,
  message,
  type Opened,
  openStore,
  pin,
  reaction,
  removed,
  room,
  temporaryFolder,
} from './testing.ts';

const STEPS = 1500;
const PEOPLE = 4;
const ROOMS = 3;
const WORDS = ['lunch', 'dinner', 'breakfast', 'supper'];

interface Said {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

class Pair {
  readonly random: Random;
  readonly #real: Opened;
  readonly simulated: SimulatedStorage;
  readonly said: Said[] = [];
  #at = 0;

  constructor(real: Opened, seed: number) {
    this.#real = real;
    this.random = new Random(seed);
    this.simulated = new SimulatedStorage(this.random, () => this.#at);
  }

  async append(change: Change): Promise<void> {
    const outcome = await this.#real.append(change);
    assert.ok(outcome.kind !== 'failed');
    this.#at = outcome.at;
    this.simulated.append(change, (other) => assert.deepEqual(other, outcome));
    this.simulated.commit();
    if (change.kind !== 'message' || outcome.kind !== 'durable') return;
    this.said.push({ id: outcome.id, from: change.from, to: change.to });
  }

  note(who: number, upTo: number): void {
    for (const log of [this.#real.store, this.simulated]) {
      log.note({ kind: 'received', account: who, device: 0, upTo });
    }
    this.simulated.commit();
  }

  /** Both answer `ask` alike. */
  async agree<T>(what: string, ask: (archive: Archive, done: (answer: T) => void) => void) {
    const real = await new Promise<T>((resolve) => ask(this.#real.store, resolve));
    const simulated = new Promise<T>((resolve) => ask(this.simulated, resolve));
    this.simulated.read();
    this.simulated.answer();
    assert.deepEqual(plain(await simulated), plain(real), what);
  }
}

/** Texts as strings; what a message has not is left out. */
function plain(answer: unknown): unknown {
  if (answer instanceof Uint8Array) return new TextDecoder().decode(answer);
  if (Array.isArray(answer)) return answer.map(plain);
  if (typeof answer !== 'object' || answer === null) return answer;
  const nothing: readonly unknown[] = [null, false, undefined];
  const entries = Object.entries(answer)
    .map(([key, value]) => [key, plain(value)] as const)
    .filter(([, value]) => !nothing.includes(value) && !isEmpty(value));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

async function act(pair: Pair): Promise<void> {
  const { random, said } = pair;
  const who = 1 + random.below(PEOPLE);
  const other = 1 + random.below(PEOPLE);
  const place = 1 + random.below(ROOMS);
  const text = `${random.pick(WORDS)} ${random.pick(WORDS)}`;
  const mentions = random.oneIn(2) ? [other, who] : [];
  const some = said.length === 0 ? null : random.pick(said.slice(-20));
  const key = random.oneIn(4) ? `key${random.below(20)}` : null;
  const reply = random.oneIn(4) && some !== null ? some.id : null;
  switch (random.below(18)) {
    case 0:
    case 1:
    case 2: {
      const more = { mentions: [...new Set(mentions)], reply };
      return pair.append(message(who, -place, text, { key, more }));
    }
    case 3: {
      const more = { guest: 'gus', mentions: [...new Set(mentions)], reply };
      return pair.append(message(0, -place, text, { more }));
    }
    case 4:
    case 5: {
      // Nobody blocks oneself.
      const hidden = who !== other && random.oneIn(4);
      const waits = !hidden && random.oneIn(2);
      return pair.append(message(who, other, text, { key, waits, more: { hidden, reply } }));
    }
    case 6:
    case 7:
      return pair.append(randomMember(random, place, who));
    case 8:
      return pair.append(left(place, who));
    case 9: {
      const peer = random.oneIn(2) ? -place : other;
      return pair.append({ kind: 'read', account: who, peer, upTo: some?.id ?? 0 });
    }
    case 10:
      return who === other ? undefined : pair.append(block(who, other, random.oneIn(2)));
    case 11:
      return random.oneIn(3) ? pair.note(who, some?.id ?? 0) : undefined;
    case 12:
      if (!random.oneIn(3)) return;
      return pair.append({ kind: 'room-invitation', room: place, account: who });
  }
  if (random.oneIn(8)) return pair.append(randomBan(random, place, who));
  if (random.oneIn(8)) {
    return pair.append({ kind: 'unban', room: place, name: 'gus', audit: null });
  }
  if (some === null) return;
  const { id, to } = some;
  switch (random.below(5)) {
    case 0:
      return pair.append(randomEdit(random, some, text, mentions));
    case 1:
      return random.oneIn(2) ? pair.append(deleted(id, who)) : undefined;
    case 2:
    case 3:
      return pair.append({
        ...reaction(id, who, random.pick(['👍', '🎉']), !random.oneIn(3)),
        ...(to > 0 && some.from !== to && random.oneIn(3) ? { hidden: true } : {}),
      } as Change);
    default:
      return to > 0 ? undefined : pair.append(pin(-to, id, !random.oneIn(3)));
  }
}

function randomMember(random: Random, place: number, who: number): Change {
  const role = random.pick(['member', 'moderator', 'owner'] as const);
  const mutedUntil = random.oneIn(2) ? FOREVER : random.below(2);
  const record = { room: place, account: who, role, mutedUntil };
  return { kind: 'member', member: record, audit: null };
}

function randomBan(random: Random, place: number, who: number): Change {
  const name = random.pick(['gus', `person${who}`]);
  const account = name === 'gus' ? null : who;
  const address = account === null ? '192.0.2.1' : null;
  const ban = { room: place, account, name, address, until: FOREVER };
  if (account === null) return { kind: 'ban', ban, audit: null };
  return { kind: 'member-removed', room: place, account, ban, audit: null };
}

function randomEdit(
  random: Random,
  { id, from, to }: Said,
  text: string,
  mentions: number[],
): Change {
  if (to < 0) return edited(id, from, text, [...new Set(mentions)]);
  const change = edited(id, from, text);
  return from !== to && random.oneIn(3) ? ({ ...change, hidden: true } as Change) : change;
}

async function look(pair: Pair): Promise<void> {
  const { random, said } = pair;
  const who = 1 + random.below(PEOPLE);
  const limit = 1 + random.below(8);
  const id = said.length === 0 ? 0 : random.pick(said.slice(-40)).id;
  const beyond = { id };
  const beneath = random.oneIn(2) ? id : null;
  const range: Range = random.pick([
    { before: null, after: null, limit },
    { before: beyond, after: null, limit },
    { before: null, after: beyond, limit },
  ]);
  const peer = random.oneIn(2) ? 1 + random.below(PEOPLE) : -1 - random.below(ROOMS);
  const query = {
    phrases: [random.pick(WORDS)],
    from: random.oneIn(2) ? 1 + random.below(PEOPLE) : null,
    with: random.oneIn(2) ? peer : null,
    rooms: [1, 2].slice(0, random.below(3)),
    before: null,
    after: null,
    beneath,
    limit,
  };
  type Page = MessagePage | null;
  await pair.agree<Page>(`history of ${who} with ${peer}`, (archive, done) =>
    archive.history(who, peer, range, done),
  );
  await pair.agree<Page>(`missed by ${who}`, (archive, done) =>
    archive.missed(who, Math.max(0, id - 30), limit, done),
  );
  await pair.agree('unread', (archive, done) => archive.unread(who, done));
  await pair.agree(`conversations of ${who}`, (archive, done) =>
    archive.conversations(who, beneath, limit, done),
  );
  await pair.agree('one message', (archive, done) => archive.message(id, done));
  await pair.agree('what it said', (archive, done) => archive.revisions(id, done));
  await pair.agree('reactions', (archive, done) => archive.reactions(id, done));
  await pair.agree<Page>('pins', (archive, done) => archive.pins(who, Math.max(1, -peer), done));
  if (!random.oneIn(10)) return;
  await pair.agree<Page>(`what ${who} finds`, (archive, done) => archive.search(who, query, done));
}

test('the simulated storage is told and asked the same, and answers the same', async (t) => {
  const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const folder = temporaryFolder(t);
  const real = await openStore(folder);
  const pair = new Pair(real, seed);
  for (let id = 1; id <= PEOPLE; id++) await pair.append(account(id));
  for (let id = 1; id <= ROOMS; id++) await pair.append(room(id, [id]));
  for (let step = 0; step < STEPS; step++) {
    await act(pair);
    if (step % 5 === 0) await look(pair);
  }
  await pair.append(removed(PEOPLE));
  for (let who = 1; who < PEOPLE; who++) {
    await pair.agree(`conversations of ${who}, without who is gone`, (archive, done) =>
      archive.conversations(who, null, PEOPLE, done),
    );
  }
  await pair.append({ kind: 'room-removed', room: ROOMS, audit: null });
  await real.close();
  const again = await openStore(folder);
  assert.deepEqual(inOrder(pair.simulated.tables.stored), inOrder(again.store.stored));
});

/** Whatever the order of its lists is; bytes are released by erasing, which is not simulated. */
function inOrder(stored: object): unknown {
  const listed = (all: unknown) =>
    Array.isArray(all) ? all.map((one) => JSON.stringify(inOrder(one))).sort() : all;
  const sorted = (all: object) =>
    Object.entries(all)
      .filter(([key]) => key !== 'storedBytes')
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted(stored).map(([key, value]) => [key, listed(value)]));
}
