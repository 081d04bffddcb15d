/** The acts of moderators and operators. */
import { question } from '../archive.ts';
import type { AuditEntry } from '../records.ts';

/** Newest first; only ids below `before`, and only the room `room`, where these are not null. */
export const auditLog = question<
  { readonly before: number | null; readonly room: number | null; readonly limit: number },
  readonly AuditEntry[]
>('audit');
