/**
 * Two servers with the same people and commands except for a secret: instead of it, the other has something that takes
 * as many numbers. People without a part in it must hear the same from both, byte for byte, except times.
 */
import assert from 'node:assert/strict';
import type { Said } from '../chat/talker.ts';
import { PASSWORD } from '../owner.ts';
import { until } from '../until.ts';
import { answerWords, tellable } from './comparable.ts';
import {
  COMMANDS_OVER_TCP,
  type Gate,
  type GateAnswer,
  type GateClient,
  LineGate,
} from './gate-client.ts';

type Pair<T> = readonly [real: T, twin: T];

class Listener {
  readonly gate: Gate;
  name: string;
  isRegistered: boolean;
  isIn = true;
  clients: Pair<GateClient>;
  /** Answers with their commands; and events. */
  readonly answers: Pair<string[]> = [[], []];
  readonly told: Pair<string[]> = [[], []];
  /** Events that tell what is unread, since the last login. */
  readonly unreads: [number, number] = [0, 0];

  constructor(gate: Gate, name: string, isRegistered: boolean, clients: Pair<GateClient>) {
    this.gate = gate;
    this.name = name;
    this.isRegistered = isRegistered;
    this.clients = clients;
  }

  /** Listens to new connections, but for events of the kind `unheard`. */
  listens(unheard: string | null): void {
    for (const [world, client] of this.clients.entries()) {
      if (client instanceof LineGate) client.isRough = true;
      client.onTold = (told) => {
        if (told.json.event === unheard) return;
        this.told[world]?.push(tellable(told));
        if (told.json.event === 'unread') this.unreads[world as 0 | 1]++;
      };
    }
  }

  /** To be called before the login. */
  logsIn(): void {
    this.unreads.fill(0);
  }

  /** Resolves when the events that follow a login have come. */
  async hasLoggedIn(): Promise<void> {
    if (!this.isRegistered || !this.gate.isExtended) return;
    await until(
      () => this.unreads.every((count) => count > 0),
      () => `what ${this.name} has not read, at ${this.gate.name}`,
      () => this.clients.some(({ closed }) => closed),
    );
  }
}

export class TwinServers implements Disposable {
  readonly #ports: Pair<number>;
  readonly #people = new Map<string, Listener>();
  readonly #sentinels: GateClient[] = [];
  #sentinel = 0;

  readonly #herald: string;
  readonly #unheard: string | null;

  private constructor(ports: Pair<number>, herald: string, unheard: string | null) {
    this.#ports = ports;
    this.#herald = herald;
    this.#unheard = unheard;
  }

  /** `herald` is a name that nobody else uses; events of the kind `unheard` are not compared. */
  static async meet(
    ports: Pair<number>,
    herald: string,
    unheard: string | null = null,
  ): Promise<TwinServers> {
    const twins = new TwinServers(ports, herald, unheard);
    for (const port of ports) {
      const client = await COMMANDS_OVER_TCP.open(port);
      client.onTold = () => {};
      await client.enter(herald, PASSWORD, true);
      twins.#sentinels.push(client);
    }
    await twins.level();
    return twins;
  }

