/** Whom a client watches by MONITOR (IRCv3 monitor), and who of them is here. */
import { WATCHED_NAMES_MAX } from '../../protocol/limits.ts';
import type { State } from '../../protocol/members.ts';
import { nameKey } from '../../protocol/names.ts';

interface Target {
  /** As the client has written it. */
  readonly nick: string;
  readonly name: string;
  /** The names of those here whom it means: a fold may be that of several guests. */
  readonly here: Set<string>;
}

export class Monitored {
  /** By the keys of the names. */
  readonly #targets = new Map<string, Target>();

  get isFull(): boolean {
    return this.#targets.size >= WATCHED_NAMES_MAX;
  }

  get targets(): readonly Target[] {
    return [...this.#targets.values()];
  }

  has(name: string): boolean {
    return this.#targets.has(nameKey(name));
  }

  add(nick: string, name: string): void {
    this.#targets.set(nameKey(name), { nick, name, here: new Set() });
  }

  /** @returns its name; undefined: it is not there */
  remove(nick: string): string | undefined {
    const key = nameKey(nick);
    for (const [own, target] of this.#targets) {
      if (own !== key && nameKey(target.nick) !== key) continue;
      this.#targets.delete(own);
      return target.name;
    }
    return undefined;
  }

  clear(): void {
    this.#targets.clear();
  }

  /** `name` is in `state` now. @returns whether that target is online now, or offline, where that has changed */
  became(name: string, state: State): 'online' | 'offline' | null {
    const here = this.#targets.get(nameKey(name))?.here;
    if (here === undefined) return null;
    const before = here.size;
    if (state === 'offline') here.delete(name);
    else here.add(name);
    if ((before === 0) === (here.size === 0)) return null;
    return before === 0 ? 'online' : 'offline';
  }
}
