/**
 * erasures.jsonl: the ids of removed accounts. A copy is kept beside the backups, so that restoring an older one does
 * not bring back erased people.
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const ERASURES_FILE = 'erasures.jsonl';

/** The accounts of `store` that the record in `folder` names. */
export function readErasures(folder: string, store: string): Set<number> {
  return erasuresIn(join(folder, ERASURES_FILE), store);
}

/** The accounts of `store` that the record `file` names; malformed lines are skipped. */
export function erasuresIn(file: string, store: string): Set<number> {
  const accounts = new Set<number>();
  for (const line of readText(file).split('\n')) {
    const erasure = parse(line);
    if (erasure?.store === store && Number.isSafeInteger(erasure.account)) {
      accounts.add(erasure.account as number);
    }
  }
  return accounts;
}

/** Adds `accounts`; they are on the disk when this returns. */
export function recordErasures(folder: string, store: string, accounts: Iterable<number>): void {
  const lines = [...accounts].map((account) => `${JSON.stringify({ store, account })}\n`).join('');
  if (lines === '') return;
  const file = join(folder, ERASURES_FILE);
  const before = readText(file);
  const descriptor = openSync(file, 'a', 0o600);
  try {
    // A line that was cut off must not run into the next.
    const text = before === '' || before.endsWith('\n') ? lines : `\n${lines}`;
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return '';
    throw error;
  }
}

function parse(line: string): { store?: unknown; account?: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
