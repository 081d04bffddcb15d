/** Marks a message as a reply, as a notice or as what one does for plain clients: beside its author, as in a history. */
import type { Manner } from '../protocol/manner.ts';

/**
 * ` (to 119)`, ` (action)`, ` (to 119, notice)`. Empty where the message is neither, or answers one that is not stored
 * and cannot be found by its number.
 */
export function noteOn({ reply, as }: Noted): string {
  if (!as && !(typeof reply === 'number' && reply > 0)) return '';
  const notes = [
    ...(typeof reply === 'number' && reply > 0 ? [`to ${reply}`] : []),
    ...(as ? [as] : []),
  ];
  return ` (${notes.join(', ')})`;
}

interface Noted {
  readonly reply?: number | null | undefined;
  readonly as?: Manner | null | undefined;
}
