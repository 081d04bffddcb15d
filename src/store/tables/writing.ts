/** Interfaces for applying a change to a table. */
import type { Change } from '../../chat/storage.ts';
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
  /** Has this change changed anything so far, apart from the audit log? */
  readonly hasChanged: boolean;
  /** @returns how many rows changed */
  run(sql: string, ...values: Value[]): number;
  /** The first row. */
  get(sql: string, ...values: Value[]): Readonly<Record<string, Value>> | undefined;
  /** The message `id` as it was before this change; null: deleted or erased. */
  whole(id: number): WholeMessage | null;
  /** Leaves the text of `entry` to the eraser, since the search index must forget it first. */
  doom(entry: number): void;
  /** Adds `bytes` to the stored texts of `author`. */
  stored(author: number, bytes: number): void;
}

export type ChangeKind = Exclude<Change['kind'], 'message'>;
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** The effect of each kind of change on a table; see `TABLES` for the order. */
export type Appliers = {
  readonly [Kind in ChangeKind]?: (change: ChangeOf<Kind>, writing: Writing) => void;
};

/** Is the account or the room of the member removed? */
export function isMemberGone(
  { account, room }: { readonly account: number; readonly room: number },
  { gone }: Writing,
): boolean {
  return gone.accounts.has(account) || gone.rooms.has(room);
}
