/** The people that a person has blocked. */
import { nameKey } from '../../protocol/names.ts';
import { OrderedMap } from '../ordered-map.ts';

/** A person who may be blocked, and block others. */
interface Somebody<Self> {
  readonly name: string;
  /** The key shared with all names that this one reserves. */
  readonly key: string;
  /** The people who have blocked it; null: none. */
  blockedBy: Set<Self> | null;
}

/** Registered people, and guests by name. Registered people know who has blocked them. */
export class BlockList<Person extends Somebody<Person>> extends Set<Person | string> {
  readonly #owner: Person;
  readonly #inOrder = new OrderedMap<string>();

  constructor(owner: Person) {
    super();
    this.#owner = owner;
  }

  override add(one: Person | string): this {
    super.add(one);
    const name = nameOf(one);
    this.#inOrder.set(placeOf(keyOf(one), name), name);
    if (typeof one === 'string') return this;
    one.blockedBy ??= new Set();
    one.blockedBy.add(this.#owner);
    return this;
  }

  override delete(one: Person | string): boolean {
    if (!super.delete(one)) return false;
    this.#inOrder.delete(placeOf(keyOf(one), nameOf(one)));
    if (typeof one === 'string') return true;
    one.blockedBy?.delete(this.#owner);
    if (one.blockedBy?.size === 0) one.blockedBy = null;
    return true;
  }

  override clear(): void {
    for (const one of [...this]) this.delete(one);
  }

  /** Their names after `after`, in order. */
  namesBehind(after: string): Iterable<string> {
    return this.#inOrder.behind(placeOf(nameKey(after), after));
  }
}

function nameOf(one: { readonly name: string } | string): string {
  return typeof one === 'string' ? one : one.name;
}

function keyOf(one: { readonly key: string } | string): string {
  return typeof one === 'string' ? nameKey(one) : one.key;
}

/** Several guests may have names with one key; no name contains the separator. */
function placeOf(key: string, name: string): string {
  return name === '' ? '' : `${key}\0${name}`;
}
