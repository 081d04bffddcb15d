/** Blocking or unblocking a person. */

import type { Person } from '../people/client.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind } from './making.ts';

export interface Blocking {
  readonly person: Person;
  /** A guest by name. */
  readonly blocked: Person | string;
  readonly on: boolean;
  /** Private rooms for which `person` loses an invitation. */
  readonly withdrawn: readonly Room[];
}

export const blockSet: ChangeKind<Blocking> = {
  entry({ person, blocked, on, withdrawn }) {
    // A guest's name soon belongs to someone else, so it is not stored.
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
      // A person who has come in meanwhile has no invitation left. It counts all the same, or the other person could
      // tell.
      if (rooms.book.uninvite(room, person)) room.invitedUnseen.add(person);
    }
    return true;
  },
};
