/**
 * Two hubs that differ only in a secret: a client without a part in it must not be able to tell them apart. Messages
 * and rooms get the same numbers in both, because something else happens in the other.
 */
import assert from 'node:assert/strict';
import { Person } from '../../../src/chat/people/client.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { Scene } from './scene.ts';
import type { Answered, Said } from './talker.ts';
import { Witness } from './witness.ts';

const FILLER: Change = {
  kind: 'audit',
  audit: {
    by: 0,
    byName: '',
    room: 0,
    roomName: '',
    what: 'nothing',
    whom: null,
    detail: null,
  },
};

class World extends Scene {
  readonly people = new Map<string, Witness>();
  /**
   * The last numbers given to entries, to unstored messages and to rooms; and the largest that was reported to anybody,
   * which bounds acknowledgements.
   */
  readonly given = { entries: 0, live: 0, rooms: 0, told: 0 };

  constructor() {
    super();
    const { live, book } = this.hub.rooms;
    const { delivery } = this.hub;
    const told = delivery.told.bind(delivery);
    delivery.told = (id) => {
      this.given.told = Math.max(this.given.told, id);
      told(id);
    };
    this.storage.onDurable = () => this.given.entries++;
    const add = live.add.bind(live);
    live.add = (author, to, share, date) => {
      this.given.live++;
      return add(author, to, share, date);
    };
    const nextId = book.nextId.bind(book);
    book.nextId = () => {
      this.given.rooms++;
      return nextId();
    };
  }

  person(name: string): Witness {
    return this.people.get(name) ?? assert.fail(`nobody is ${name}`);
  }

  says(name: string, said: Said): Answered | undefined {
    return this.said(this.person(name), ...said);
  }

  /** Uses up as many numbers as the other world has given. */
  fillUpTo(given: World['given']): void {
    const nobody = new Person('nobody', null);
    while (this.given.live < given.live) this.hub.rooms.live.add(nobody, nobody, null, 0);
    while (this.given.rooms < given.rooms) this.hub.rooms.book.nextId();
    while (this.given.entries < given.entries) {
      this.storage.append(FILLER, () => {});
      this.settle();
    }
    if (this.given.told < given.told) this.hub.delivery.told(given.told);
  }
}

export class TwinWorlds {
  readonly #real = new World();
  readonly #twin = new World();
  readonly #passwords = new Map<string, string>();

  /** Connects `name` to both and logs in: registered with `password`, or as a guest. */
  comes(name: string, password: string | null, hello = true): void {
    if (password !== null) this.#passwords.set(name, password);
    const address = `192.0.2.${this.#real.people.size}`;
    for (const world of [this.#real, this.#twin]) {
      world.people.set(name, new Witness(world.hub, address));
      if (hello) world.says(name, ['hello']);
      world.says(name, password === null ? ['login', name] : ['register', name, { password }]);
      assert.equal(world.person(name).hubClient.person?.name, name);
    }
  }

  /** Logs in again under the same name. */
  again(name: string): Said {
    const password = this.#passwords.get(name);
    return password === undefined ? ['login', name] : ['login', name, { password }];
  }

  isLoggedIn(name: string): boolean {
    return this.#real.person(name).hubClient.person !== null;
  }

  /** Gives a command in both worlds. @returns the answer in the one with the secret */
  says(name: string, ...said: Said): Answered | undefined {
    const answer = this.#real.says(name, said);
    this.#twin.says(name, said);
    return answer;
  }

  /** Gives a command where the secret is; in the other world, as many numbers are used up. */
  secretly(name: string, ...said: Said): Answered | undefined {
    const answer = this.#real.says(name, said);
    this.#level();
    return answer;
  }

  /** Gives another command in each world. @returns the answer in the one with the secret */
  either(name: string, secret: Said, otherwise: Said): Answered | undefined {
    const answer = this.#real.says(name, secret);
    this.#twin.says(name, otherwise);
    this.#level();
    return answer;
  }

  #level(): void {
    this.#twin.fillUpTo(this.#real.given);
    assert.deepEqual(this.#twin.given, this.#real.given);
  }

  passes(milliseconds: number): void {
    for (const { clock } of [this.#real, this.#twin]) clock.now += milliseconds;
  }

  /** Drops earlier output: comparison starts here. */
  forget(): void {
    for (const world of [this.#real, this.#twin]) {
      for (const witness of world.people.values()) witness.taken();
    }
  }

  /** Checks that all of `names` got the same answers and events in both worlds. `about`: the last command. */
  compare(names: readonly string[], about: string): void {
    for (const name of names) {
      const [real, twin] = [this.#real, this.#twin].map((world) => world.person(name).taken());
      assert.deepEqual(real, twin, `${name} can tell, by ${about}`);
    }
  }
}
