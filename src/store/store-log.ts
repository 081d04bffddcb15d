/** What storage tells the operator: never a text, nor a name that somebody chose. */

export interface StoreLog {
  /** Something does not work that should; said once when it begins. */
  failed(message: string): void;
  note(message: string, details?: Readonly<Record<string, string | number>>): void;
}
