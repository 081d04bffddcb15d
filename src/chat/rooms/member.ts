/** A member of a room. Changed by the hub's commands alone. */

import type { Role } from '../../protocol/members.ts';
import type { Person } from '../people/client.ts';

export class Member {
  readonly person: Person;
  role: Role;
  /** Speaks even if the room is moderated. */
  voice: boolean;
  /** Muted until then. */
  mutedUntil: number;
  /** The time of its last message, for slow mode. */
  spokeAt = 0;
  /** The key of that message, where it had one and was stored, or is about to be. */
  spokeKey: string | null = null;
  /** Is leaving, or being put out: its messages come too late. */
  leaving = false;
  /** Is being muted: its messages come too late. */
  muting = false;
  /**
   * Was added by a person it has blocked: a member in the eyes of others alone, who cannot tell. Not stored, so it has
   * left after a restart.
   */
  unseen = false;
  /** Changes to its role, voice or mute under way. People start one at a time, since each log entry holds them all. */
  changes = 0;

  constructor(person: Person, role: Role, mutedUntil = 0, voice = false) {
    this.person = person;
    this.role = role;
    this.voice = voice;
    this.mutedUntil = mutedUntil;
  }

  get changing(): boolean {
    return this.changes > 0;
  }
}
