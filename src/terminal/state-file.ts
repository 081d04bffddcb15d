/** The small files that the client keeps between its runs, readable by their owner alone. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** Where the file called `name` is, by the XDG Base Directory Specification. */
export function stateFile(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string {
  const { XDG_STATE_HOME: base = '' } = environment;
  return join(isAbsolute(base) ? base : join(homedir(), '.local', 'state'), 'chinwag', name);
}

/**
 * What is in `file`; nothing where there is none.
 * @throws the system's error where it is there and cannot be read
 */
export function readStateFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Puts `text` in the place of what `file` had, whole or not at all.
 * @throws the system's error where it cannot be written
 */
export function writeStateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, file);
}
