/** The client's state files, readable only by their owner. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { userFolder } from '../../system/home-folder.ts';

/** The path of the file `name`, by the XDG Base Directory Specification; null if there is no place for it. */
export function stateFile(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | null {
  const base = userFolder(environment, 'XDG_STATE_HOME', '.local', 'state');
  return base === null ? null : join(base, 'chinwag', name);
}

/**
 * The content of `file`, empty if there is none.
 * @throws the system's error if it exists and cannot be read
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
 * Replaces the content of `file` by `text`, entirely or not at all.
 * @throws the system's error if it cannot be written, or another if there is no place for it
 */
export function writeStateFile(file: string | null, text: string): void {
  if (file === null) throw new Error('you have no home folder (HOME is not set)');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, file);
}
