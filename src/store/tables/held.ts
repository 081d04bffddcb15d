/** What of a table the hub holds in memory: its rows when the server starts. */
import type { Stored } from '../../chat/storage.ts';

type ListOf<Name extends keyof Stored> = Stored[Name] extends readonly unknown[] ? Name : never;

/** A list of Stored. */
type StoredList = { readonly [Name in keyof Stored]: ListOf<Name> }[keyof Stored];

export interface Held {
  /** The list that its rows are; null: the fields of its only row are fields of Stored themselves. */
  readonly as: StoredList | null;
  /**
   * Fields that are not called as their column is, in camel case; null: left out. Flags become booleans, and the id of
   * a secret becomes the secret.
   */
  readonly fields?: Readonly<Record<string, string | null>>;
  /** SQL; the order of the key, unless it is given. */
  readonly order?: string;
}
