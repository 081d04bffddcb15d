/** What plain clients are told of a message that answers another: beside its author, as in a history. */

/** ` (to 119)`. Nothing for what answers nothing, or something kept nowhere: nobody finds that by its number. */
export function replyNote(reply: number | null | undefined): string {
  return typeof reply === 'number' && reply > 0 ? ` (to ${reply})` : '';
}
