/** The log of storage for the operator: never a text or a name that somebody chose. */

export interface StoreLog {
  /** A fault, logged once when it begins. */
  failed(message: string): void;
  note(message: string, details?: Readonly<Record<string, string | number>>): void;
}
