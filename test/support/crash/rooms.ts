/** The part of the crash test about rooms, and about changes to messages in them and between two people. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountClient } from '../account-client.ts';
import { filesIn } from '../data-folder.ts';
import { chinwag } from '../owner.ts';
import type { Random } from '../random.ts';
import { BriefRooms } from './brief-rooms.ts';
import type { Part } from './part.ts';
import { type Actor, Place, type Said } from './place.ts';
import { fill } from './place-load.ts';
import { AuditTrail, asked, checkStanding } from './standing-verdict.ts';
import { describe, MARKER, Talk } from './talk.ts';
import { checkEdits, checkSearch, checkTalk, checkUnread } from './talk-verdict.ts';

/** For how many messages of a place earlier versions are checked. */
const EDITS_CHECKED_MAX = 20;
/** How long the search index and the eraser may lag behind. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

export class Rooms implements Part {
  readonly #talk = new Talk();
  readonly #folder: string;
  readonly #keepEdits: boolean;
  readonly #operator = actor('warden');
  readonly #places: readonly Place[] = [
    new Place('public', '#market', actors('m', 3), actor('m-guest')),
    new Place('private', '#cellar', actors('c', 3), actor('c-guest')),
    new Place('pair', 'two people', actors('p', 2), null),
  ];
  readonly #brief: BriefRooms;
  readonly #audit = new AuditTrail();

  /** `keepEdits`: the setting of the servers on `folder`. */
  constructor(folder: string, keepEdits: boolean) {
    this.#folder = folder;
    this.#keepEdits = keepEdits;
    this.#brief = new BriefRooms(this.#talk, actor('founder'), actor('heir'));
  }

  get problems(): readonly unknown[] {
    return this.#talk.problems;
  }

  async prepare(port: number): Promise<void> {
    const subjects = this.#places.flatMap(({ subject }) => subject ?? []);
    const everybody = [this.#operator, ...this.#brief.people, ...subjects];
    for (const place of this.#places) everybody.push(...place.people);
    for (const one of everybody)
      (await AccountClient.enter(port, 'register', one)).socket.destroy();
    const made = await chinwag([
      ...['account', 'operator', this.#operator.name, 'on'],
      ...['--data', this.#folder],
    ]);
    assert.equal(made.status, 0, made.stderr);
    for (const { kind, name: room, owner, people } of this.#places) {
      if (kind === 'pair') continue;
      using client = await AccountClient.enter(port, 'login', owner);
      await asked('create', client.command('create', { room, access: kind }));
      for (const one of people.slice(1)) {
        await asked('invite', client.command('invite', { room, name: one.name }));
        using other = await AccountClient.enter(port, 'login', one);
        await asked('join', other.command('join', { room }));
      }
    }
  }

  async run(port: number, round: number, random: Random): Promise<void> {
    const parts = this.#places.map((place) => fill(this.#talk, place, port, round, random.fork()));
    await Promise.all([...parts, this.#brief.run(port, round, random.fork())]);
  }

  async settle(port: number): Promise<void> {
    using operator = await AccountClient.enter(port, 'login', this.#operator);
    // Changes made by the start itself precede this in the log, so they are stored when this is answered.
    await asked('sendto', operator.command('sendto', { to: this.#operator.name }, 'I am back'));
    for (const place of this.#places) await this.#check(port, place, false);
    await this.#brief.check(port, operator, false);
    await this.#audit.read(operator);
    this.#audit.check(this.#talk);
  }

  async judge(port: number) {
    using operator = await AccountClient.enter(port, 'login', this.#operator);
    for (const place of this.#places) await this.#check(port, place, true);
    await this.#brief.check(port, operator, true);
    await this.#audit.read(operator, true);
    this.#audit.check(this.#talk);
    await patiently(
      async () => this.#left().length === 0,
      () => this.#complaint(),
    );
    return this.#talk.ledger.counts();
  }

  async afterwards(): Promise<void> {
    assert.deepEqual(this.#left(), [], this.#complaint());
  }

  async #check(port: number, place: Place, atEnd: boolean): Promise<void> {
    const talk = this.#talk;
    const readers = place.people.slice(0, 2);
    for (const reader of readers) {
      using client = await AccountClient.enter(port, 'login', reader);
      await checkTalk(talk, place, reader, client);
      if (!atEnd) await checkSearch(talk, place, reader, client, false);
    }
    for (const reader of place.isRoom ? place.people : []) {
      using client = await AccountClient.enter(port, 'login', reader);
      await checkUnread(place, reader, client);
    }
    using first = await AccountClient.enter(port, 'login', place.owner);
    if (place.subject !== null) {
      using subject = await AccountClient.enter(port, 'login', place.subject);
      await checkStanding(place, first, subject);
    }
    if (!atEnd) return;
    const search = () => checkSearch(talk, place, place.owner, first, true);
    await patiently(search, () => `all that is in ${place.name} to be found`);
    const edited = place.said.filter(({ there, state: { value } }) => {
      return there.value && value.version > 0 && !value.deleted;
    });
    for (const said of edited.slice(-EDITS_CHECKED_MAX)) {
      await checkEdits(said, first, this.#keepEdits);
    }
  }

  /** Deleted texts that are still in the bytes of some file. */
  #left(): string[] {
    const left: string[] = [];
    for (const path of filesIn(this.#folder)) {
      if (!/\.db(-wal)?$/.test(path)) continue;
      const content = readFileSync(path, 'latin1');
      for (const [, serial, version] of content.matchAll(MARKER)) {
        const said = this.#talk.said[Number(serial)] as Said;
        if (this.#isErased(said, Number(version)))
          left.push(`${path}: ${describe(said)}, v${version}`);
      }
    }
    return left;
  }

  #isErased({ place, there, state }: Said, version: number): boolean {
    if (place.gone || state.value.deleted) return true;
    return !this.#keepEdits && there.value && state.settled && version < state.value.version;
  }

  #complaint(): string {
    return `what was taken back is still there: ${this.#left().slice(0, 5).join('; ')}`;
  }
}

async function patiently(done: () => Promise<boolean>, what: () => string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await done())) {
    assert.ok(performance.now() < end, `waited in vain for ${what()}`);
    await sleep(PAUSE_MS);
  }
}

function actor(name: string): Actor {
  return { name, password: `secret of ${name}` };
}

function actors(prefix: string, count: number): Actor[] {
  return Array.from({ length: count }, (_, number) => actor(`${prefix}-${number}`));
}
