/** `chinwag export` and `chinwag import`: what is kept, as JSON lines. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { flag, text } from '../option-types.ts';
import { oneLine } from '../protocol/visible.ts';
import { Export } from '../store/export.ts';
import { Import } from '../store/import.ts';
import type { Kept } from '../store/kept-data.ts';
import { requireData, withoutServer } from './administration-access.ts';
import { command, type OwnerCommand } from './command.ts';
import { LINE_BYTES_MAX, readLine, writeLine } from './export-lines.ts';
import { ImportCheck } from './import-check.ts';
import { numberedLines } from './line-source.ts';
import { makeFile, PRIVATE_FILE } from './new-file.ts';
import { print, remark } from './output.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';

/** Lines are written when there are so many characters of them. */
const CHUNK_CHARACTERS = 64 * 1024;

export const exportCommands: readonly OwnerCommand[] = [
  command({
    usage: 'export [FILE]',
    summary: 'write accounts and messages as JSON lines to FILE, or to standard output',
    details: `Everything as it is at this moment, also while the server runs. An export of everything has what passwords are
checked against, and that of one person does not; no export has devices.
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
      const chunks = chunksOf(settings, options.account);
      if (file === undefined) {
        for (const chunk of chunks) await print(chunk);
      } else {
        await makeFile(file, options.force, (partial) => write(chunks, partial));
      }
      return 0;
    },
  }),
  command({
    usage: 'import [FILE]',
    summary: 'take in what export wrote to FILE, or what comes on standard input',
    details: `Whole or not at all, into a data folder that no server uses and that has none of these names; messages must not be
older than what is there. People of whom the export of another has only the name get an account without a
password: see chinwag account reset-password.
`,
    options: {},
    words: { min: 0, max: 1 },
    async run({ words: [file], settings }) {
      const { accounts, messages } = await take(settings, file ?? null);
      await print(`${accounts} accounts and ${messages} messages imported\n`);
      return 0;
    },
  }),
];

/** The export, of `name` alone where it is not empty. */
function* chunksOf({ dataFolder }: OwnerSettings, name: string): Generator<string> {
  requireData(dataFolder);
  using source = new Export(dataFolder);
  const id = name === '' ? null : source.find(name);
  if (name !== '' && id === null) {
    throw new OwnerError(
      `nobody is registered as ${oneLine(name)}; chinwag account list shows who there is`,
    );
  }
  let chunk = writeLine({ kind: 'chinwag-export', person: id === null ? null : name });
  const counts: Partial<Record<Kept['kind'], number>> = {};
  for (const kept of id === null ? source.everything() : source.person(id)) {
    counts[kept.kind] = (counts[kept.kind] ?? 0) + 1;
    chunk += writeLine(kept);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  const { account: accounts = 0, message: messages = 0 } = counts;
  yield chunk + writeLine({ kind: 'end', accounts, messages });
}

async function write(chunks: Iterable<string>, file: string): Promise<void> {
  const stream = createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE });
  // Told when it is waited for.
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

async function take(
  { dataFolder, kept: { store } }: OwnerSettings,
  file: string | null,
): Promise<{ accounts: number; messages: number }> {
  using target = withoutServer(() => new Import(dataFolder, store));
  const now = Date.now();
  const check = new ImportCheck({ names: target.names(), newestAt: target.newestAt }, now);
  let last = 0;
  for await (const [number, json] of numberedLines(file, LINE_BYTES_MAX)) {
    last = number;
    const line = readLine(json);
    const added = 'problem' in line ? line : check.next(line);
    if ('problem' in added) throw new OwnerError(`line ${number}: ${added.problem}`);
    for (const one of added) target.add(one);
  }
  if (check.unfinished !== null) throw new OwnerError(`line ${last + 1}: ${check.unfinished}`);
  target.commit(now);
  const people = check.accounts;
  if (check.nameOnly > 0) remark(`${check.nameOnly} more accounts have no password yet`);
  return { accounts: people, messages: check.messages };
}
