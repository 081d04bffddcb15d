/**
 * The names that guests have given up, which are kept from others for a while: a message that is on its way under the
 * old name must not reach somebody else.
 */
import { nameKey } from '../../protocol/names.ts';

/** So many are remembered; the oldest make room. */
const REMEMBERED_MAX = 5000;

/** Names that one guest may have given up at a time. */
export const FORMER_NAMES_MAX = 10;

interface Former {
  /** Who gave it up. */
  readonly by: object;
  readonly key: string;
  readonly until: number;
}

export class FormerNames {
  /** Those given up first come first. */
  readonly #names = new Map<string, Former>();

  /** Keeps `name`, which `by` gives up, until `until`. */
  add(name: string, by: object, until: number, now: number): void {
    for (const [old, former] of this.#names) {
      if (former.until > now && this.#names.size < REMEMBERED_MAX) break;
      this.#names.delete(old);
    }
    this.#names.delete(name);
    this.#names.set(name, { by, key: nameKey(name), until });
  }

  /** `by` has taken `name` again. */
  takenBack(name: string): void {
    this.#names.delete(name);
  }

  /** The number of names that `by` has given up and that are still kept. */
  of(by: object, now: number): number {
    let count = 0;
    for (const former of this.#names.values()) if (former.by === by && former.until > now) count++;
    return count;
  }

  /** Is `name` kept from `whom`? Guests' names compare exactly. */
  keeps(name: string, whom: object | null, now: number): boolean {
    const former = this.#names.get(name);
    return former !== undefined && former.by !== whom && former.until > now;
  }

  /** The same for one who would reserve all names with the key of `name`. */
  keepsAnyLike(name: string, whom: object | null, now: number): boolean {
    const key = nameKey(name);
    for (const [old, former] of this.#names) {
      if (former.key === key && this.keeps(old, whom, now)) return true;
    }
    return false;
  }
}
