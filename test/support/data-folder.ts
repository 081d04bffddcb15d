/** Reads the files in the data folder of a server under test. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of all files in `folder`, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .sort();
}

/** The content of every file, by path. */
export function contents(folder: string): Map<string, Buffer> {
  return new Map(filesIn(folder).map((path) => [path, readFileSync(path)]));
}

/** A line for every file, with its path and a hash of its content; without the lock, which is empty. */
export function fingerprints(folder: string): string[] {
  const files = filesIn(folder).filter((path) => !path.includes('/chinwag.lock'));
  return files.map((path) => {
    const digest = createHash('sha256').update(readFileSync(path)).digest('base64url');
    return `${path} ${digest}`;
  });
}

/** The files of `folder` that contain `needle`; a file removed meanwhile does not. */
export function filesWith(folder: string, needle: string): string[] {
  return filesIn(folder).filter((path) => contentOf(path).includes(needle));
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