  /** `name`, who is called `called` here, comes at `gate`: registered, or as a guest. */
  async comes(name: string, called: string, gate: Gate, isRegistered: boolean): Promise<void> {
    const clients = await this.#open(gate);
    for (const [world, client] of clients.entries()) {
      if (isRegistered) await this.#register(world, called);
      await client.enter(called, isRegistered ? PASSWORD : null);
    }
    const listener = new Listener(gate, called, isRegistered, clients);
    this.#people.set(name, listener);
    listener.listens(this.#unheard);
  }

  /** What the gateway may have no word for: by COMMANDs, at another connection, in each world what is its own. */
  async prepares(name: string, ...said: readonly Pair<Said>[]): Promise<GateAnswer[]> {
    const called = this.#listener(name).name;
    const answers = await Promise.all(
      this.#ports.map(async (port, world) => {
        using client = await COMMANDS_OVER_TCP.open(port);
        client.onTold = () => {};
        await client.enter(called, PASSWORD);
        const all: GateAnswer[] = [];
        for (const pair of said) all.push(await client.does(...(pair[world] as Said)));
        await client.does('logout');
        return all;
      }),
    );
    return answers[0] as GateAnswer[];
  }

  /** In each world what is its own; null where there is no word for it. @returns what the real one answers */
  async either(name: string, real: Said, twin: Said): Promise<GateAnswer | null> {
    const listener = this.#listener(name);
    const pair = [real, twin] as const;
    if (!listener.isIn) listener.logsIn();
    const asked = listener.clients.map((client, world) => client.say(...(pair[world] as Said)));
    const answers = await Promise.all(asked);
    if (answers.some((one) => one === null)) return null;
    for (const [world, answer] of answers.entries()) {
      listener.answers[world]?.push(
        `${JSON.stringify(real)} → ${answerWords(answer as GateAnswer)}`,
      );
    }
    const [answer] = answers as [GateAnswer];
    await this.#notes(listener, real, answer);
    return answer;
  }

  /** Sends the same command to both. */
  says(name: string, ...said: Said): Promise<GateAnswer | null> {
    return this.either(name, said, said);
  }

  /** Says `said`, or comes back first where somebody is not there. */
  async tries(name: string, ...said: Said): Promise<GateAnswer | null> {
    const listener = this.#listener(name);
    if (listener.clients.some(({ closed }) => closed)) await this.#comesBack(listener);
    if (!listener.isIn) await this.#entersAgain(listener);
    return this.says(name, ...said);
  }

  /** Makes both servers continue with the same numbers. */
  async level(): Promise<void> {
    let [real, twin] = await this.rests();
    while (real < twin) real = await this.#storesOne(0);
    while (twin < real) twin = await this.#storesOne(1);
    assert.equal(real, twin);
  }

  /**
   * Resolves when both servers have stored what follows from what was said, such as the heir of a room: one message is
   * stored behind it. @returns its numbers
   */
  rests(): Promise<Pair<number>> {
    return Promise.all([this.#storesOne(0), this.#storesOne(1)]);
  }

  async #storesOne(world: number): Promise<number> {
    const herald = this.#sentinels[world] ?? assert.fail();
    return Number((await herald.does('sendto', this.#herald, {}, 'one more')).json.message);
  }

  /** Drops earlier output: comparison starts here. */
  async forget(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const listener = this.#listener(name);
      await this.#hearsAll(listener);
      for (const all of [...listener.answers, ...listener.told]) all.length = 0;
    }
  }

  /** Checks that all of `names` got the same answers and events from both servers. */
  async compare(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const listener = this.#listener(name);
      await this.#hearsAll(listener);
      const about = `${name}, who is ${listener.name} at ${listener.gate.name}, can tell`;
      sameIn(listener.answers, about);
      sameIn(listener.told, about);
    }
  }

  [Symbol.dispose](): void {
    for (const { clients } of this.#people.values()) {
      for (const client of clients) client[Symbol.dispose]();
    }
    for (const client of this.#sentinels) client[Symbol.dispose]();
  }

  #listener(name: string): Listener {
    return this.#people.get(name) ?? assert.fail(`nobody is ${name}`);
  }

  async #open(gate: Gate): Promise<Pair<GateClient>> {
    const [real, twin] = this.#ports;
    return [await gate.open(real), await gate.open(twin)];
  }

  async #register(world: number, called: string): Promise<void> {
    using client = await COMMANDS_OVER_TCP.open(this.#ports[world] as number);
    client.onTold = () => {};
    await client.enter(called, PASSWORD, true);
    await client.does('logout');
  }

  /** Who is logged in, and as whom, after `said` was answered so. */
  async #notes(
    listener: Listener,
    [command, name = '', options = {}]: Said,
    answer: GateAnswer,
  ): Promise<void> {
    if (answer.outcome !== 'ok') return;
    if (command === 'logout' || command === 'unregister') listener.isIn = false;
    if (command === 'unregister') listener.isRegistered = false;
    if (command === 'rename') listener.name = name;
    if (command !== 'login' && command !== 'register') return;
    // A name may be another spelling of the account's.
    listener.name = (answer.json.name as string | undefined) ?? name;
    listener.isIn = true;
    if (command === 'register') listener.isRegistered = true;
    if (command === 'login') {
      // The core's frame with a password is for registered people alone.
      const isPlain = answer.json.registered === undefined;
      listener.isRegistered = isPlain
        ? options.password !== undefined
        : answer.json.registered === true;
    }
    await listener.hasLoggedIn();
    await this.#hearsAll(listener);
  }

  async #comesBack(listener: Listener): Promise<void> {
    for (const client of listener.clients) client[Symbol.dispose]();
    listener.clients = await this.#open(listener.gate);
    listener.listens(this.#unheard);
    listener.isIn = false;
    for (const client of listener.clients) await client.begin();
  }

  /** Under the name that they had; where that is gone, under another. */
  async #entersAgain(listener: Listener): Promise<void> {
    const { isRegistered, name } = listener;
    const password = isRegistered ? PASSWORD : null;
    listener.logsIn();
    const answers = await Promise.all(
      listener.clients.map((client) => client.logIn(name, password)),
    );
    const words = answers.map(answerWords);
    assert.equal(words[0], words[1], `${name} can tell by logging in`);
    listener.isIn = answers[0]?.outcome === 'ok';
    if (!listener.isIn) {
      listener.isRegistered = false;
      listener.name = `again${this.#sentinel++}`;
      return this.#entersAgain(listener);
    }
    await listener.hasLoggedIn();
    await this.#hearsAll(listener);
  }

  /** Resolves when everything so far was told: what is said last is heard last. */
  async #hearsAll(listener: Listener): Promise<void> {
    if (!listener.isIn) return;
    const text = `sentinel ${++this.#sentinel}`;
    const said = this.#sentinels.map((client) => client.say('sendto', listener.name, {}, text));
    const [real, twin] = await Promise.all(said);
    assert.deepEqual([real?.outcome, twin?.outcome], ['ok', 'ok'], listener.name);
    await until(
      () => listener.told.every((told) => told.some((one) => one.endsWith(text))),
      () => `${listener.name} at ${listener.gate.name} to hear the ${text}`,
      () => listener.clients.some(({ closed }) => closed),
    );
  }
}

function sameIn([real, twin]: Pair<readonly string[]>, about: string): void {
  const at = real.findIndex((one, index) => one !== twin[index]);
  if (at === -1 && real.length === twin.length) return;
  const end = at === -1 ? real.length : at;
  assert.deepEqual(real.slice(end, end + 3), twin.slice(end, end + 3), about);
}
