/** Data folders of servers under test, and what is in them, byte by byte. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** An empty folder, for the time of a `using` block. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'chinwag-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** The names of all files in `folder`, whole paths, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/** Every file, byte by byte. */
export function contents(folder: string): Map<string, Buffer> {
  return new Map(filesIn(folder).map((path) => [path, readFileSync(path)]));
}

/** The files of `folder` that have `needle` anywhere. */
export function filesWith(folder: string, needle: string): string[] {
  return filesIn(folder).filter((path) => readFileSync(path).includes(needle));
}
