/** Creates a file whole or not at all: it is written under another name first, and only its owner may read it. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileProblem, isSystemError } from './file-problem.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';
import { checkTarget, targetExists } from './target-file.ts';

export const PRIVATE_FILE = 0o600;

/**
 * Calls `write` with a temporary name, and then moves the file to `path`; `force`: replaces an existing one, which
 * stays until the new one is whole and on the disk.
 * @throws OwnerError where it cannot or must not be made: see checkTarget
 */
export async function makeFile<T>(
  path: string,
  force: boolean,
  settings: OwnerSettings,
  write: (partial: string) => T | Promise<T>,
): Promise<T> {
  const file = resolve(path);
  checkTarget(path, force, settings);
  // An unpredictable name, so that nobody can have placed a file there.
  const partial = join(dirname(file), `.${basename(file)}.${randomUUID()}.partial`);
  try {
    const written = await write(partial);
    sync(partial);
    publish(partial, file, force);
    sync(dirname(file));
    return written;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw targetExists(path);
    if (!isSystemError(error)) throw error;
    throw new OwnerError(fileProblem(path, error));
  } finally {
    rmSync(partial, { force: true });
  }
}

function publish(partial: string, file: string, force: boolean): void {
  if (force) return renameSync(partial, file);
  try {
    // Fails where the name was taken meanwhile.
    linkSync(partial, file);
  } catch (error) {
    // Some file systems do not support links.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    renameSync(partial, file);
  }
}

/** Makes a file, or the names in a folder, survive a power cut. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
