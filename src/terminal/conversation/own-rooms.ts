/** The rooms that the user is in, as far as this client has seen. */
import { nameKey } from '../../protocol/names.ts';

/** The usual limit of rooms per person on a server; more are not listed. */
const ROOMS_MAX = 100;

export class OwnRooms {
  /** Room names as written, by their keys. */
  readonly #rooms = new Map<string, string>();

  entered(room: string): void {
    if (this.#rooms.size < ROOMS_MAX) this.#rooms.set(nameKey(room), room);
  }

  renamed(was: string, name: string): void {
    if (this.#rooms.delete(nameKey(was))) this.entered(name);
  }

  left(room: string): void {
    this.#rooms.delete(nameKey(room));
  }

  /** The user logged out or changed: forgets all rooms, and returns their names. */
  leaveAll(): string[] {
    const rooms = [...this.#rooms.values()];
    this.#rooms.clear();
    return rooms;
  }
}
