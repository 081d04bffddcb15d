/** The type of a table of chinwag.db: its columns, its export lines, and how changes apply to it. */
import type { Value } from '../database/statements.ts';
import type { QuestionAnswer } from './answering.ts';
import type { Column } from './column.ts';
import type { Held } from './held.ts';
import type { LineSource, LineTarget, OwnLine, Takers } from './own-lines.ts';
import type { Appliers } from './writing.ts';

/** A check: the problem in words, and a query that finds it; its columns are shown. */
export type Rule = readonly [words: string, sql: string];

/** An export line for each row. Its fields are the exported columns, in their order. */
export interface RowExport {
  readonly kind: string;
  /** What it says, for docs/OPERATING.md. */
  readonly says: string;
  /** SQL of the rows in an export of everything, which may use `:now`; all unless it is given. */
  readonly where?: string;
  readonly order: string;
  /** SQL of the rows in the export of `:person`; null: none. Rows about messages outside that export are left out. */
  readonly person: string | null;
  /** How an import treats a row that exists already, instead of refusing it. */
  readonly repeated?: 'IGNORE' | 'REPLACE';
  /** Further work for an imported row; `row` has the values of its line by column, with the ids of this store. */
  readonly taken?: (row: Readonly<Record<string, Value>>, target: LineTarget) => void;
}

/** The kinds of removal. */
export type Going = 'account' | 'room' | 'message taken back' | 'message erased';

export interface Table {
  readonly name: string;
  /** The primary key. A single INTEGER is the row's number. */
  readonly key: readonly string[];
  /**
   * SQL of the schema's steps that concern it, by the version that each leads to; an older table's are in
   * database/schema.ts. A released step never changes.
   */
  readonly migrations?: Readonly<Record<number, string>>;
  /**
   * Tables that it stands after (see TABLES), besides those of what its columns name: a change must find them as they
   * were, or their lines have always come first in an export.
   */
  readonly after?: readonly string[];
  /** In the order of a line. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Null: its rows are not exported, or code beside the table makes lines of them. */
  readonly line: RowExport | null;
  /** Lines that are not rows, in an export of everything or of a person. */
  readonly lines?: (source: LineSource) => Iterable<OwnLine>;
  /** How an import takes such lines. */
  readonly takes?: Takers;
  /** Left out: the hub holds nothing of it. */
  readonly held?: Held;
  /** The column with the time at which a row expires. Expired rows are deleted at the start. */
  readonly over?: string;
  /** Columns with times of the clock, which are mended when it was ahead. */
  readonly stamped?: readonly string[];
  /** Rules beyond those of the columns. */
  readonly rules: readonly Rule[];
  readonly applied: Appliers;
  /** Questions that it answers, alone or joined with others. */
  readonly answers?: readonly QuestionAnswer[];
  /** SQL that records what a removal (?1) leaves to do, run before the rows are deleted. */
  readonly takesDown?: Readonly<Partial<Record<Going, string>>>;
}

/** Keeps the exact type of the columns while checking that they are complete. */
export function table<const T extends Table>(definition: T): T {
  return definition;
}
