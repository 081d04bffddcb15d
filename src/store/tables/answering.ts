/** How a table answers questions of the archive (chat/archive.ts). */
import type { Question } from '../../chat/archive.ts';
import type { Reading } from '../reader/reading.ts';

export interface QuestionAnswer {
  /** The name of the question. */
  readonly question: string;
  readonly answer: (given: never, reading: Reading) => unknown;
}

/** The answer to `question`: read at one moment, from `reading` alone. */
export function answers<Given, Answer>(
  question: Question<Given, Answer>,
  answer: (given: Given, reading: Reading) => Answer,
): QuestionAnswer {
  return { question: question.name, answer };
}
