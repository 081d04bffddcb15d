/** Pinned messages. */
import { type MessagePage, question } from '../archive.ts';

/** The messages pinned in `room`, oldest first, as `account` sees them. */
export const pinnedIn = question<
  { readonly account: number; readonly room: number; readonly limit: number },
  MessagePage
>('pins');
