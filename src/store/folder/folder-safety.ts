/**
 * Makes sure that only its owner can use a data folder, and that its files are no links: mends it and says so, or
 * refuses.
 */
import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../store-error.ts';

/** The permission bits of the group and others. */
const OTHERS = 0o077;
const PRIVATE_FOLDER = 0o700;

/** The beginnings of the names that a server opens. */
const OWN_NAMES = ['chinwag.', 'search.', 'erasures.', 'tls-', 'control.'];

/**
 * Checks an existing `folder` before anything in it is opened. Where others could use a data folder or an empty one, it
 * is closed to them, and the line for the owner is returned. Any other (`/tmp`, a home) is not ours to close.
 * @throws StoreError where it cannot be closed, or one of the files is a link, which could lead anywhere
 */
export function makeSafe(folder: string): string | null {
  const mended = closeToOthers(folder);
  const [link] = linksIn(folder);
  if (link !== undefined) {
    throw new StoreError(`${link}: a link; put what it leads to in its place, or take it away`);
  }
  return mended;
}

/** The server's own files in `folder` that are symbolic links. */
export function linksIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => OWN_NAMES.some((begin) => name.startsWith(begin)))
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink());
}

/** The mode of `folder`, as chmod takes it, where others may use it; null: they may not, or there is none. */
export function modeForOthers(folder: string): string | null {
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & OTHERS) === 0 ? null : (mode & 0o777).toString(8);
}

/** The line for the owner about a folder that had this mode. */
export function closed(mode: string): string {
  return `the data folder was open to others (mode ${mode}), and is its owner's alone now`;
}

function closeToOthers(folder: string): string | null {
  const shown = modeForOthers(folder);
  if (shown === null) return null;
  const { uid } = statSync(folder);
  const open = `${folder}: others may use it (mode ${shown})`;
  const names = readdirSync(folder);
  const isData = names.includes('chinwag.db') || names.includes('chinwag.lock');
  if (names.length > 0 && !isData) {
    throw new StoreError(`${open}, and there are other things in it; choose a folder of its own`);
  }
  if (uid !== process.geteuid?.()) {
    throw new StoreError(`${open}, and it is not yours; chmod 700, or choose a folder of your own`);
  }
  chmodSync(folder, PRIVATE_FOLDER);
  return closed(shown);
}
