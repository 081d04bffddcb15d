/** Rooms that come and go: made by one, joined by another, inherited, left, removed. */
import assert from 'node:assert/strict';
import { Reason } from '../../../src/protocol/frames.ts';
import { AccountClient, type Answer } from '../account-client.ts';
import type { Random } from '../random.ts';
import { Known } from './acts.ts';
import { type Actor, Place } from './place.ts';
import { isListed, type Present } from './standing-verdict.ts';
import type { Talk } from './talk.ts';
import { checkTalk } from './talk-verdict.ts';

/** The limit for one round. */
const ROOMS_MAX = 6;
const SAID_MAX = 3;
/** How often an heir checks whether the room was inherited, at most. */
const LOOKS_MAX = 100;

interface RoomState {
  readonly there: boolean;
  readonly topic: string;
  /** Roles by name. */
  readonly members: Readonly<Record<string, string>>;
  /** Is the heir invited? */
  readonly invited: boolean;
}

const GONE: RoomState = { there: false, topic: '', members: {}, invited: false };

interface BriefRoom {
  readonly place: Place;
  readonly state: Known<RoomState>;
  checked: boolean;
}

export class BriefRooms {
  readonly people: readonly [Actor, Actor];
  readonly #talk: Talk;
  readonly #rooms: BriefRoom[] = [];

  constructor(talk: Talk, founder: Actor, heir: Actor) {
    this.#talk = talk;
    this.people = [founder, heir];
  }

