/** The lines of exports and imports. */
import type { OwnLine } from '../tables/own-lines.ts';
import type { RowLine } from '../tables/row-lines.ts';

/** Times are milliseconds since 1970; names are the current ones. */
export type Kept = OwnLine | RowLine;
