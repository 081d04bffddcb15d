/** Who is in a room, to be found as a person and in the order of their names. */

import { OrderedMap } from '../ordered-map.ts';
import type { Person } from '../people/session.ts';
import type { Member } from './member.ts';

export class Members extends Map<Person, Member> {
  readonly #byName = new OrderedMap<Member>();

  override set(person: Person, member: Member): this {
    this.#byName.set(person.name, member);
    return super.set(person, member);
  }

  override delete(person: Person): boolean {
    if (this.#byName.get(person.name)?.person === person) this.#byName.delete(person.name);
    return super.delete(person);
  }

  override clear(): void {
    this.#byName.clear();
    super.clear();
  }

  /** `person` is no longer called `old`. */
  renamed(person: Person, old: string): void {
    const member = this.get(person);
    if (member === undefined) return;
    if (this.#byName.get(old) === member) this.#byName.delete(old);
    this.#byName.set(person.name, member);
  }

  /** Those whose names come after `name`, in the order of their code units. */
  behind(name: string): Iterable<Member> {
    return this.#byName.behind(name);
  }
}
