/** How the log remembers a change that is no message: about whom, and what else may be told for ever. */

export interface Fact {
  readonly kind: number;
  /** 0: a guest, or nobody. */
  readonly account: number;
  readonly data: string | null;
}

export function fact(kind: number, account: number, data?: object): Fact {
  return { kind, account, data: data === undefined ? null : JSON.stringify(data) };
}
