/** Pinned messages. */
import { question, type StoredPage } from '../archive.ts';
import type { AuditRecord } from '../records.ts';
import { offUnless, stored } from './kind.ts';

/** The message is pinned in the room `room`, or unpinned. */
export interface Pinned {
  readonly kind: 'pin';
  readonly room: number;
  readonly message: number;
  readonly on: boolean;
  readonly audit: AuditRecord | null;
}

export const pin = stored<Pinned>({
  kind: 'pin',
  number: 16,
  heardAs: 'room',
  heardBy: 'room',
  needs: ({ room, message }) => ({ room, message }),
  always: true,
  entry: ({ room, message, on, audit }) => ({
    by: audit?.by ?? 0,
    to: -room,
    message,
    more: offUnless(on),
  }),
});

/** The messages pinned in `room`, oldest first, as `account` sees them. */
export const pinnedIn = question<
  { readonly account: number; readonly room: number; readonly limit: number },
  StoredPage
>('pins');
