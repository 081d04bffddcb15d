/** Names that came up within the last minute: a few of them. */

const RECENT_MS = 60_000;
const NAMES_MAX = 50;

export class RecentNames {
  #times: Map<string, number> | null = null;

  /** Has `name` not come up lately? It has now. */
  isNew(name: string, now: number): boolean {
    this.#times ??= new Map();
    const times = this.#times;
    const last = times.get(name);
    if (last !== undefined && now - last < RECENT_MS) return false;
    times.delete(name);
    times.set(name, now);
    for (const oldest of times.keys()) {
      if (times.size <= NAMES_MAX) break;
      times.delete(oldest);
    }
    return true;
  }
}
