/** A file that is there whole, or not at all: written under another name first, and only its owner may read it. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileProblem, isSystemError } from './file-problem.ts';
import { OwnerError } from './owner-error.ts';

export const PRIVATE_FILE = 0o600;

/**
 * Has `write` make the file `path`, at the name that it is given; `force`: in place of one that is there.
 * @throws OwnerError where it cannot be made
 */
export async function makeFile<T>(
  path: string,
  force: boolean,
  write: (partial: string) => T | Promise<T>,
): Promise<T> {
  const file = resolve(path);
  if (!force && existsSync(file)) throw exists(path);
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  try {
    const written = await write(partial);
    sync(partial);
    publish(partial, file, force);
    sync(dirname(file));
    return written;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(path);
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
    // Some file systems know no links.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    renameSync(partial, file);
  }
}

/** So that a file, or the names in a folder, survive a power cut. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function exists(path: string): OwnerError {
  return new OwnerError(`${path} exists; choose another name, or replace it with --force`);
}
