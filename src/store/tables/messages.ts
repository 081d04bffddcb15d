/** The log, and the tables of what became of messages after they were said. */
import { type Columns, column } from './column.ts';

export const messageTables = {
  // Of what has a text; the facts beside it stay behind.
  log: {
    id: column('kept', 'shown', 'copied', 'stays', 'rule'),
    at: column('kept', 'shown', 'copied', 'stays', 'rule'),
    // That a message is hidden would tell its author who has blocked them.
    kind: column('kept', 'withheld', 'emptied', 'stays', 'rule'),
    author: column('kept', 'shown', 'emptied', 'stays', 'rule'),
    low: column('kept', 'shown', 'emptied', 'stays', 'rule'),
    high: column('kept', 'shown', 'emptied', 'stays', 'rule'),
    key: column('kept', 'withheld', 'emptied', 'emptied', 'any'),
    data: column('kept', 'shown', 'emptied', 'emptied', 'rule'),
    text: column('kept', 'shown', 'emptied', 'emptied', 'rule'),
  },
  message_states: {
    message: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
    edit: column('remade', 'shown', 'emptied', 'deleted', 'rule'),
    deleted: column('kept', 'shown', 'emptied', 'deleted', 'flag'),
    seen_edit: column('remade', 'withheld', 'emptied', 'deleted', 'rule'),
  },
  edits: {
    message: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
    entry: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
  },
  mentions: {
    account: column('kept', 'withheld', 'emptied', 'deleted', 'rule'),
    low: column('remade', 'withheld', 'emptied', 'deleted', 'rule'),
    message: column('kept', 'withheld', 'emptied', 'deleted', 'rule'),
  },
  reactions: {
    entry: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
    message: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
    account: column('kept', 'shown', 'emptied', 'deleted', 'rule'),
    emoji: column('kept', 'shown', 'emptied', 'deleted', 'any'),
    // That it is hidden would tell them, as above.
    hidden: column('kept', 'withheld', 'emptied', 'deleted', 'flag'),
  },
  pins: {
    room: column('kept', 'withheld', 'emptied', 'deleted', 'rule'),
    message: column('kept', 'withheld', 'emptied', 'deleted', 'rule'),
  },
} as const satisfies Readonly<Record<string, Columns>>;
