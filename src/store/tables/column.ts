/**
 * What becomes of a column wherever its table is written or copied by other means than by a change. Each has an answer
 * to every question here, or it does not compile; that every column of the schema has one is a test's to see.
 */

/** In an export of everything, and so in an import into a folder of its own. */
export type Moved =
  /** Is there as it was. */
  | 'kept'
  /** Is there, but points at nothing beyond the newest message that came along. */
  | 'bounded'
  /** Is made anew from what came along, and is as it was. */
  | 'remade'
  /** Leads by another number to what it led to. */
  | 'renumbered'
  /** Stays behind: it counts at this server alone, or nowhere any more. */
  | 'left';

/** In an export of one person. */
export type Shown =
  /** Of what is theirs, or was said to them. */
  | 'shown'
  /** It would tell them what is hidden from them, or is nothing of theirs. */
  | 'withheld';

/** In a backup. */
export type Copied =
  | 'copied'
  /** Copied, but for what is about to be erased. */
  | 'emptied';

/** When the account, room or message goes that it is of. */
export type Erased =
  /** The row is deleted. */
  | 'deleted'
  /** The row stays, without it. */
  | 'emptied'
  /** It stays: a number, or a word that tells nothing of anybody. */
  | 'stays';

/** What `chinwag check` sees in it: a value of this kind, whatever its table. */
export type Checked =
  /** 0 or 1. */
  | 'flag'
  /** An account that is there. */
  | 'account'
  /** A room that is there. */
  | 'room'
  /** What a rule of its own demands (check-rules.ts, check.ts). */
  | 'rule'
  /** Whatever is there may be right. */
  | 'any';

export interface Column {
  readonly moved: Moved;
  readonly shown: Shown;
  readonly copied: Copied;
  readonly erased: Erased;
  readonly checked: Checked;
}

/** The columns of a table, by their names. */
export type Columns = Readonly<Record<string, Column>>;

/** A column, by its answers; all must be given. */
export function column(
  moved: Moved,
  shown: Shown,
  copied: Copied,
  erased: Erased,
  checked: Checked,
): Column {
  return { moved, shown, copied, erased, checked };
}
