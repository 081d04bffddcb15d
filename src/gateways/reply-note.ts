/** Marks a message as a reply for plain clients: beside its author, as in a history. */

/**
 * ` (to 119)`. Empty where the message is no reply, or answers one that is not stored and cannot be found by its
 * number.
 */
export function replyNote(reply: number | null | undefined): string {
  return typeof reply === 'number' && reply > 0 ? ` (to ${reply})` : '';
}
