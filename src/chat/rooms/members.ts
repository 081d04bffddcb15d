/** The members of a room, found by person and walked in name order. */

import { OrderedMap } from '../ordered-map.ts';
import type { Person } from '../people/client.ts';
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

  /** Re-sorts `person`, whose name was `old`. */
  renamed(person: Person, old: string): void {
    const member = this.get(person);
    if (member === undefined) return;
    if (this.#byName.get(old) === member) this.#byName.delete(old);
    this.#byName.set(person.name, member);
  }

  /** Members whose names come after `name`, by code units. */
  behind(name: string): Iterable<Member> {
    return this.#byName.behind(name);
  }
}
