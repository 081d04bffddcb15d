/**
 * A random simulation of rooms over a storage that delays, fails and crashes. The hub is compared with a model and with
 * the tables of the storage.
 */

import assert from 'node:assert/strict';
import { Hub } from '../../../src/chat/hub.ts';
import type { HubSettings } from '../../../src/chat/settings.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import type { Options } from './given.ts';
import { makeOperator } from './owner.ts';
import { Random } from './random.ts';
import { checkAppended } from './room-appends.ts';
import { ACCOUNTS, GUESTS, OPERATOR, type RoomDeed, randomDeed } from './room-deeds.ts';
import { agrees, expectationOf, type Question } from './room-expectation.ts';
import { Client, RoomHearing } from './room-hearing.ts';
import { RoomModel } from './room-model.ts';
import { SimulatedSecrets } from './simulated-secrets.ts';
import { SimulatedStorage } from './simulated-storage.ts';
import { Clock, SETTINGS, simulatedWorld } from './simulated-world.ts';
import type { Answered } from './talker.ts';

const CLIENTS = 14;
/** Limits so small that all of them are reached. */
const SCARCE: HubSettings = {
  ...SETTINGS,
  reserve: 0.25,
  newcomerMs: 3_600_000,
  roomsMax: 20,
  roomsPerPersonMax: 4,
  roomsPerAddressMax: 3,
  groupsPerPersonMax: 4,
};
const PASSWORD = 'correct horse';

/** A sent message. */
export interface Said {
  readonly text: string;
  /** Null until acknowledged. */
  id: number | null;
  refused: boolean;
}

export class RoomSimulation {
  readonly random: Random;
  readonly clock = new Clock();
  readonly storage: SimulatedStorage;
  readonly model = new RoomModel(ACCOUNTS);
  readonly #hearing = new RoomHearing(this.model, () => this.clients);
  #secrets: SimulatedSecrets;
  hub: Hub;
  clients: Client[] = [];
  readonly said = new Map<string, Said>();
  /** Ids of messages to refer to, newest last. */
  readonly #ids: number[] = [];
  /** Changes that are durable but not yet executed. */
  #durable: { readonly change: Change; readonly id: number }[] = [];
  /** Commands without an answer. */
  readonly #questions = new Set<Question & { readonly client: Client }>();
  readonly seen = new Map<string, number>();
  #texts = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.storage = new SimulatedStorage(this.random, () => this.clock.now);
    this.#secrets = this.#newSecrets();
    this.storage.onAppend = (change) => {
      for (const question of this.#questions) question.quiet = false;
      checkAppended(this.model, change, this.#questions);
    };
    this.storage.onDurable = (change, id) => this.#durable.push({ change, id });
    this.storage.onExecuting = (change, id) => {
      this.#durable.shift();
      this.#hearing.executing(change, id);
      this.#expectMore(change);
    };
    this.storage.onExecuted = () => this.#hearing.executed();
    this.hub = this.#start();
    for (const name of ACCOUNTS) {
      const [client] = this.clients as [Client];
      this.#say(client, 'register', name, { password: PASSWORD });
      this.settle();
      this.#say(client, 'logout');
    }
    makeOperator(this.hub, OPERATOR);
    this.settle();
  }

  #newSecrets(): SimulatedSecrets {
    return new SimulatedSecrets(this.random, Number.POSITIVE_INFINITY);
  }

  #start(): Hub {
    const world = simulatedWorld(this.random, this.clock, this.storage, this.#secrets);
    const hub = new Hub(SCARCE, world);
    this.hub = hub;
    this.clients = Array.from({ length: CLIENTS }, (_, i) => this.#connect(i));
    return hub;
  }

  #connect(i: number): Client {
    return new Client(this.hub, `192.0.2.${i % 3}`, i % 2 === 0, this.#hearing);
  }

  count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  #say(
    client: Client,
    command: CommandName,
    name = '',
    options: Options = {},
    text = '',
    answered: (answer: Answered) => void = () => {},
  ): void {
    const deed = { command, name, options };
    const expected = new Set([this.#expected(client, deed)]);
    const guest = client.hubClient.person?.account === null;
    const question = { client, deed, guest, expected, quiet: this.storage.idle };
    this.#questions.add(question);
    client.asked.push((answer) => {
      // The client may have joined a room by it.
      this.#adopt(client.who);
      this.#questions.delete(question);
      const word = typeof answer === 'string' ? answer : 'ok';
      this.count(`${command}: ${word}`);
      const about = `${client.who}: ${command} ${name} ${JSON.stringify(options)}`;
      assert.ok(agrees(question, word), `${about} is answered ${word}, not ${[...expected]}`);
      answered(answer);
    });
    client.say(command, name, options, text);
    this.#adopt(client.who);
  }

  #expected(client: Client, deed: RoomDeed) {
    // A guest who is offline does not exist.
    const isHere = this.clients.some(({ who }) => who === deed.name);
    if (deed.command === 'invite' && this.model.isGuest(deed.name) && !isHere) return null;
    const { person } = client.hubClient;
    const operator = person?.account?.record.operator === true;
    const asker = { name: client.who, operator };
    return expectationOf(this.model, deed, asker, this.clock.now);
  }

  #adopt(actor: string | null): void {
    const people = [...this.hub.accounts].map(({ person }) => person);
    const guests = Array.from(this.hub.people).filter(({ account }) => account === null);
    this.model.adopt(this.hub, [...people, ...guests], actor);
    this.#expectMore();
  }

