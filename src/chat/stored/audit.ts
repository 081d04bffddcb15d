/** The acts of moderators and operators. */
import { question } from '../archive.ts';
import type { AuditRecord, StoredAct } from '../records.ts';
import { type EntryIds, stored } from './kind.ts';

/** An act that changes nothing else in storage. */
export interface Audited {
  readonly kind: 'audit';
  readonly audit: AuditRecord;
}

export const audit = stored<Audited>({
  kind: 'audit',
  number: 22,
  heardAs: 'audit',
  heardBy: 'self',
  needs: ({ audit: { room } }) => ({ room }),
  always: true,
  entry: ({ audit: { by, room } }): EntryIds => (room === 0 ? { by } : { by, to: -room }),
});

/** Newest first; only ids below `before`, and only the room `room`, where these are not null. */
export const auditLog = question<
  { readonly before: number | null; readonly room: number | null; readonly limit: number },
  readonly StoredAct[]
>('audit');
