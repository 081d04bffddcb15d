/** Remembers the logged-in person for the next page, and follows logins in other tabs. */
import { effect } from '@preact/signals';
import type { Remembered, RememberedWorld } from './app-world.ts';
import type { Chat } from './chat.ts';

export class Remembering {
  readonly #world: RememberedWorld;
  /** Identifies the registered person's login by password. */
  #login: string | undefined;
  #stop = () => {};

  constructor(world: RememberedWorld) {
    this.#world = world;
  }

  /** The person who was logged in here last; null if none, or if they logged out. */
  get known(): Remembered | null {
    const known = this.#world.remembered.get();
    this.#login = known?.login;
    return known;
  }

  /** A registered person has logged in by password. */
  loggedIn(): void {
    this.#login = this.#world.random().toString(36).slice(2);
  }

  /** Remembers the person of `chat`, whose name may change here or on another device. */
  follow(chat: Chat): void {
    this.#stop();
    this.#stop = effect(() => {
      const { name, registered } = chat.me.value;
      this.#world.remembered.set({ name, registered, login: this.#login });
    });
  }

  /** The person, `registered` or a guest, has logged out of this browser. */
  forget(registered: boolean): void {
    this.#world.remembered.forget(registered);
  }

  /** Forgets the person, in this tab only. */
  leave(): void {
    this.#stop();
    this.#world.remembered.forgetHere();
  }

  /** The meaning for the registered `me` of the browser becoming the device of `who`. */
  judge(who: Remembered | null, me: string): 'logged-out' | 'another' | 'same' {
    if (who?.registered !== true) return 'logged-out';
    const isRenamed = who.login === this.#login;
    this.#login = who.login;
    return isRenamed || who.name === me ? 'same' : 'another';
  }
}
