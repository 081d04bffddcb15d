/** What `chinwag check` can say of a column by what kind of value it has: see tables/column.ts. */

import type { Checked } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';
import type { Rule } from './check-rules.ts';

export const COLUMN_RULES: readonly Rule[] = Object.entries(TABLES).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([name, { checked }]) => {
    const wrong = wrongly(name, checked);
    if (wrong === null) return [];
    const [words, condition] = wrong;
    return [[`${table}.${name} is ${words}:`, `SELECT ${name} FROM ${table} WHERE ${condition}`]];
  }),
) as readonly Rule[];

/** What is wrong, in words and as a condition; null: other rules know. */
function wrongly(name: string, checked: Checked): readonly [string, string] | null {
  switch (checked) {
    case 'flag':
      return ['neither 0 nor 1', `${name} NOT IN (0, 1)`];
    case 'account':
      return ['no account that is there', `${name} NOT IN (SELECT id FROM accounts)`];
    case 'room':
      return ['no room that is there', `${name} NOT IN (SELECT id FROM rooms)`];
    case 'rule':
    case 'any':
      return null;
  }
}
