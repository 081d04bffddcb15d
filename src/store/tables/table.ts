/** A table of chinwag.db: its columns, what its rows are in an export, how changes are applied to it. */
import type { Change } from '../../chat/storage.ts';
import type { Value } from '../database/statements.ts';
import type { Column } from './column.ts';

/** What is wrong, in words, and as what finds it; the columns name what is there. */
export type Rule = readonly [words: string, sql: string];

/** A line of an export for each row. Its fields are the columns that are exported, in their order. */
export interface Line {
  readonly kind: string;
  /** Which rows are in an export of everything; all, unless it is given. */
  readonly where?: string;
  readonly order: string;
  /** Which rows are in an export of the person ?1; null: none. */
  readonly person: string | null;
  /** What an import does with one that is there already, instead of refusing it. */
  readonly repeated?: 'IGNORE' | 'REPLACE';
}

/** What can go, for good. */
export type Going = 'account' | 'room' | 'message taken back' | 'message erased';

/** A message that was not taken back and is not gone. */
export interface WholeMessage {
  readonly kind: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  readonly edit: number | null;
  /** What the other one sees, where that is not `edit`. */
  readonly seen: number | null;
}

/** What the SQL of a change may need to know. */
export interface Writing {
  /** The entry of the log that is being applied, and when it was made. */
  readonly id: number;
  readonly at: number;
  /** Are earlier texts of messages kept? */
  readonly keepsEdits: boolean;
  /** Who and what is gone for good. */
  readonly gone: {
    readonly accounts: ReadonlySet<number>;
    readonly rooms: ReadonlySet<number>;
  };
  /** @returns how many rows were changed */
  run(sql: string, ...values: Value[]): number;
  /** The first row. */
  get(sql: string, ...values: Value[]): Readonly<Record<string, Value>> | undefined;
  /** The message `id` as it was before this change; null: it was taken back, or is gone. */
  whole(id: number): WholeMessage | null;
  /** The text of `entry` is erased later, by the eraser: the search index forgets it first. */
  doom(entry: number): void;
  /** So many more bytes of texts of `author` are kept. */
  stored(author: number, bytes: number): void;
}

export type ChangeKind = Exclude<Change['kind'], 'message'>;
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** What each kind of change does to a table; see `TABLES` for the order. */
export type Appliers = {
  readonly [Kind in ChangeKind]?: (change: ChangeOf<Kind>, writing: Writing) => void;
};

export interface Table {
  readonly name: string;
  /** The primary key. One INTEGER alone is the row's number. */
  readonly key: readonly string[];
  /** In the order that they have in a line. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Null: its rows stay behind, or code beside the table makes lines of them. */
  readonly line: Line | null;
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

/** Is either of the two gone? */
export function isMemberGone(
  { account, room }: { readonly account: number; readonly room: number },
  { gone }: Writing,
): boolean {
  return gone.accounts.has(account) || gone.rooms.has(room);
}
