/** What leaves a data folder in an export and comes into one in an import: people, and what they said. */
import type { OwnLine } from '../tables/own-lines.ts';
import type { RowLine } from '../tables/row-lines.ts';

/** Times are milliseconds since 1970; names are those of now. */
export type Kept = OwnLine | RowLine;
