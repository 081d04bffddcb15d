/** Who this page is, kept for the next one, and what other tabs of the browser make of that. */
import { effect } from '@preact/signals';
import type { Remembered, RememberedWorld } from './app-world.ts';
import type { Chat } from './chat.ts';

export class Remembering {
  readonly #world: RememberedWorld;
  /** By which whoever is registered is logged in. */
  #login: string | undefined;
  #stop = () => {};

  constructor(world: RememberedWorld) {
    this.#world = world;
  }

  /** Who was logged in here last; null: nobody, or nobody who is still to be. */
  get known(): Remembered | null {
    const known = this.#world.remembered.get();
    this.#login = known?.login;
    return known;
  }

  /** Somebody registered has said their password. */
  loggedIn(): void {
    this.#login = this.#world.random().toString(36).slice(2);
  }

  /** Keeps who is chatting, whose name may change, here or on another device. */
  follow(chat: Chat): void {
    this.#stop();
    this.#stop = effect(() => {
      const { name, registered } = chat.me.value;
      this.#world.remembered.set({ name, registered, login: this.#login });
    });
  }

  /** Whoever was here, a guest or somebody `registered`, has logged out of this browser. */
  forget(registered: boolean): void {
    this.#world.remembered.forget(registered);
  }

  /** This tab is nobody's any more. */
  leave(): void {
    this.#stop();
    this.#world.remembered.forgetHere();
  }

  /** What it means for the registered `me` that the browser is now the device of `who`. */
  judge(who: Remembered | null, me: string): 'logged-out' | 'another' | 'same' {
    if (who?.registered !== true) return 'logged-out';
    const isRenamed = who.login === this.#login;
    this.#login = who.login;
    return isRenamed || who.name === me ? 'same' : 'another';
  }
}
