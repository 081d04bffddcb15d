/** The interface of a part of the crash test: a load, and the record that the server is checked against. */
import type { Random } from '../random.ts';

export interface Part {
  /** Called once, before the first round: registers the people. */
  prepare(port: number): Promise<void>;
  /** Called after each later start: finds out the outcome of acts that were under way. Rejects with errors. */
  settle(port: number): Promise<void>;
  /** Resolves when everybody has lost the connection and cannot get another. */
  run(port: number, round: number, random: Random): Promise<void>;
  /** Called at the end, while a server runs. Rejects with errors. @returns counts for people */
  judge(port: number): Promise<Readonly<Record<string, number>>>;
  /** Called when that server has stopped. Rejects with errors. */
  afterwards(): Promise<void>;
  /** Errors in what people received during the load. */
  readonly problems: readonly unknown[];
}
