/** A message that is taken back. */
import type { AuditRecord } from '../records.ts';
import { stored } from './kind.ts';

/** `message` is reduced to a tombstone: its texts and reactions are erased. */
export interface MessageDeleted {
  readonly kind: 'deleted';
  readonly message: number;
  readonly by: number;
  readonly audit: AuditRecord | null;
}

export const deleted = stored<MessageDeleted>({
  kind: 'deleted',
  number: 9,
  heardAs: 'deleted',
  heardBy: 'conversation',
  needs: ({ message }) => ({ message }),
  always: true,
  entry: ({ by, message }) => ({ by, message }),
});
