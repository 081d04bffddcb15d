/** Lines of an export that are no rows of one table, and how they are made and taken. */
import type { Statements } from '../database/statements.ts';
import type { ImportedIds } from '../transfer/imported-ids.ts';
import type { Writing } from './writing.ts';

export type OwnLine = MessageLine | RoomMessageLine | EditLine | ReadLine;
export type OwnLineOf<Kind extends OwnLine['kind']> = Extract<OwnLine, { kind: Kind }>;

/** Times are milliseconds since 1970; names are those of now. */
export interface MessageLine {
  readonly kind: 'message';
  readonly id: number;
  readonly at: number;
  readonly from: number;
  readonly fromName: string;
  readonly to: number;
  /** Null: the account is gone. */
  readonly toName: string | null;
  /** The message that it answers. */
  readonly reply: number | null;
  /** Only who wrote it finds it. */
  readonly hidden: boolean;
  /** Its sender's own id for it: see Change. */
  readonly key: string | null;
  /** Null: it was taken back; or what it said at first is not kept, and an edit says what it says. */
  readonly text: Uint8Array | null;
}

export interface RoomMessageLine {
  readonly kind: 'room-message';
  readonly id: number;
  readonly at: number;
  readonly room: number;
  /** 0: a guest. */
  readonly from: number;
  readonly fromName: string;
  readonly reply: number | null;
  readonly key: string | null;
  /** As that of a message. */
  readonly text: Uint8Array | null;
}

/** From here on `message` says `text`. */
export interface EditLine {
  readonly kind: 'edit';
  readonly id: number;
  readonly at: number;
  readonly message: number;
  /** Only who wrote it sees that; the other one sees what was there before. */
  readonly hidden: boolean;
  readonly text: Uint8Array;
}

/** `account` has read its conversation with `peer`, an account or minus a room, up to `upTo`. */
export interface ReadLine {
  readonly kind: 'read';
  readonly account: number;
  readonly peer: number;
  readonly upTo: number;
}

/** What an export is made from, all of it as it is at one moment. */
export interface LineSource {
  readonly statements: Statements;
  /** Whose export it is; null: everybody's. */
  readonly person: number | null;
  /** Entries that the person is told, in their order; null: all. */
  readonly entries: readonly number[] | null;
  /** The newest entry that is told: nobody has got further, as far as the export goes. */
  newest: number;
}

/** Where the lines of an import go. What they say is sound; ids are still those of where they come from. */
export interface LineTarget extends Pick<Writing, 'run' | 'get'> {
  readonly ids: ImportedIds;
  /** A message or an edit comes, in its order. @returns its id here */
  placed(line: { readonly id: number; readonly at: number }): number;
  /** Is called when everything has come; `at`: when that was. */
  atEnd(work: (at: number) => void): void;
}

export type Takers = {
  readonly [Kind in OwnLine['kind']]?: (line: OwnLineOf<Kind>, target: LineTarget) => void;
};
