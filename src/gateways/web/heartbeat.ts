/**
 * Checks WebSockets for life, all on one timer: a proxy may keep a dead one open, and cuts one that is silent for too
 * long.
 */

export interface Beating {
  /** Sends a ping, or gives up where the last one was not answered. */
  beat(): void;
}

export class Heartbeat {
  readonly #everyMs: number;
  readonly #all = new Set<Beating>();
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  add(one: Beating): void {
    this.#all.add(one);
    this.#timer ??= setInterval(() => {
      for (const each of this.#all) each.beat();
    }, this.#everyMs).unref();
  }

  delete(one: Beating): void {
    this.#all.delete(one);
    if (this.#all.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
