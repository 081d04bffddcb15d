/** Finds peers whose network is gone, where the system reports it: those that no longer acknowledge anything. */
import type { Peer } from './peer.ts';
import type { NetSettings } from './settings.ts';
import { keyOf, unacknowledgedRepeats } from './system-sockets.ts';

/** The shortest time between two checks; there are none unless a silent peer was sent something. */
const LOOK_MS = 10_000;

export class Lookout {
  readonly #settings: NetSettings;
  readonly #everyMs: number;
  /** The port that the server listens on. */
  readonly #port: number;
  #nextAt = 0;
  #looking = false;

  constructor(settings: NetSettings, port: number) {
    this.#settings = settings;
    this.#port = port;
    this.#everyMs = Math.min(LOOK_MS, settings.unacknowledgedMsMax / 4);
  }

  /** Call regularly, with the current time `now`. */
  look(peers: Iterable<Peer>, now: number): void {
    if (this.#looking || now < this.#nextAt) return;
    const doubtful: Peer[] = [];
    for (const peer of peers) if (peer.deadlines.doubtful(now, this.#everyMs)) doubtful.push(peer);
    if (doubtful.length === 0) return;
    this.#nextAt = now + this.#everyMs;
    this.#looking = true;
    void this.#ask(doubtful, now);
  }

  async #ask(doubtful: readonly Peer[], now: number): Promise<void> {
    const repeats = await unacknowledgedRepeats();
    // A system without this information will not have it later.
    if (repeats === null) return;
    this.#looking = false;
    for (const peer of doubtful) {
      const key = keyOf(this.#port, peer.socket);
      const count = key === null ? undefined : repeats.get(key);
      if (count === undefined) peer.deadlines.acknowledged(now);
      else peer.stop(peer.deadlines.unacknowledged(count, this.#settings, now));
    }
  }
}
