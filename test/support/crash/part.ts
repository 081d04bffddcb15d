/** A part of what goes on at a server that is killed again and again: a load, and the truth that it is held against. */
import type { Random } from '../random.ts';

export interface Part {
  /** Once, before the first round: brings in whoever has a part in it. */
  prepare(port: number): Promise<void>;
  /** After each later start: learns what became of what was under way. Rejects with what is wrong. */
  settle(port: number): Promise<void>;
  /** Resolves when everybody has lost their connection, and knows that no other can be had. */
  run(port: number, round: number, random: Random): Promise<void>;
  /** At the end, while a server runs. Rejects with what is wrong. @returns what there was, for people */
  judge(port: number): Promise<Readonly<Record<string, number>>>;
  /** When that server has stopped. Rejects with what is wrong. */
  afterwards(): Promise<void>;
  /** What was wrong with what people received while the load went on. */
  readonly problems: readonly unknown[];
}
