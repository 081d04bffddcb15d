/** A hub for stories: a test controls its storage, and its people give commands and get answers. */
import assert from 'node:assert/strict';
import { type LogEntry, logEntries } from '../../../src/chat/delivery/log-entry.ts';
import { Hub } from '../../../src/chat/hub.ts';
import type { HubSettings } from '../../../src/chat/settings.ts';
import type { CommandName, ReplyData } from '../../../src/protocol/contracts.ts';
import type { Options } from './given.ts';
import { Random } from './random.ts';
import { dataOf } from './replies.ts';
import { SimulatedSecrets } from './simulated-secrets.ts';
import { SimulatedStorage } from './simulated-storage.ts';
import { Clock, SETTINGS, simulatedWorld } from './simulated-world.ts';
import { type Answered, Talker } from './talker.ts';

const PASSWORD = 'correct horse';

export class Scene {
  readonly #settings: HubSettings;
  readonly clock = new Clock();
  readonly #random = new Random(1);
  readonly storage = new SimulatedStorage(this.#random, () => this.clock.now);
  readonly #secrets = new SimulatedSecrets(this.#random, Number.POSITIVE_INFINITY);
  hub: Hub;

  constructor(settings: Partial<HubSettings> = {}) {
    this.#settings = { ...SETTINGS, ...settings };
    this.hub = this.#start();
  }

  #start(): Hub {
    const world = simulatedWorld(this.#random, this.clock, this.storage, this.#secrets);
    return new Hub(this.#settings, world);
  }

  /** Restarts the hub: connections are gone, stored data is there. */
  restart(): void {
    this.storage.crash();
    this.hub = this.#start();
  }

  /** Completes everything under way. */
  settle(): void {
    while (!this.storage.idle || this.#secrets.waiting > 0) this.step();
  }

  /** Completes a part of it. */
  step(): void {
    this.storage.commit();
    this.storage.read();
    this.storage.answer();
    this.#secrets.finishOne();
  }

  /** The final answer to `talker`'s command. */
  said(talker: Talker, ...given: Parameters<Talker['say']>): Answered | undefined {
    const { length } = talker.answers;
    talker.say(...given);
    this.settle();
    return talker.answers[length];
  }

  /** The content of the reply to it. */
  replyOf<Name extends CommandName>(
    talker: Talker,
    command: Name,
    name?: string,
    options?: Options,
  ): ReplyData<Name> {
    return dataOf(command, this.said(talker, command, name, options));
  }

  /** The log, from behind the entry `after` on. */
  entries(after = 0): readonly LogEntry[] {
    const limit = Number.MAX_SAFE_INTEGER - 1;
    return this.storage.database.answer(logEntries, { after, limit }).entries;
  }

  /** A connected talker who is not logged in. */
  connected(address?: string): Talker {
    const talker = new Talker(this.hub, address);
    this.said(talker, 'hello');
    return talker;
  }

  guest(name: string, address?: string): Talker {
    const talker = this.connected(address);
    assert.equal(typeof this.said(talker, 'login', name), 'object');
    return talker;
  }

  /** A talker logged in as `name`, which is registered if it is not yet. */
  registered(name: string, address?: string): Talker {
    const talker = this.connected(address);
    const command = this.hub.accountOf(name) === undefined ? 'register' : 'login';
    const answer = this.said(talker, command, name, { password: PASSWORD });
    assert.equal(typeof answer, 'object');
    return talker;
  }

  /** Sends a message of `talker`, and returns its id. */
  message(talker: Talker, to: string, text: string, reply?: number): number {
    const stored = this.said(talker, 'sendto', to, reply === undefined ? {} : { reply }, text);
    assert.ok(typeof stored === 'object' && 'id' in stored, `${text}: ${JSON.stringify(stored)}`);
    return stored.id;
  }
}
