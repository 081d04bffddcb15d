/** Why the chat refuses something, in words for people. */
import type { Answer, Refusal } from '../../chat/answer.ts';
import { refusalText } from '../../protocol/frames.ts';

/** The reason of a refusal in words, and the time until it may be tried again, where that is known. */
export function whyNot(answer: Answer): string {
  if (typeof answer === 'number') return refusalText(answer);
  if (!('reason' in answer)) return '';
  const { reason, waitMs, why }: Refusal = answer;
  return why ?? refusalText(reason, waitMs);
}
