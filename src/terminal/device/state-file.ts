/** The small files that the client keeps between its runs, readable by their owner alone. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { userFolder } from '../../system/home-folder.ts';

/** Where the file called `name` is, by the XDG Base Directory Specification; null: there is no place for it. */
export function stateFile(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | null {
  const base = userFolder(environment, 'XDG_STATE_HOME', '.local', 'state');
  return base === null ? null : join(base, 'chinwag', name);
}

/**
 * What is in `file`; nothing where there is none.
 * @throws the system's error where it is there and cannot be read
 */
export function readStateFile(file: string | null): string {
  if (file === null) return '';
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Puts `text` in the place of what `file` had, whole or not at all.
 * @throws the system's error where it cannot be written, or another where there is no place for it
 */
export function writeStateFile(file: string | null, text: string): void {
  if (file === null) throw new Error('you have no home folder (HOME is not set)');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, file);
}
