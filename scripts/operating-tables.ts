/** The generated part of docs/OPERATING.md: the lines of an export. */
import { ownLines } from '../src/store/tables/own-lines.ts';
import { LINE_TABLES } from '../src/store/tables/row-lines.ts';
import { TABLES } from '../src/store/tables/tables.ts';
import { listed, type Parts, type Row, table } from './page-parts.ts';

const FIRST: Row = [
  '`chinwag-export`',
  'the first line: `version` (1), `person` (a name, or null for everything)',
];
const LAST: Row = ['`end`', 'the last line: how many `accounts` and `messages` there are'];

/** In the order of an export. */
function lines(): string[] {
  const rows = TABLES.flatMap(({ line, takes = {} }): Row[] => {
    if (line !== null) {
      const fields = LINE_TABLES.get(line.kind)?.fields ?? [];
      // Every member is named: those that its words leave out come before them.
      const others = fields
        .map(({ field }) => field)
        .filter((one) => !line.says.includes(`\`${one}\``));
      const names = others.length === 0 ? '' : `${listed(others)}: `;
      return [[`\`${line.kind}\``, `${names}${line.says}`]];
    }
    const kinds = Object.keys(takes) as (keyof typeof ownLines)[];
    return kinds.map((kind) => [`\`${kind}\``, ownLines[kind]]);
  });
  return [...table(['`kind`', 'members'], [FIRST, ...rows, LAST]), ''];
}

export function operatingParts(): Parts {
  return { 'lines of an export': lines() };
}
