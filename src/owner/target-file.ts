/** Checks where a command may write a file: never over a server's own. */
import { existsSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SET_ASIDE_PREFIX } from '../store/folder/file-names.ts';
import { LOCK_FILE } from '../store/folder/folder-lock.ts';
import { fileProblem, isSystemError } from './file-problem.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';

/**
 * @throws OwnerError where `path` is in a data folder of any server, or is another name of a file there or of the
 * server's configuration or key; where it is a folder, a device or no regular file; and where it exists, unless `force`
 */
export function checkTarget(
  path: string,
  force: boolean,
  { dataFolder, ownFiles }: OwnerSettings,
): void {
  const file = resolve(path);
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    for (const name of new Set([file, realName(file)])) {
      const folder = dataFolderOf(name, dataFolder);
      if (folder !== null) {
        throw new OwnerError(
          `${path} is in the data folder ${folder}, which is the server's own; choose another place`,
        );
      }
    }
    if (there !== undefined && !there.isFile()) {
      throw new OwnerError(`${path} is ${kindOf(there)}, and not a file; choose another name`);
    }
    if (there !== undefined && isOwn(there, dataFolder, ownFiles)) {
      throw new OwnerError(`${path} is a file of the server's own; choose another name`);
    }
    if (!force && lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
      throw targetExists(path);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OwnerError(fileProblem(path, error));
  }
}

export function targetExists(path: string): OwnerError {
  return new OwnerError(`${path} exists; choose another name, or replace it with --force`);
}

/** `file` with all links resolved; a link at its end is followed too, where its target exists. */
function realName(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return join(realpathSync(dirname(file)), basename(file));
}

/** The data folder that contains `file`, also in data set aside by a restore; null: none. */
function dataFolderOf(file: string, own: string): string | null {
  const folder = dirname(file);
  if (isDataFolder(folder, own) || isDataFolder(file, own)) return own;
  if (isSomeDataFolder(folder)) return folder;
  return basename(folder).startsWith(SET_ASIDE_PREFIX) ? dataFolderOf(folder, own) : null;
}

function isDataFolder(folder: string, own: string): boolean {
  const one = statSync(folder, { throwIfNoEntry: false });
  const other = statSync(own, { throwIfNoEntry: false });
  return one !== undefined && other !== undefined && isSame(one, other);
}

/** Is it another server's data folder? */
function isSomeDataFolder(folder: string): boolean {
  return existsSync(join(folder, LOCK_FILE));
}

/** Is it a file of the server's under another name, as with a hard link? */
function isOwn(file: Stats, dataFolder: string, ownFiles: readonly string[]): boolean {
  const inData = existsSync(dataFolder)
    ? readdirSync(dataFolder).map((name) => join(dataFolder, name))
    : [];
  return [...inData, ...ownFiles].some((one) => {
    const status = statSync(one, { throwIfNoEntry: false });
    return status !== undefined && isSame(file, status);
  });
}

/** On Linux and macOS, these two identify a file. */
function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

function kindOf(status: Stats): string {
  if (status.isDirectory()) return 'a folder';
  if (status.isFIFO()) return 'a pipe';
  if (status.isSocket()) return 'a socket';
  return 'a device';
}
