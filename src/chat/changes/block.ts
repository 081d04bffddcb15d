/** Whom somebody does not want to hear of. */

import type { Person } from '../people/session.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind } from './making.ts';

export interface Blocking {
  readonly person: Person;
  /** A guest by its name. */
  readonly blocked: Person | string;
  readonly on: boolean;
  /** Private rooms that `person` may not join any more. */
  readonly withdrawn: readonly Room[];
}

export const blockSet: ChangeKind<Blocking> = {
  entry({ person, blocked, on, withdrawn }) {
    // A guest's name is somebody else's before long: that is not kept.
    const other = typeof blocked === 'string' ? null : blocked.account;
    if (person.account === null || other === null) return null;
    const account = person.account.id;
    const change = { kind: 'block', account, blocked: other.id, on } as const;
    const uninvited = withdrawn.filter(({ passing }) => !passing).map(({ record }) => record.id);
    return uninvited.length === 0 ? change : { ...change, uninvited };
  },
  apply({ accounts, rooms }, { person, blocked, on, withdrawn }) {
    const isThere = typeof blocked === 'string' || accounts.isThere(blocked);
    if (!accounts.isThere(person) || !isThere) return null;
    person.block(blocked, on);
    for (const room of withdrawn) {
      // Whoever has come in meanwhile has no invitation any more. It counts all the same, or the other one could tell.
      if (rooms.book.uninvite(room, person)) room.invitedUnseen.add(person);
    }
    return true;
  },
};
