/**
 * The type of a column, with its treatment wherever its table is written or copied other than by a change. Each column
 * must answer every question here, or it does not compile; the code that erases, exports, imports, copies and checks
 * goes over the tables and follows the answers.
 */

/** What the number in a column identifies. A room stands as minus its id where an account may stand as well. */
export type Named = 'account' | 'room' | 'minus room' | 'message' | 'entry' | 'secret';

/**
 * The effect on the column when the thing that it names is removed; or, where it names nothing, the thing that its row
 * is about.
 */
export type WhenGone =
  /** The row is deleted; for a message, when it is deleted by its author. */
  | 'row'
  /** The row outlasts the deletion of a message, and goes when the message is erased. */
  | 'tombstone'
  /** Nothing: the value identifies nobody, or has a rule of its own. */
  | 'stays'
  /** The eraser empties it, a slice at a time. */
  | 'eraser'
  /**
   * It is emptied in place when the thing that one of these columns names is removed, even if its row is deleted as
   * well.
   */
  | { readonly emptiedWith: readonly string[] };

/** The form of a value in a line of an export, by its type: see LineValues. */
export type Form = keyof LineValues;

/** The values of a line in the program; readers and writers of the file convert them. */
export interface LineValues {
  id: number;
  /** An id, or 0 for none yet. */
  place: number;
  'id or none': number | null;
  name: string;
  time: number;
  /** A time, or for good. */
  end: number;
  /** The same, left out where it is 0. */
  'end if any': number;
  flag: boolean;
  /** Left out where it is true. */
  'flag unless true': boolean;
  /** Left out where it is false. */
  'flag if true': boolean;
  password: string | null;
  topic: string;
  access: 'public' | 'private' | 'unlisted' | 'closed';
  role: 'owner' | 'moderator' | 'member';
  seconds: number;
  address: string | null;
  emoji: string;
  count: number;
  /** An id; null in lines from versions that did not write it. */
  'id if any': number | null;
}

export interface Exported {
  /** Its name in a line: the name of the column, unless another is given. */
  readonly field: string;
  readonly form: Form;
  /** The SQL of the value, where that is not the column itself. */
  readonly from?: string;
}

/** The value in an import. */
export type WhenImported =
  /** From the line; ids are translated to those of this store. */
  | 'read'
  /** The same, but limited to the newest message of the export. */
  | 'bounded'
  /** The value of a new row. */
  | 'default'
  /** Computed from the rest of its line: SQL in which `:name` is another column of it. */
  | { readonly made: string }
  /** Computed from other imported lines, by code beside the table. */
  | 'remade'
  /** Renumbered by code beside the table: the same thing gets a new number here. */
  | 'renumbered';

/** The value in a person's own export, of the rows that are theirs or addressed to them. */
export type Shown =
  | 'shown'
  /** It would show what is hidden from the person, or does not concern them. */
  | 'withheld'
  /** This SQL, which may use `:person`, their account. */
  | { readonly as: string };

/** The value in a backup, which leaves out entries that are about to be erased. */
export type Copied =
  | 'copied'
  /** Without the rows of messages that are about to be erased. */
  | 'sifted'
  /** Emptied in the entries that are about to be erased. */
  | 'emptied'
  /** Recounted without the entries that are about to be erased. */
  | 'recounted';

/** What `chinwag check` reports about the value. */
export type Checked =
  | 'any'
  /** It is neither 0 nor 1. */
  | 'flag'
  /** It names something that does not exist. */
  | 'there'
  /** The same, in these words, with these columns. */
  | { readonly missing: string; readonly tell: readonly string[] }
  /** A rule of its table covers it. */
  | 'rule';

export interface Column {
  /** Its type and constraints, as in CREATE TABLE. */
  readonly sql: string;
  readonly names: Named | null;
  readonly gone: WhenGone;
  /** Its form in an export of everything; null: not exported, or part of other lines. */
  readonly exported: Form | Exported | null;
  readonly imported: WhenImported;
  readonly shown: Shown;
  readonly copied: Copied;
  readonly checked: Checked;
}
