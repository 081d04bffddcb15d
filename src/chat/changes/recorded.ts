/** Changes that storage alone holds, such as what was read, reactions and pins: there is nothing to reserve or apply. */
import type { Changing } from '../delivery/changing-messages.ts';
import type { Change } from '../storage.ts';
import type { ChangeKind } from './making.ts';

export interface Recording {
  /** Null: it is about a message that is not stored, so it is only told. */
  readonly change: Change | null;
  /** The message that it is about, if any: once deleted, it cannot be changed any more. */
  readonly changing?: Changing;
}

export const recorded: ChangeKind<Recording> = {
  entry: ({ change }) => change,
  apply: (_memory, { changing }) => (changing?.gone ? null : true),
};
