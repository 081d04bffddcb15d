/** Somebody in a room. Changed by the hub's commands alone. */

import type { Person } from '../people/session.ts';
import type { Role } from '../records.ts';

export class Member {
  readonly person: Person;
  role: Role;
  /** May say nothing until then. */
  mutedUntil: number;
  /** When it said something last, for slow mode. */
  spokeAt = 0;
  /** The key of that, where it had one and was stored, or is about to be. */
  spokeKey: string | null = null;
  /** Leaves, or is being put out: what it says comes too late. */
  leaving = false;
  /** Is being muted: what it says comes too late. */
  muting = false;
  /**
   * Was put in by somebody whom it has blocked: it is a member for the others alone, who cannot tell. Stored nowhere, so
   * with the next start it has left.
   */
  unseen = false;
  /** So many changes of its role or mute are under way. People begin one at a time, for each entry of the log has both. */
  changes = 0;

  constructor(person: Person, role: Role, mutedUntil = 0) {
    this.person = person;
    this.role = role;
    this.mutedUntil = mutedUntil;
  }

  get changing(): boolean {
    return this.changes > 0;
  }
}
