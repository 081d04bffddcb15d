/** A table of chinwag.db: its columns, what its rows are in an export, how changes are applied to it. */
import type { Value } from '../database/statements.ts';
import type { Column } from './column.ts';
import type { LineSource, LineTarget, OwnLine, Takers } from './own-lines.ts';
import type { Appliers } from './writing.ts';

/** What is wrong, in words, and as what finds it; the columns name what is there. */
export type Rule = readonly [words: string, sql: string];

/** A line of an export for each row. Its fields are the columns that are exported, in their order. */
export interface Line {
  readonly kind: string;
  /** Which rows are in an export of everything, as SQL that may ask for `:now`; all, unless it is given. */
  readonly where?: string;
  readonly order: string;
  /** Which rows are in an export of `:person`, as SQL; null: none. None of a message that they are not told. */
  readonly person: string | null;
  /** What an import does with one that is there already, instead of refusing it. */
  readonly repeated?: 'IGNORE' | 'REPLACE';
  /** What comes with a row; `row` has what its line says, with the ids of here, by the names of the columns. */
  readonly taken?: (row: Readonly<Record<string, Value>>, target: LineTarget) => void;
}

/** What can go, for good. */
export type Going = 'account' | 'room' | 'message taken back' | 'message erased';

export interface Table {
  readonly name: string;
  /** The primary key. One INTEGER alone is the row's number. */
  readonly key: readonly string[];
  /** In the order that they have in a line. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Null: its rows stay behind, or code beside the table makes lines of them. */
  readonly line: Line | null;
  /** Lines that are no rows, in an export of everything or of a person. */
  readonly lines?: (source: LineSource) => Iterable<OwnLine>;
  /** What an import makes of such lines. */
  readonly takes?: Takers;
  /** The column with the time from which a row counts no more. Such rows are deleted at a start. */
  readonly over?: string;
  /** Columns with times of the clock, which are mended where it was ahead. */
  readonly stamped?: readonly string[];
  /** What no column can say of itself. */
  readonly rules: readonly Rule[];
  readonly applied: Appliers;
  /** What it takes down of something that goes (?1), as SQL, before the rows of that are deleted. */
  readonly takesDown?: Readonly<Partial<Record<Going, string>>>;
}

/** Keeps the types of the columns, and sees that nothing is left unanswered. */
export function table<const T extends Table>(definition: T): T {
  return definition;
}
