/** Imports the lines of an export into a data folder, all or none. */

import type { StoreSettings } from '../store/settings.ts';
import { Import, RepeatedError } from '../store/transfer/import.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import { readLine } from './export-lines.ts';
import { ImportCheck } from './import-check.ts';
import { OwnerError } from './owner-error.ts';

export interface Imported {
  readonly accounts: number;
  readonly messages: number;
  /** Accounts of people whom the export knows by name only. */
  readonly nameOnly: number;
}

/**
 * Imports the numbered `lines` into `folder`, which nobody else may use.
 * @throws OwnerError with the number of an invalid line; StoreError
 */
export async function importLines(
  folder: string,
  settings: StoreSettings,
  lines: AsyncIterable<readonly [number, string]>,
): Promise<Imported> {
  using target = new Import(folder, settings);
  const now = Date.now();
  const present = {
    names: target.names(),
    newestAt: target.newestAt,
    message: (id: number) => target.message(id),
  };
  const check = new ImportCheck(present, now);
  let last = 0;
  for await (const [number, json] of lines) {
    last = number;
    const line = readLine(json);
    const added = 'problem' in line ? line : check.next(line);
    if ('problem' in added) throw new OwnerError(`line ${number}: ${added.problem}`);
    for (const one of added) addLine(target, number, one);
  }
  if (check.unfinished !== null) throw new OwnerError(`line ${last + 1}: ${check.unfinished}`);
  target.commit(now);
  const { accounts, messages, nameOnly } = check;
  return { accounts, messages, nameOnly };
}

function addLine(target: Import, number: number, one: Kept): void {
  try {
    target.add(one);
  } catch (error) {
    if (!(error instanceof RepeatedError)) throw error;
    throw new OwnerError(
      `line ${number}: this repeats an earlier line, and can be there only once`,
    );
  }
}
