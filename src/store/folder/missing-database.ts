/** Notices that a database is missing: other files in the folder show that there was one. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ERASURES_FILE } from '../erase/erasure-record.ts';
import { SEARCH_FILE, SET_ASIDE_PREFIX } from './file-names.ts';

/** A file in `folder` that came after `database` (a file name), which is missing; null where there never was one. */
export function traceOf(folder: string, database: string): string | null {
  const later = new Set([
    ...['-wal', '-shm', '-journal', '.restored'].map((end) => `${database}${end}`),
    SEARCH_FILE,
    ERASURES_FILE,
  ]);
  const traces = readdirSync(folder).filter(
    (name) => later.has(name) || name.startsWith(SET_ASIDE_PREFIX),
  );
  return (
    traces.find((name) => {
      const status = statSync(join(folder, name));
      return status.isDirectory() || status.size > 0;
    }) ?? null
  );
}
