/** A hub for stories: its storage is told when to go on, its people say commands and are answered. */
import assert from 'node:assert/strict';
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

  /** Everybody is gone; what is stored is there. */
  restart(): void {
    this.storage.crash();
    this.hub = this.#start();
  }

  /** Lets everything under way happen. */
  settle(): void {
    while (!this.storage.idle || this.#secrets.waiting > 0) this.step();
  }

  /** Lets some of it happen. */
  step(): void {
    this.storage.commit();
    this.storage.read();
    this.storage.answer();
    this.#secrets.finishOne();
  }

  /** What `talker` is answered in the end. */
  said(talker: Talker, ...given: Parameters<Talker['say']>): Answered | undefined {
    const { length } = talker.answers;
    talker.say(...given);
    this.settle();
    return talker.answers[length];
  }

  /** The same, where the answer is a reply: what that says. */
  replyOf<Name extends CommandName>(
    talker: Talker,
    command: Name,
    name?: string,
    options?: Options,
  ): ReplyData<Name> {
    return dataOf(command, this.said(talker, command, name, options));
  }

  /** Connected, and nobody yet. */
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

  /** Logged in as the registered `name`, who is registered where nobody is yet. */
  registered(name: string, address?: string): Talker {
    const talker = this.connected(address);
    const command = this.hub.accountOf(name) === undefined ? 'register' : 'login';
    const answer = this.said(talker, command, name, { password: PASSWORD });
    assert.equal(typeof answer, 'object');
    return talker;
  }

  /** The id of the message that `talker` says. */
  message(talker: Talker, to: string, text: string, reply?: number): number {
    const stored = this.said(talker, 'sendto', to, reply === undefined ? {} : { reply }, text);
    assert.ok(typeof stored === 'object' && 'id' in stored, `${text}: ${JSON.stringify(stored)}`);
    return stored.id;
  }
}
