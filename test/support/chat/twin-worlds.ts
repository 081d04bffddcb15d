/**
 * Two worlds that are the same but for a secret: whoever has no part in it must not be able to tell in which one it is.
 * The numbers that are given to messages and rooms are the same in both, for something else happens in the other.
 */
import assert from 'node:assert/strict';
import { Person } from '../../../src/chat/people/session.ts';
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
   * Numbers that were given: to entries, to messages that are kept nowhere, to rooms; and the largest that anybody was
   * told of, which bounds what is said to be received.
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
    live.add = (author, to, share) => {
      this.given.live++;
      return add(author, to, share);
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

  /** Gives as many numbers as the other world has given. */
  fillUpTo(given: World['given']): void {
    const nobody = new Person('nobody', null);
    while (this.given.live < given.live) this.hub.rooms.live.add(nobody, nobody, null);
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

  /** `name` is connected in both, and logged in: registered with `password`, or as a guest. */
  comes(name: string, password: string | null, hello = true): void {
    if (password !== null) this.#passwords.set(name, password);
    const address = `192.0.2.${this.#real.people.size}`;
    for (const world of [this.#real, this.#twin]) {
      world.people.set(name, new Witness(world.hub, address));
      if (hello) world.says(name, ['hello']);
      world.says(name, password === null ? ['login', name] : ['register', name, { password }]);
      assert.equal(world.person(name).session.person?.name, name);
    }
  }

  /** Comes back under the same name. */
  again(name: string): Said {
    const password = this.#passwords.get(name);
    return password === undefined ? ['login', name] : ['login', name, { password }];
  }

  isLoggedIn(name: string): boolean {
    return this.#real.person(name).session.person !== null;
  }

  /** In both worlds. @returns what is answered in the one with the secret */
  says(name: string, ...said: Said): Answered | undefined {
    const answer = this.#real.says(name, said);
    this.#twin.says(name, said);
    return answer;
  }

  /** Where the secret is; in the other world as many numbers are given to nothing. */
  secretly(name: string, ...said: Said): Answered | undefined {
    const answer = this.#real.says(name, said);
    this.#level();
    return answer;
  }

  /** In each world something else. @returns what is answered in the one with the secret */
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

  /** From here on it is compared what they hear. */
  forget(): void {
    for (const world of [this.#real, this.#twin]) {
      for (const witness of world.people.values()) witness.taken();
    }
  }

  /** All of `names` have been answered and told the same in both worlds. `about`: what was said last. */
  compare(names: readonly string[], about: string): void {
    for (const name of names) {
      const [real, twin] = [this.#real, this.#twin].map((world) => world.person(name).taken());
      assert.deepEqual(real, twin, `${name} can tell, by ${about}`);
    }
  }
}
