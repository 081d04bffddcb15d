/** Who may join a private room; they know of it. */
import type { Room } from './room.ts';
import type { Person } from './session.ts';

export class Invited extends Set<Person> {
  readonly #room: Room;

  constructor(room: Room) {
    super();
    this.#room = room;
  }

  override add(person: Person): this {
    person.invitations ??= new Set();
    person.invitations.add(this.#room);
    return super.add(person);
  }

  override delete(person: Person): boolean {
    if (!super.delete(person)) return false;
    person.invitations?.delete(this.#room);
    if (person.invitations?.size === 0) person.invitations = null;
    return true;
  }

  override clear(): void {
    for (const person of [...this]) this.delete(person);
  }
}
