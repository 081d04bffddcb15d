/** The answers of all tables. */
import { TABLES } from '../tables/tables.ts';
import type { Reading } from './reading.ts';

type Answer = (given: unknown, reading: Reading) => unknown;

export const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  TABLES.flatMap(({ answers = [] }) =>
    answers.map(({ question, answer }) => [question, answer as Answer] as const),
  ),
);

/** @throws Error where no table answers the question with the name `question` */
export function answerTo(question: string, given: unknown, reading: Reading): unknown {
  const answer = ANSWERS.get(question);
  if (answer === undefined) throw new Error(`no table answers ${question}`);
  return answer(given, reading);
}
