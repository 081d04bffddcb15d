/** Listening to the log: each stored entry is reported once, in order, whatever happens to the server meanwhile. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { Random } from '../../test/support/chat/random.ts';
import { SETTINGS, simulatedWorld } from '../../test/support/chat/simulated-world.ts';
import { randomChange, type Said } from '../../test/support/store/random-changes.ts';
import {
  account,
  type Opened,
  openStore,
  room,
  temporaryFolder,
} from '../../test/support/store/stores.ts';
import { STORED_EVENTS } from '../chat/delivery/event.ts';
import type { Listener, Listening, Told } from '../chat/delivery/listening.ts';
import { logEntries } from '../chat/delivery/log-entry.ts';
import { Hub } from '../chat/hub.ts';

const STEPS = 1500;
const PEOPLE = 4;
const ROOMS = 3;

/** Is busy now and then, and comes back where it was. */
class Ear implements Listener {
  readonly wants = STORED_EVENTS;
  readonly account = null;
  from: number | null = 0;
  readonly ids: number[] = [];
  readonly #random: Random;
  #listening: Listening | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  listen(hub: Hub): void {
    if (this.#listening !== null) this.from = this.#listening.upTo;
    this.#listening?.leave();
    this.#listening = hub.listen(this);
  }

  tell({ id }: Told): boolean {
    if (id !== null) this.ids.push(id);
    return !this.#random.oneIn(10);
  }

  goOn(): void {
    this.#listening?.goOn();
  }

  ended(_why: string, upTo: number): void {
    this.from = upTo;
    this.#listening = null;
  }

  get isOver(): boolean {
    return this.#listening === null;
  }
}

function hubOver({ store }: Opened, random: Random): Hub {
  const world = simulatedWorld(random);
  const settings = { ...SETTINGS, listenerBehindMax: 30 };
  return new Hub(settings, { ...world, log: store, archive: store, stored: store.stored });
}

test('random changes, cuts and restarts: each entry is reported once, in order', async (t) => {
  const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = new Random(seed);
  const folder = temporaryFolder(t);
  let opened = await openStore(folder);
  for (let id = 1; id <= PEOPLE; id++) await opened.append(account(id));
  for (let id = 1; id <= ROOMS; id++) await opened.append(room(id, [id]));
  const said: Said[] = [];
  const ears = [new Ear(random), new Ear(random)];
  let hub = hubOver(opened, random);
  for (const ear of ears) ear.listen(hub);
  for (let step = 0; step < STEPS; step++) {
    const change = randomChange({ random, people: PEOPLE, rooms: ROOMS, said });
    if (change !== null) {
      const outcome = opened.append(change);
      const settled = random.oneIn(3) || change.kind === 'message' ? await outcome : null;
      if (change.kind === 'message' && settled?.kind === 'durable') {
        said.push({ id: settled.id, from: change.from, to: change.to });
      }
    }
    const ear = random.pick(ears);
    if (random.oneIn(3)) ear.goOn();
    if (random.oneIn(100) || ear.isOver) ear.listen(hub);
    if (!random.oneIn(300)) continue;
    await opened.close();
    opened = await openStore(folder);
    hub = hubOver(opened, random);
    for (const one of ears) one.listen(hub);
  }
  await opened.store.flush();
  const all = await opened.ask(logEntries, { after: 0, limit: Number.MAX_SAFE_INTEGER - 1 });
  const stored = all?.entries.map(({ id }) => id) ?? [];
  const newest = stored.at(-1);
  for (const ear of ears) {
    while (ear.ids.at(-1) !== newest) {
      if (ear.isOver) ear.listen(hub);
      ear.goOn();
      await new Promise(setImmediate);
    }
    // Messages deleted since then are gone.
    const told = new Set(ear.ids);
    assert.deepEqual(
      ear.ids,
      [...told].sort((a, b) => a - b),
    );
    assert.deepEqual(
      stored.filter((id) => !told.has(id)),
      [],
    );
  }
});
