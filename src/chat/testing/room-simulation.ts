/**
 * Rooms at random, over a storage that delays, fails and crashes. What is durable is in the tables of the storage; what
 * the hub makes of it is held against them at every step.
 */
import assert from 'node:assert/strict';
import { decodeText } from '../../protocol/bytes.ts';
import type { RemoteCommand } from '../../protocol/command-schemas.ts';
import { Hub } from '../hub.ts';
import type { News } from '../post.ts';
import type { Options } from '../request.ts';
import type { Person } from '../session.ts';
import type { Change } from '../storage.ts';
import { Random } from './random.ts';
import { ACCOUNTS, GUESTS, randomDeed } from './room-deeds.ts';
import { SimulatedSecrets } from './simulated-secrets.ts';
import { SimulatedStorage } from './simulated-storage.ts';
import { Clock, SETTINGS, simulatedWorld } from './simulated-world.ts';
import { type Answered, Talker } from './talker.ts';

const CLIENTS = 14;
const PASSWORD = 'correct horse';

/** Something that was said to a room. */
interface Said {
  readonly text: string;
  /** Null: not answered. */
  id: number | null;
  refused: boolean;
}

class Client extends Talker {
  /** By room: the newest message heard, kept and not. */
  readonly newest = new Map<string, { kept: number; live: number }>();
  /** What is under way is answered in order. */
  readonly asked: ((answer: Answered) => void)[] = [];
}

