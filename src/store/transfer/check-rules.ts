/** The checks of `chinwag check`: the rules of each table, and those that follow from its columns. */
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import type { Column, Named } from '../tables/column.ts';
import type { Rule, Table } from '../tables/table.ts';
import { TABLES } from '../tables/tables.ts';

const MESSAGES = `SELECT id FROM log WHERE kind IN (${MESSAGE}, ${HIDDEN})`;
/** Messages that are not deleted. */
const WHOLE = `${MESSAGES} EXCEPT SELECT message FROM message_states WHERE deleted = 1`;
const THERE: Readonly<Record<Exclude<Named, 'minus room'>, string>> = {
  account: 'SELECT id FROM accounts',
  room: 'SELECT id FROM rooms',
  message: MESSAGES,
  entry: 'SELECT id FROM log',
  secret: 'SELECT id FROM secrets',
};

export const RULES: readonly Rule[] = [
  ...TABLES.flatMap(({ rules }) => rules),
  ...TABLES.flatMap(columnRules),
];

/** A rule for all columns with the same check. */
function columnRules({ name: table, columns }: Table): Rule[] {
  const found = new Map<string, { readonly tell: readonly string[]; readonly wrong: string[] }>();
  for (const [name, column] of Object.entries(columns)) {
    const wrong = wrongIn(name, column);
    if (wrong === null) continue;
    const { words, tell } = wordsOf(table, name, column);
    const rule = found.get(words) ?? { tell, wrong: [] };
    rule.wrong.push(wrong);
    found.set(words, rule);
  }
  return Array.from(found, ([words, { tell, wrong }]) => [
    words,
    `SELECT ${tell.join(', ')} FROM ${table} WHERE ${wrong.join(' OR ')}`,
  ]);
}

/** The condition of an invalid value; null: none, or the rules of its table cover it. */
function wrongIn(name: string, column: Column): string | null {
  const { checked, names, sql } = column;
  if (checked === 'any' || checked === 'rule') return null;
  if (checked === 'flag') return `${name} NOT IN (0, 1)`;
  if (names === 'minus room') return `(${name} < 0 AND -${name} NOT IN (${THERE.room}))`;
  const there = names === 'message' && column.gone === 'row' ? WHOLE : names && THERE[names];
  // A nullable column may be empty.
  const isGiven = sql.includes('NOT NULL') ? '' : `${name} IS NOT NULL AND `;
  return `(${isGiven}${name} NOT IN (${there}))`;
}

function wordsOf(table: string, name: string, { checked, names }: Column) {
  if (typeof checked === 'object') return { words: checked.missing, tell: checked.tell };
  const what = checked === 'flag' ? 'neither 0 nor 1' : `no ${names} that is there`;
  return { words: `${table}.${name} is ${what}:`, tell: [name] };
}
