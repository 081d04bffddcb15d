/** `chinwag export` and `chinwag import`: the stored data as JSON lines. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { flag, text } from '../options/option-types.ts';
import { print, remark } from '../system/standard-streams.ts';
import { requireData, withoutServer } from './administration-access.ts';
import { command, type OwnerCommand } from './command.ts';
import { exportChunks } from './export-chunks.ts';
import { LINE_BYTES_MAX } from './export-lines.ts';
import { importLines } from './import-lines.ts';
import { numberedLines } from './line-source.ts';
import { makeFile, PRIVATE_FILE } from './new-file.ts';

export const exportCommands: readonly OwnerCommand[] = [
  command({
    usage: 'export [FILE]',
    summary: 'write accounts and messages as JSON lines to FILE, or to standard output',
    details: `Everything as of this moment, also while the server runs. An export of everything includes password hashes, that of one
person does not. No export includes devices or invitations: they give access, and only to this server.
`,
    options: {
      account: {
        type: text('NAME', 'a registered name'),
        default: '',
        help: 'only this account, and the messages of its conversations',
      },
      force: { type: flag, default: false, help: 'replaces FILE where it exists' },
    },
    words: { min: 0, max: 1 },
    async run({ words: [file], options, settings }) {
      const { dataFolder } = settings;
      requireData(dataFolder);
      const chunks = exportChunks(dataFolder, options.account);
      if (file === undefined) {
        for (const chunk of chunks) await print(chunk);
      } else {
        await makeFile(file, options.force, settings, (partial) => write(chunks, partial));
      }
      return 0;
    },
  }),
  command({
    usage: 'import [FILE]',
    summary: 'import an export from FILE, or from standard input',
    details: `All or nothing, into a data folder that no server uses and that has none of these names; messages must not be older than
existing ones. People known by name only, from the export of one person, get an account without a password: see
chinwag account reset-password.
`,
    options: {},
    words: { min: 0, max: 1 },
    async run({ words: [file], settings }) {
      const lines = numberedLines(file ?? null, LINE_BYTES_MAX);
      const { accounts, messages, nameOnly } = await withoutServer(() =>
        importLines(settings.dataFolder, settings.kept.store, lines),
      );
      if (nameOnly > 0) remark(`${nameOnly} more accounts have no password yet`);
      await print(`${accounts} accounts and ${messages} messages imported\n`);
      return 0;
    },
  }),
];

async function write(chunks: Iterable<string>, file: string): Promise<void> {
  const stream = createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE });
  // Errors are handled where `done` is awaited.
  const done = once(stream, 'close');
  done.catch(() => {});
  try {
    for (const chunk of chunks) {
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
    }
  } finally {
    stream.end();
  }
  await done;
}
