/** The tables of accounts, of what lets people in, and of what they think of each other. */
import { type Columns, column } from './column.ts';

export const peopleTables = {
  accounts: {
    id: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    name: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    secret: column('renumbered', 'withheld', 'copied', 'deleted', 'rule'),
    created_at: column('kept', 'shown', 'copied', 'deleted', 'any'),
    operator: column('kept', 'shown', 'copied', 'deleted', 'flag'),
    stored_bytes: column('remade', 'withheld', 'emptied', 'deleted', 'rule'),
    place: column('bounded', 'shown', 'copied', 'deleted', 'rule'),
    notices: column('kept', 'shown', 'copied', 'deleted', 'flag'),
  },
  // Those of accounts are moved with these; a device's are not.
  secrets: {
    id: column('renumbered', 'withheld', 'copied', 'stays', 'rule'),
    record: column('kept', 'withheld', 'copied', 'emptied', 'any'),
  },
  // Whoever has a token gets in at this server, and nowhere else.
  devices: {
    id: column('left', 'withheld', 'copied', 'deleted', 'rule'),
    account: column('left', 'withheld', 'copied', 'deleted', 'rule'),
    label: column('left', 'withheld', 'copied', 'deleted', 'any'),
    secret: column('left', 'withheld', 'copied', 'deleted', 'rule'),
    created_at: column('left', 'withheld', 'copied', 'deleted', 'any'),
    place: column('left', 'withheld', 'copied', 'deleted', 'rule'),
  },
  // So has who has a code.
  invitations: {
    code: column('left', 'withheld', 'copied', 'deleted', 'any'),
    made_by: column('left', 'withheld', 'copied', 'deleted', 'rule'),
    expires_at: column('left', 'withheld', 'copied', 'deleted', 'any'),
  },
  // Over after a while, also where the account is gone.
  reservations: {
    name: column('kept', 'withheld', 'copied', 'stays', 'any'),
    until: column('kept', 'withheld', 'copied', 'stays', 'any'),
  },
  blocks: {
    account: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    blocked: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
  },
  waiting: {
    recipient: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    sender: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    count: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
  },
} as const satisfies Readonly<Record<string, Columns>>;
