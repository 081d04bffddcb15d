/** `chinwag backup` and `chinwag restore`: the database as one file, and the record of erasures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { flag } from '../options/option-types.ts';
import { oneLine } from '../protocol/visible.ts';
import { countData } from '../store/database/data-file.ts';
import { ERASURES_FILE } from '../store/erase/erasure-record.ts';
import { copyDatabase } from '../store/transfer/backup.ts';
import { ERASURES_ENDING, restoreDatabase } from '../store/transfer/restore.ts';
import { print, remark } from '../system/standard-streams.ts';
import { requireData, withoutServer } from './administration-access.ts';
import { command, type OwnerCommand } from './command.ts';
import { fileProblem, isSystemError } from './file-problem.ts';
import { makeFile, PRIVATE_FILE } from './new-file.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';
import { checkTarget } from './target-file.ts';

export const backupCommands: readonly OwnerCommand[] = [
  command({
    usage: 'backup FILE',
    summary: 'copy everything as it is at this moment to FILE, also while the server runs',
    details: `FILE${ERASURES_ENDING} beside it lists the ids of removed accounts; restore looks for such files beside a backup. Keep them
together: a copy of the newest beside older backups keeps removed people removed. FILE must not be in a data folder.
`,
    options: { force: { type: flag, default: false, help: 'replaces FILE where it exists' } },
    words: { min: 1, max: 1 },
    async run({ words: [file = ''], options: { force }, settings }) {
      const { dataFolder } = settings;
      const record = `${file}${ERASURES_ENDING}`;
      requireData(dataFolder);
      // Checked before the work, not when half of it is done.
      checkTarget(record, true, settings);
      await makeFile(file, force, settings, (partial) => copyDatabase(dataFolder, partial));
      // Copied afterwards, so that it names everybody whom the backup lacks.
      await copyErasures(join(dataFolder, ERASURES_FILE), record, settings);
      return 0;
    },
  }),
  command({
    usage: 'restore FILE',
    summary: 'replace the data by the backup FILE; no server may run',
    details: `The backup is checked first. The old data are set aside in a folder of their own, and nothing is deleted.
Accounts removed since, by the records in the data folder and beside the backup, are removed again.
`,
    options: {},
    words: { min: 1, max: 1 },
    async run({ words: [file = ''], settings }) {
      const backup = resolve(file);
      if (!existsSync(backup)) throw new OwnerError(`${oneLine(file)}: there is no such file`);
      const time = new Date().toISOString().replaceAll(':', '-');
      const setAside = await withoutServer(() =>
        restoreDatabase(settings.dataFolder, backup, time),
      );
      // Only here: with it comes most of a server.
      const { eraseRest } = await import('./offline.ts');
      await eraseRest(settings);
      const { accounts, messages } = countData(settings.dataFolder);
      await print(`restored: ${accounts} accounts and ${messages} messages\n`);
      if (setAside !== null) remark(`what was there before is in ${setAside}`);
      return 0;
    },
  }),
];

/** Adds the lines of the record `from` to those of `to`. */
async function copyErasures(from: string, to: string, settings: OwnerSettings): Promise<void> {
  try {
    const lines = new Set([...linesOf(to), ...linesOf(from)]);
    const text = Array.from(lines, (line) => `${line}\n`).join('');
    await makeFile(to, true, settings, (partial) =>
      writeFileSync(partial, text, { mode: PRIVATE_FILE, flag: 'wx' }),
    );
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OwnerError(fileProblem(to, error));
  }
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
