/** How a message is meant where it is not just said: as a notice, or as what its author does (`/me waves`). */

export const manners = ['notice', 'action'] as const;

export type Manner = (typeof manners)[number];

/** The beginning of the line that tells what one does, as it is typed while writing to somebody. */
export const ME = '/me ';

/** `text` for those who are told no manner: an action as people type it, a notice as any text. */
export function asTyped(text: string, as: Manner | null | undefined): string {
  return as === 'action' ? ME + text : text;
}