  async run(port: number, round: number, random: Random): Promise<void> {
    const [founder, heir] = this.people;
    const asFounder = await this.#talk.enter(port, founder);
    const asHeir = await this.#talk.enter(port, heir);
    if (asFounder === null || asHeir === null) return;
    for (let i = 0; i < ROOMS_MAX; i++) {
      const kind = random.of(['public', 'private'] as const);
      const place = new Place(kind, `#brief-${round}-${i}`, this.people, null);
      const room: BriefRoom = { place, state: new Known(GONE), checked: false };
      this.#rooms.push(room);
      if (!(await this.#live(room, asFounder, asHeir, random))) break;
    }
    asFounder.socket.destroy();
    asHeir.socket.destroy();
  }

  /** @returns false if a step failed or its outcome is unknown */
  async #live(
    { place, state }: BriefRoom,
    asFounder: AccountClient,
    asHeir: AccountClient,
    random: Random,
  ): Promise<boolean> {
    const { name: room, kind } = place;
    const [founder, heir] = this.people;
    const isPrivate = kind === 'private';
    const does = (
      what: string,
      next: Partial<RoomState>,
      ask: () => Promise<Answer | null>,
      audit: (() => string) | null = null,
    ) => this.#does(state, what, next, ask, audit);
    const owner = { [founder.name]: 'owner' };
    const access = isPrivate ? 'private' : 'public';
    const made = { there: true, members: owner };
    if (!(await does('rooms made', made, () => asFounder.command('create', { room, access })))) {
      return false;
    }
    const whom = { room, name: heir.name };
    if (isPrivate) {
      const invite = () => asFounder.command('invite', whom);
      if (!(await does('invited', { invited: true }, invite))) return false;
    }
    const both = { invited: false, members: { ...owner, [heir.name]: 'member' } };
    if (!(await does('joined', both, () => asHeir.command('join', { room })))) return false;
    if (!(await this.#say(place, asFounder, asHeir, random))) return false;
    const topic = `about ${room}`;
    const about = () => asFounder.command('topic', { room, topic });
    if (!(await does('topics', { topic }, about))) return false;
    if (random.once(2)) {
      const promoted = { members: { ...owner, [heir.name]: 'moderator' } };
      const role = () => asFounder.command('role', { ...whom, role: 'moderator' });
      const words = () => `role ${room} ${heir.name} moderator`;
      if (!(await does('roles', promoted, role, words))) return false;
    }
    if (random.once(2)) {
      const remove = () => asFounder.command('remove-room', { room });
      return does('rooms removed', GONE, remove, () => `remove-room ${room} null null`);
    }
    const left = { members: { [heir.name]: 'owner' } };
    if (!(await does('left', left, () => asFounder.command('leave', { room })))) return false;
    if (random.once(3)) return true;
    if (!(await hasInherited(asHeir, room, heir))) return false;
    const last = isPrivate ? GONE : { members: {} };
    return does('left', last, () => asHeir.command('leave', { room }));
  }

  async #does(
    state: Known<RoomState>,
    what: string,
    next: Partial<RoomState>,
    ask: () => Promise<Answer | null>,
    audit: (() => string) | null,
  ): Promise<boolean> {
    const { ledger } = this.#talk;
    const act = ledger.next(what, audit);
    return (await ledger.attempt(act, state, { ...state.value, ...next }, ask))?.ok === true;
  }

  async #say(
    place: Place,
    asFounder: AccountClient,
    asHeir: AccountClient,
    random: Random,
  ): Promise<boolean> {
    const [founder, heir] = this.people;
    const saying: Promise<boolean | null>[] = [];
    for (let i = random.below(SAID_MAX + 1); i > 0; i--) {
      for (const [client, { name }] of [
        [asFounder, founder],
        [asHeir, heir],
      ] as const) {
        const said = this.#talk.compose(place, name, `${place.name}: ${name}`);
        saying.push(this.#talk.say(client, said));
      }
    }
    const fates = await Promise.all(saying);
    return !fates.includes(null);
  }

  /** Checks the rooms of the last round, or all. Settles unknown acts; rejects with errors. */
  async check(port: number, operator: AccountClient, all: boolean): Promise<void> {
    const [founder, heir] = this.people;
    using asFounder = await AccountClient.enter(port, 'login', founder);
    using asHeir = await AccountClient.enter(port, 'login', heir);
    for (const room of this.#rooms) {
      if (room.checked && !all) continue;
      room.checked = true;
      await this.#checkOne(room, operator, asFounder, asHeir);
    }
  }

  async #checkOne(
    { place, state }: BriefRoom,
    operator: AccountClient,
    asFounder: AccountClient,
    asHeir: AccountClient,
  ): Promise<void> {
    const { name: room } = place;
    // An operator also sees empty rooms.
    const who = await operator.command('who', { room });
    if (who?.ok) {
      const members = (who.json.people as Present[]).map(({ name, role }) => [name, role]);
      const listed = await isListed(asHeir, room);
      const isIn = members.some(([name]) => name === this.people[1].name);
      const invited = place.kind === 'private' && listed && !isIn;
      const topic = who.json.topic as string;
      const actual = { there: true, topic, members: Object.fromEntries(members), invited };
      state.observe(actual, room);
    } else {
      assert.equal(who?.reason, Reason.noSuchRoom);
      state.observe(GONE, room);
      place.gone = true;
    }
    for (const [client, reader] of [
      [asFounder, this.people[0]],
      [asHeir, this.people[1]],
    ] as const) {
      if (state.value.members[reader.name] !== undefined) {
        await checkTalk(this.#talk, place, reader, client);
      } else {
        const answer = await client.command('history', { with: room });
        assert.equal(answer?.ok, false, `${reader.name}, who is not in ${room}, reads it`);
      }
      if (place.gone) await checkNothingFound(client, place);
    }
  }
}

/** Resolves with true when `heir` owns the room that others left; with false when the connection is lost. */
async function hasInherited(client: AccountClient, room: string, heir: Actor): Promise<boolean> {
  for (let i = 0; i < LOOKS_MAX; i++) {
    const who = await client.command('who', { room });
    if (!who?.ok) return false;
    const people = who.json.people as Present[];
    if (people.find(({ name }) => name === heir.name)?.role === 'owner') return true;
  }
  return false;
}

async function checkNothingFound(client: AccountClient, { said }: Place): Promise<void> {
  for (const { serial } of said) {
    const found = await client.command('search', { query: `w${serial}v0` });
    assert.ok(found?.ok);
    assert.deepEqual(found.json.messages, [], `message ${serial} was said in a room that is gone`);
  }
}