  /** A change may alter the expected answers, except to the person who made it. */
  #expectMore(change: Change | null = null): void {
    const deleted = change?.kind === 'deleted' ? change.message : 0;
    for (const { client, deed, expected } of this.#questions) {
      const isIt = deed.command === 'delete' && deed.options.message === deleted;
      if (!isIt) expected.add(this.#expected(client, deed));
    }
  }

  /** Performs one random action. */
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
        if (random.oneIn(3)) storage.write(random.below(3));
        else if (random.oneIn(40)) this.#fail();
        else if (random.oneIn(100)) this.#crash();
        return;
      default: {
        const client = random.pick(this.clients);
        // A command that must be alone is waited for.
        if (client.asked.length === 0) this.#act(client);
      }
    }
  }

  #fail(): void {
    this.count('failure of the disk');
    this.storage.fail();
  }

  /** Crashes amid everything. Durable changes count, though nobody was told. */
  #crash(): void {
    this.count('crash');
    this.storage.crash();
    for (const { change, id } of this.#durable.splice(0)) this.model.apply(change, id);
    this.model.leaving = new Set();
    this.#secrets = this.#newSecrets();
    this.#questions.clear();
    this.hub = this.#start();
    this.#adopt(null);
  }

  #act(client: Client): void {
    const { random } = this;
    if (client.who === null) return this.#enter(client);
    const deed = randomDeed(random, this.#ids);
    if (deed === 'nothing') return;
    if (deed === 'leave') return this.#leave(client);
    const { command, name, options } = deed;
    if (command === 'sendto') return this.#speak(client, name, options);
    const text = command === 'edit' ? this.#text(client, 'edited ') : '';
    this.#say(client, command, name, options, text);
  }

  #text(client: Client, what = ''): string {
    const text = `${what}${++this.#texts} @${this.random.pick(ACCOUNTS)}`;
    this.#hearing.origins.set(text, client);
    return text;
  }

  #enter(client: Client): void {
    const { random } = this;
    if (random.oneIn(3)) this.#say(client, 'login', random.pick(GUESTS));
    else this.#say(client, 'login', random.pick(ACCOUNTS), { password: PASSWORD });
  }

  #leave(client: Client): void {
    if (this.random.oneIn(2)) return this.#say(client, 'logout');
    this.hub.disconnect(client.hubClient, 'closed');
    const at = this.clients.indexOf(client);
    this.clients[at] = this.#connect(at);
    this.#adopt(null);
  }

  #speak(client: Client, to: string, options: Options): void {
    const text = this.#text(client);
    const said: Said = { text, id: null, refused: false };
    this.said.set(text, said);
    this.#say(client, 'sendto', to, options, text, (answer) => {
      // Messages between guests whose clients cannot use ids have none.
      if (answer === 'ok') return;
      if (typeof answer !== 'object' || !('id' in answer)) {
        said.refused = true;
        return;
      }
      const { id } = answer;
      said.id = id;
      this.#ids.push(id);
      assert.equal(id > 0, this.#isStored(id, text), 'acknowledged and not stored');
      if (id < 0 && to.startsWith('#')) this.#hearing.checkLive(id, to, client);
    });
  }

  #isStored(id: number, text: string): boolean {
    // The tables may be ahead of the hub.
    const stored = this.storage.executed.messages.get(id);
    return stored !== undefined && decodeText(stored.text, 0, stored.text.length) === text;
  }

  get #isIdle(): boolean {
    return this.storage.idle && this.#secrets.waiting === 0;
  }

  /** Completes everything under way. */
  settle(): void {
    do {
      this.storage.commit();
      this.storage.read();
      this.storage.answer();
      this.#secrets.finishOne();
      // A consequence of a departure that could not be stored is tried again.
      if (this.#isIdle) this.hub.tryAgain();
    } while (!this.#isIdle);
  }

  /** The answer to `client`'s command, in the idle state. */
  asked(client: Client, command: CommandName): Answered {
    const { length } = client.answers;
    this.#say(client, command);
    this.settle();
    return client.answers[length] ?? assert.fail('no answer');
  }
}
