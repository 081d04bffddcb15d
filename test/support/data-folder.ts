/** What is in the data folder of a server under test, byte by byte. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
