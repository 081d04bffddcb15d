/** The rooms that whoever is logged in is in, as far as this client has seen. */
import { nameKey } from '../../protocol/names.ts';

/** As many as a server mostly lets one be in; more are not told. */
const ROOMS_MAX = 100;

export class OwnRooms {
  /** By key, as they are written. */
  readonly #rooms = new Map<string, string>();

  entered(room: string): void {
    if (this.#rooms.size < ROOMS_MAX) this.#rooms.set(nameKey(room), room);
  }

  left(room: string): void {
    this.#rooms.delete(nameKey(room));
  }

  /** Somebody else is logged in, or nobody: the names of the rooms that are left with that. */
  leaveAll(): string[] {
    const rooms = [...this.#rooms.values()];
    this.#rooms.clear();
    return rooms;
  }
}