export class RoomSimulation {
  readonly random: Random;
  readonly clock = new Clock();
  readonly storage: SimulatedStorage;
  readonly #secrets: SimulatedSecrets;
  hub: Hub;
  clients: Client[] = [];
  readonly #said = new Map<string, Said>();
  /** Ids that can be referred to, the newest last. */
  readonly #ids: number[] = [];
  readonly seen = new Map<string, number>();
  #texts = 0;
  /** Where a storage has failed, a room may have lost its heir. */
  disturbed = false;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.storage = new SimulatedStorage(this.random, () => this.clock.now);
    this.#secrets = new SimulatedSecrets(this.random, Number.POSITIVE_INFINITY);
    this.storage.onExecuted = (change, id) => this.#executed(change, id);
    this.hub = this.#start();
    for (const name of ACCOUNTS) {
      const [client] = this.clients as [Client];
      this.#say(client, 'register', name, { password: PASSWORD });
      this.settle();
      this.#say(client, 'logout');
    }
    this.#promote();
  }

  #start(): Hub {
    const world = simulatedWorld(this.random, this.clock, this.storage, this.#secrets);
    const hub = new Hub({ ...SETTINGS, roomsPerPersonMax: 4 }, world);
    this.hub = hub;
    this.clients = Array.from({ length: CLIENTS }, (_, i) => this.#connect(hub, i));
    return hub;
  }

  #connect(hub: Hub, i: number): Client {
    const client = new Client(hub, `192.0.2.${i % 3}`);
    client.session.hello = i % 2 === 0;
    client.onPost = (news) => this.#heard(client, news);
    client.onAnswer = (answer) => client.asked.shift()?.(answer);
    return client;
  }

  /** One of them is a server operator. */
  #promote(): void {
    const account = this.hub.accountOf('fay');
    if (account !== undefined) account.record = { ...account.record, operator: true };
  }

  #count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  #say(
    client: Client,
    command: RemoteCommand,
    name = '',
    options: Options = {},
    text = '',
    answered: (answer: Answered) => void = () => {},
  ): void {
    client.asked.push((answer) => {
      const word = typeof answer === 'string' ? answer : 'ok';
      this.#count(`${command}: ${word}`);
      answered(answer);
    });
    client.say(command, name, options, text);
  }

  /** One thing happens. */
  step(): void {
    const { random, storage } = this;
    this.clock.now += random.below(3000);
    switch (random.below(12)) {
      case 0:
      case 1:
        return storage.commit(random.below(6));
      case 2:
        return storage.read(!random.oneIn(20));
      case 3:
        storage.answer();
        this.#secrets.finishOne();
        return;
      case 4:
        if (random.oneIn(40)) this.#fail();
        else if (random.oneIn(200)) this.#crash();
        return;
      default: {
        const client = random.pick(this.clients);
        // What is answered alone is waited for.
        if (client.asked.length === 0) this.#act(client);
      }
    }
  }

  #fail(): void {
    this.disturbed = true;
    this.storage.fail();
  }

  #crash(): void {
    this.settle();
    this.check();
    this.storage.crash();
    this.hub = this.#start();
    this.#promote();
    this.disturbed = false;
  }

  #act(client: Client): void {
    const { random } = this;
    const { person } = client.session;
    if (person === null) return this.#enter(client);
    const deed = randomDeed(random, this.#ids);
    if (deed === 'nothing') return;
    if (deed === 'leave') return this.#leave(client);
    const { command, name, options } = deed;
    if (command === 'sendto') return this.#speak(client, name, options);
    const text = command === 'edit' ? `edited ${++this.#texts}` : '';
    this.#say(client, command, name, options, text);
  }

  #enter(client: Client): void {
    const { random } = this;
    if (random.oneIn(3)) this.#say(client, 'login', random.pick(GUESTS));
    else this.#say(client, 'login', random.pick(ACCOUNTS), { password: PASSWORD });
  }

  #leave(client: Client): void {
    if (this.random.oneIn(2)) return this.#say(client, 'logout');
    this.hub.disconnect(client.session, 'closed');
    const at = this.clients.indexOf(client);
    this.clients[at] = this.#connect(this.hub, at);
  }

  #speak(client: Client, room: string, options: Options): void {
    const text = `${++this.#texts} @${this.random.pick(ACCOUNTS)}`;
    const said: Said = { text, id: null, refused: false };
    this.#said.set(text, said);
    this.#say(client, 'sendto', room, options, text, (answer) => {
      if (typeof answer === 'object' && 'id' in answer) {
        said.id = answer.id;
        this.#ids.push(answer.id);
        assert.equal(answer.id > 0, this.#isStored(answer.id, text), 'acknowledged and not stored');
      } else said.refused = true;
    });
  }

  #isStored(id: number, text: string): boolean {
    // The tables are ahead of what the hub was told.
    const stored = this.storage.executed.messages.get(id);
    return stored !== undefined && decodeText(stored.text, 0, stored.text.length) === text;
  }

  #heard(client: Client, news: News): void {
    const { person } = client.session;
    assert.ok(person !== null, 'somebody hears who is not logged in');
    if (news.kind !== 'message') return;
    // One that is being removed is still heard.
    const room = this.hub.rooms.book.inOrder.find(({ name }) => name === news.to);
    assert.ok(room?.members.has(person) === true, 'only members hear a room');
    this.#mayHear(person, news.to, news.from);
    const { id } = news.stored ?? assert.fail('a message to a room has an id');
    const text = decodeText(news.text, 0, news.text.length) ?? '';
    const newest = client.newest.get(news.to) ?? { kept: 0, live: 0 };
    client.newest.set(news.to, newest);
    if (id > 0) {
      assert.ok(this.#isStored(id, text), 'heard and not stored');
      assert.ok(id > newest.kept, 'out of order, or twice');
      newest.kept = id;
    } else {
      assert.ok(!room.record.kept, 'kept, and not stored');
      assert.ok(id < newest.live, 'out of order, or twice');
      newest.live = id;
    }
  }

  /** As the tables say, which know nothing of guests. */
  #mayHear({ account }: Person, room: string, from: string): void {
    if (account === null) return;
    const { rooms } = this.storage.executed;
    const record = [...rooms.rooms.values()].find(({ name }) => name === room);
    if (record !== undefined) {
      assert.ok(rooms.members.has(`${record.id} ${account.id}`), 'only members hear a room');
    }
    const author = this.hub.accountOf(from);
    const blocked = author !== undefined && rooms.blocks.has(`${account.id} ${author.id}`);
    assert.ok(!blocked, 'whoever is blocked is not heard');
  }

  /** A message of a kept room is heard by all its members who are there when it is durable, other than where it came from. */
  #executed(change: Change, id: number): void {
    if (change.kind !== 'message' || change.to > 0) return;
    const { rooms } = this.storage.executed;
    const record = rooms.rooms.get(-change.to) ?? assert.fail('a message to no room');
    let missing = 0;
    for (const client of this.clients) {
      const account = client.session.person?.account ?? null;
      if (account === null || !rooms.members.has(`${record.id} ${account.id}`)) continue;
      if (rooms.blocks.has(`${account.id} ${change.from}`)) continue;
      // Guests are blocked by their names, which is stored nowhere.
      if (account.person.blocks?.has(change.more?.guest ?? '') === true) continue;
      const heard = client.newest.get(record.name)?.kept === id;
      if (!heard) missing++;
      if (!heard) assert.equal(account.id, change.from, 'a member does not hear what is said');
    }
    // The sender's other devices hear it, too; the one that said it may be gone.
    assert.ok(missing <= 1, 'the sender’s other devices do not hear what is said');
    this.#count(`heard in a kept room, ${change.from === 0 ? 'from a guest' : 'from an account'}`);
  }

  /** Lets everything under way happen. */
  settle(): void {
    while (!this.storage.idle || this.#secrets.waiting > 0) {
      this.storage.commit();
      this.storage.read();
      this.storage.answer();
      this.#secrets.finishOne();
    }
  }

  /** When all is quiet the hub is what is stored, and nothing was stored that was refused. */
  check(): void {
    const { stored } = this.storage.tables;
    const { book } = this.hub.rooms;
    const rooms = book.inOrder.filter(({ passing }) => !passing);
    assert.deepEqual(
      rooms.map(({ record }) => record.id).sort(),
      stored.rooms.map(({ id }) => id).sort(),
    );
    for (const record of stored.rooms) {
      const room = book.get(record.id) ?? assert.fail('a room that is stored is not there');
      assert.deepEqual(room.record, record);
      const members = stored.members.filter(({ room: of }) => of === record.id);
      const known = [...room.members.values()].filter(({ person }) => person.account !== null);
      assert.equal(known.length, members.length, 'as many members as are stored');
      for (const { account, role, mutedUntil } of members) {
        const person = this.hub.accounts.get(account)?.person;
        const member = person === undefined ? undefined : room.members.get(person);
        assert.deepEqual([member?.role, member?.mutedUntil], [role, mutedUntil]);
        assert.ok(!member?.leaving && !member?.changing, 'nothing is under way');
      }
      const owned = members.length === 0 || members.some(({ role }) => role === 'owner');
      assert.ok(owned || this.disturbed, 'a room with members has an owner');
    }
    const texts = new Set<string>();
    for (const { text, id } of this.storage.tables.messages.values()) {
      const words = decodeText(text, 0, text.length) ?? '';
      assert.ok(!texts.has(words), 'stored twice');
      texts.add(words);
      assert.ok(this.#said.get(words)?.refused !== true, `${id} is stored and was refused`);
    }
    for (const { text, id } of this.#said.values()) {
      if (id !== null && id < 0) assert.ok(!texts.has(text), 'what is kept nowhere is stored');
    }
  }
}
