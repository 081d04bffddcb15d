/** How a change is applied to a table, and what its SQL may need to know. */
import type { Change } from '../../chat/storage.ts';
import type { Value } from '../database/statements.ts';

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
  /** Has this change changed anything so far, other than the audit log? */
  readonly hasChanged: boolean;
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

/** Is either of the two gone? */
export function isMemberGone(
  { account, room }: { readonly account: number; readonly room: number },
  { gone }: Writing,
): boolean {
  return gone.accounts.has(account) || gone.rooms.has(room);
}
