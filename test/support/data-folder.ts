/** What is in the data folder of a server under test, byte by byte. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The names of all files in `folder`, whole paths, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .sort();
}

/** Every file, byte by byte. */
export function contents(folder: string): Map<string, Buffer> {
  return new Map(filesIn(folder).map((path) => [path, readFileSync(path)]));
}

/** Every file as a line, its path and what tells its content from every other; the lock holds nothing. */
export function fingerprints(folder: string): string[] {
  const files = filesIn(folder).filter((path) => !path.includes('/chinwag.lock'));
  return files.map((path) => {
    const digest = createHash('sha256').update(readFileSync(path)).digest('base64url');
    return `${path} ${digest}`;
  });
}

/** The files of `folder` that have `needle` anywhere; one that a server has just removed has nothing. */
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
