/** Interfaces for applying a change to a table. */
import type { ChangeName, ChangeOf } from '../../chat/storage.ts';
import type { Value } from '../database/statements.ts';

/** A message that is neither deleted nor erased. */
export interface WholeMessage {
  readonly kind: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  readonly edit: number | null;
  /** The edit that the other person sees, where that is not `edit`. */
  readonly seen: number | null;
}

/** The context in which the SQL of a change runs. */
export interface Writing {
  /** The id of the log entry that is being applied, and its time. */
  readonly id: number;
  readonly at: number;
  /** Are earlier texts of messages kept? */
  readonly keepsEdits: boolean;
  /** Removed accounts and rooms. */
  readonly gone: {
    readonly accounts: ReadonlySet<number>;
    readonly rooms: ReadonlySet<number>;
  };
  /** Has this change changed anything so far, apart from the audit log? The log itself is last. */
  readonly hasChanged: boolean;
  /** @returns how many rows changed */
  run(sql: string, ...values: Value[]): number;
  /** The first row. */
  get(sql: string, ...values: Value[]): Readonly<Record<string, Value>> | undefined;
  /** The message `id` as it was before this change, for one that needs it: see StoredKind. */
  whole(id: number): WholeMessage;
  /** Null: deleted or erased. */
  find(id: number): WholeMessage | null;
  /** Leaves the text of `entry` to the eraser, since the search index must forget it first. */
  doom(entry: number): void;
  /** Adds `bytes` to the stored texts of `author`. */
  stored(author: number, bytes: number): void;
}

/** A kind of change that is written one by one: messages are many, and have a way of their own (writer/entries.ts). */
export type AppliedName = Exclude<ChangeName, 'message'>;

/** The effect of each kind of change on a table; see `TABLES` for the order. The entry in the log needs no word here. */
export type Appliers = {
  readonly [Kind in AppliedName]?: (change: ChangeOf<Kind>, writing: Writing) => void;
};

/** Is the account or the room of the member removed? */
export function isMemberGone(
  { account, room }: { readonly account: number; readonly room: number },
  { gone }: Writing,
): boolean {
  return gone.accounts.has(account) || gone.rooms.has(room);
}
