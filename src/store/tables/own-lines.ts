/** Types of export lines that are not rows of one table, and the interfaces that make and take them. */
import type { Manner } from '../../protocol/manner.ts';
import type { Statements } from '../database/statements.ts';
import type { ImportedIds } from '../transfer/imported-ids.ts';
import type { Writing } from './writing.ts';

export type OwnLine = MessageLine | RoomMessageLine | EditLine | ReadLine;
export type OwnLineOf<Kind extends OwnLine['kind']> = Extract<OwnLine, { kind: Kind }>;

/** Their members in a file, and what they say, for docs/OPERATING.md. */
export const ownLines: Readonly<Record<OwnLine['kind'], string>> = {
  message:
    "`id`, `at`, `from` and `to` (ids of accounts), `fromName` and `toName` (null: the account is gone), `text`; `reply`, the message that it answers; `as`, `notice` or `action` (left out: it is just said); `key`, its sender's own id for it; `hidden` (`true`) if only its author finds it",
  'room-message': 'the same, in a `room`; `from` is null if a guest wrote it',
  edit: 'the message `message` says `text` from here on; `hidden` (`true`) if only its author sees that',
  read: '`account` has read its conversation `with` an account, or in a `room`, `upTo` a message; `at`, the time up to which it did (left out: it is not known)',
};

/** Times are milliseconds since 1970; names are the current ones. */
export interface MessageLine {
  readonly kind: 'message';
  readonly id: number;
  readonly at: number;
  readonly from: number;
  readonly fromName: string;
  readonly to: number;
  /** Null: the account is removed. */
  readonly toName: string | null;
  /** The id of the message that it replies to. */
  readonly reply: number | null;
  /** How it is meant; null: it is just said. */
  readonly as: Manner | null;
  /** Only its author sees it. */
  readonly hidden: boolean;
  /** The sender's own id of the message: see Change. */
  readonly key: string | null;
  /** Null: it was deleted; or its first text is not kept, and an edit has the current one. */
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
  readonly as: Manner | null;
  readonly key: string | null;
  /** As that of a message. */
  readonly text: Uint8Array | null;
}

/** The text of `message` from this entry on. */
export interface EditLine {
  readonly kind: 'edit';
  readonly id: number;
  readonly at: number;
  readonly message: number;
  /** Only its author sees the edit; the other person sees the earlier text. */
  readonly hidden: boolean;
  readonly text: Uint8Array;
}

/** `account` has read its conversation with `peer`, an account or minus a room, up to `upTo`. */
export interface ReadLine {
  readonly kind: 'read';
  readonly account: number;
  readonly peer: number;
  readonly upTo: number;
  /** 0: not known. */
  readonly at: number;
}

/** The source of an export: a snapshot of one moment. */
export interface LineSource {
  readonly statements: Statements;
  /** The account whose export it is; null: everybody's. */
  readonly person: number | null;
  /** Entries in the person's export, in order; null: all. */
  readonly entries: readonly number[] | null;
  /** The newest exported entry: no position is beyond it. */
  newest: number;
}

/** The target of an import. Its lines are valid; ids are still those of the source. */
export interface LineTarget extends Pick<Writing, 'run' | 'get'> {
  readonly ids: ImportedIds;
  /**
   * Places a message or an edit, in order.
   * @returns its id here
   */
  placed(line: { readonly id: number; readonly at: number }): number;
  /** Calls `work` after the last line; `at`: the time of the import. */
  atEnd(work: (at: number) => void): void;
}

export type Takers = {
  readonly [Kind in OwnLine['kind']]?: (line: OwnLineOf<Kind>, target: LineTarget) => void;
};
