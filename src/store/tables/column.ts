/**
 * What a column is, and what becomes of it wherever its table is written or copied by other means than by a change. Each
 * column answers every question here, or it does not compile; the code that erases, exports, imports, copies and checks
 * goes over the tables and does what they say.
 */

/** What the number in a column is the id of. A room stands as minus its id where an account may stand as well. */
export type Named = 'account' | 'room' | 'minus room' | 'message' | 'entry' | 'secret';

/** When that goes which the column names; or, where it names nothing, that which its row is about. */
export type Gone =
  /** The row is deleted; for a message, when it is taken back. */
  | 'row'
  /** The row outlasts a message that is taken back, and is deleted when the message is erased. */
  | 'tombstone'
  /** Nothing happens: it tells nothing of anybody, or a rule of its own sees to it. */
  | 'stays'
  /** The eraser empties it, a slice at a time. */
  | 'eraser'
  /** It is emptied in its place when that goes which one of these columns names, also where its row is deleted then. */
  | { readonly emptiedWith: readonly string[] };

/** How a value stands in a line of an export, by what it may be: see LineValues. */
export type Form = keyof LineValues;

/** The values of a line in the program; what the file says instead is for whoever writes and reads it. */
export interface LineValues {
  id: number;
  /** An id, or 0 for none yet. */
  place: number;
  'id or none': number | null;
  name: string;
  time: number;
  /** A time, or for good. */
  end: number;
  /** The same, and left out where it is 0. */
  'end if any': number;
  flag: boolean;
  /** Left out where it is true. */
  'flag unless true': boolean;
  /** Left out where it is false. */
  'flag if true': boolean;
  password: string | null;
  topic: string;
  access: 'public' | 'private';
  role: 'owner' | 'moderator' | 'member';
  seconds: number;
  address: string | null;
  emoji: string;
  count: number;
  /** An id; null in a line of before it was written. */
  'id if any': number | null;
}

export interface Exported {
  /** What it is called in a line; that which the column is called, unless another is given. */
  readonly field: string;
  readonly form: Form;
  /** What is written, where that is not the column itself, as SQL. */
  readonly from?: string;
}

/** In an import. */
export type Imported =
  /** As the line has it; ids as they are here. */
  | 'read'
  /** The same, and it points at nothing beyond the newest message of the export. */
  | 'bounded'
  /** The value of a row that is new. */
  | 'default'
  /** Made of the rest of its line, as SQL in which `:name` is another column of it. */
  | { readonly made: string }
  /** Made of what else comes in, by code beside the table. */
  | 'remade'
  /** By code beside the table, and it names the same under another number. */
  | 'renumbered';

/** In an export of one person, of the rows that are theirs or were said to them. */
export type Shown =
  | 'shown'
  /** It would tell them what is hidden from them, or is nothing of theirs. */
  | 'withheld'
  /** This, as SQL that may ask for `:person`, their account. */
  | { readonly as: string };

/** In a backup, of which what is about to be erased is no part. */
export type Copied =
  | 'copied'
  /** Without the rows of messages that are about to be erased. */
  | 'sifted'
  /** Emptied in the entries that are about to be erased. */
  | 'emptied'
  /** Counted again without what is about to be erased. */
  | 'recounted';

/** What `chinwag check` sees in it. */
export type Checked =
  | 'any'
  /** Neither 0 nor 1. */
  | 'flag'
  /** That which it names is not there. */
  | 'there'
  /** The same, in words of its own, with the columns to tell. */
  | { readonly missing: string; readonly tell: readonly string[] }
  /** Something that a rule of its table finds. */
  | 'rule';

export interface Column {
  /** Its type and constraints, as CREATE TABLE has them. */
  readonly sql: string;
  readonly names: Named | null;
  readonly gone: Gone;
  /** In an export of everything; null: it stays behind, or is told by other lines. */
  readonly exported: Form | Exported | null;
  readonly imported: Imported;
  readonly shown: Shown;
  readonly copied: Copied;
  readonly checked: Checked;
}
