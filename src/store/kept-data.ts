/** What leaves a data folder in an export and comes into one in an import: people, and what they said. */

/** Times are milliseconds since 1970; names are those of now. */
export type Kept =
  | {
      readonly kind: 'account';
      readonly id: number;
      readonly name: string;
      readonly createdAt: number;
      readonly operator: boolean;
      readonly password: string | null;
      /** Its plain clients have received what was sent up to this message. */
      readonly place: number;
    }
  | { readonly kind: 'reservation'; readonly name: string; readonly until: number }
  | {
      readonly kind: 'message';
      readonly id: number;
      readonly at: number;
      readonly from: number;
      readonly fromName: string;
      readonly to: number;
      /** Null: the account is gone. */
      readonly toName: string | null;
      readonly text: Uint8Array;
    }
  /** `account` has read its conversation with `peer` up to `upTo`. */
  | {
      readonly kind: 'read';
      readonly account: number;
      readonly peer: number;
      readonly upTo: number;
    }
  /** So many messages of `from` wait for `to`. */
  | {
      readonly kind: 'waiting';
      readonly to: number;
      readonly from: number;
      readonly count: number;
    };
