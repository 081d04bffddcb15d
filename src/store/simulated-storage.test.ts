/** The simulated storage (test/support/chat) and this one give the same answers after the same changes. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { Random } from '../../test/support/chat/random.ts';
import { SimulatedStorage } from '../../test/support/chat/simulated-storage.ts';
import { randomChange, type Said, WORDS } from '../../test/support/store/random-changes.ts';
import {
  account,
  type Opened,
  openStore,
  removed,
  room,
  temporaryFolder,
} from '../../test/support/store/stores.ts';
import type { Question } from '../chat/archive.ts';
import { type LogPage, logEntries } from '../chat/delivery/log-entry.ts';
import type { Change } from '../chat/storage.ts';
import { conversationsOf } from '../chat/stored/conversations.ts';
import { revisionsOf } from '../chat/stored/edit.ts';
import { hasWritten, historyOf, type Range } from '../chat/stored/history.ts';
import { messageWith } from '../chat/stored/message.ts';
import { pinnedIn } from '../chat/stored/pin.ts';
import { reactionsTo } from '../chat/stored/reaction.ts';
import { foundBy } from '../chat/stored/search.ts';
import { missedBy, unreadBy } from '../chat/stored/unread.ts';

const STEPS = 1500;
const PEOPLE = 4;
const ROOMS = 3;

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

  /** Both give the same answer to `question`. */
  async agree<Given, Answer>(
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
    compared: (answer: Answer | null) => unknown = (answer) => answer,
  ) {
    const real = await this.#real.ask(question, given);
    const simulated = new Promise<Answer | null>((resolve) => {
      this.simulated.ask(question, given, resolve);
    });
    this.simulated.read();
    this.simulated.answer();
    const [found, expected] = [await simulated, real].map((one) => plain(compared(one)));
    assert.deepEqual(found, expected, `${question.name} ${JSON.stringify(given)}`);
  }
}

/** Texts as strings; absent fields are left out. */
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
  if (random.oneIn(50)) pair.note(1 + random.below(PEOPLE), said.at(-1)?.id ?? 0);
  const change = randomChange({ random, people: PEOPLE, rooms: ROOMS, said });
  if (change !== null) await pair.append(change);
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
  await pair.agree(historyOf, { account: who, peer, range });
  await pair.agree(missedBy, { account: who, after: Math.max(0, id - 30), limit });
  await pair.agree(unreadBy, { account: who });
  await pair.agree(hasWritten, { account: who, peer: 1 + random.below(PEOPLE) });
  await pair.agree(conversationsOf, { account: who, beneath, limit });
  await pair.agree(messageWith, { id });
  await pair.agree(revisionsOf, { message: id });
  await pair.agree(reactionsTo, { message: id });
  await pair.agree(pinnedIn, { account: who, room: Math.max(1, -peer), limit: 50 });
  await pair.agree(logEntries, { after: Math.max(0, id - 50), limit: ALL }, withoutReads);
  if (random.oneIn(10)) await pair.agree(foundBy, { account: who, query });
}

const ALL = Number.MAX_SAFE_INTEGER - 1;

/** Leaves out reads of people who were never in the conversation: storage ignores them, the simulation does not. */
function withoutReads(page: LogPage | null): unknown {
  return page?.entries.filter(({ kind }) => kind !== 'read');
}

test('the simulated storage gives the same answers as this one after the same changes', async (t) => {
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
    // Without who is gone.
    await pair.agree(conversationsOf, { account: who, beneath: null, limit: PEOPLE });
  }
  await pair.append({ kind: 'room-removed', room: ROOMS, audit: null });
  await real.store.erased();
  // Without what is erased.
  await pair.agree(logEntries, { after: 0, limit: ALL }, withoutReads);
  await real.close();
  const again = await openStore(folder);
  assert.deepEqual(inOrder(pair.simulated.tables.stored), inOrder(again.store.stored));
});

/** Lists in a fixed order; without released bytes, because erasing is not simulated. */
function inOrder(stored: object): unknown {
  const listed = (all: unknown) =>
    Array.isArray(all) ? all.map((one) => JSON.stringify(inOrder(one))).sort() : all;
  const sorted = (all: object) =>
    Object.entries(all)
      .filter(([key]) => key !== 'storedBytes' && key !== 'guestBytes')
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted(stored).map(([key, value]) => [key, listed(value)]));
}
