/** A list that the server answers in pages, as a whole. */
import type { ReplyData } from './connection.ts';
import { goesOn } from './room-replies.ts';

/** No list that is asked for so is longer; a server that says otherwise is not believed. */
const PAGES_MAX = 100;

/** Asks for page after page, each behind the last name of the one before. */
export async function wholeList<T>(
  ask: (after: string | undefined) => Promise<ReplyData>,
  read: (reply: ReplyData) => readonly T[],
  nameOf: (one: T) => string,
): Promise<T[]> {
  const all: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const reply = await ask(after);
    const page = read(reply);
    all.push(...page);
    const last = page.at(-1);
    if (!goesOn(reply) || last === undefined) break;
    after = nameOf(last);
  }
  return all;
}
