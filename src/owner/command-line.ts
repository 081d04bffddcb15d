/** Runs the owner's command on the command line. */
import { OptionsError, optionsHelp } from '../options/option-table.ts';
import { oneLine } from '../protocol/visible.ts';
import { closed, modeForOthers } from '../store/folder/folder-safety.ts';
import { StoreError } from '../store/store-error.ts';
import { print, remark } from '../system/standard-streams.ts';
import type { OwnerCommand } from './command.ts';
import { ownerCommands } from './commands.ts';
import { OwnerError } from './owner-error.ts';
import { readOwnerOptions } from './owner-settings.ts';

const FAILURE_STATUS = 1;

/** Files that it writes are for the owner only. */
const PRIVATE_UMASK = 0o077;

/**
 * Runs `chinwag` with `args`, which begin with the name of an owner's command; returns the exit status.
 * @throws OptionsError
 */
export async function runOwnerCommand(args: readonly string[]): Promise<number> {
  const [first = ''] = args;
  const loaded = (await ownerCommands.get(first)?.()) ?? [];
  const family = loaded.filter(({ usage }) => wordsOf(usage)[0] === first);
  const wantsHelp = args.includes('--help') || args.includes('-h');
  const found = family.find(({ usage }) => {
    const name = wordsOf(usage);
    return name.every((word, i) => word === args[i]);
  });
  if (found === undefined && wantsHelp) {
    await print(`${family.map(overview).join('\n')}`);
    return 0;
  }
  if (found === undefined) throw new OptionsError([unknown(first, args[1], family)]);
  if (wantsHelp) {
    await print(help(found));
    return 0;
  }
  return run(found, args.slice(wordsOf(found.usage).length));
}

async function run(command: OwnerCommand, args: readonly string[]): Promise<number> {
  process.umask(PRIVATE_UMASK);
  const words: string[] = [];
  const { options, settings } = readOwnerOptions(command.options, args, process.env, words);
  const { min, max } = command.words;
  if (words.length < min || words.length > max) {
    throw new OptionsError([`this is how it is used: chinwag ${command.usage}`]);
  }
  const { dataFolder } = settings;
  const open = modeForOthers(dataFolder);
  try {
    return await command.run({ words, options, settings });
  } catch (error) {
    if (!(error instanceof OwnerError || error instanceof StoreError)) throw error;
    remark(oneLine(error.message));
    return FAILURE_STATUS;
  } finally {
    if (open !== null && modeForOthers(dataFolder) === null) remark(closed(open));
  }
}

/** The words that name a command: those in lower case. */
function wordsOf(usage: string): string[] {
  return usage.split(' ').filter((word) => /^[a-z-]+$/.test(word));
}

function unknown(
  first: string,
  second: string | undefined,
  family: readonly OwnerCommand[],
): string {
  const known = family.map(({ usage }) => wordsOf(usage).slice(1).join(' ')).join(', ');
  const what =
    second === undefined
      ? `chinwag ${first} needs a word more`
      : `"${oneLine(second)}" is not one of them`;
  return `${what}; ${first} does: ${known} (see chinwag ${first} --help)`;
}

function overview({ usage, summary }: OwnerCommand): string {
  return `  chinwag ${usage}\n      ${summary}\n`;
}

function help({ usage, summary, details, options }: OwnerCommand): string {
  const more = details === '' ? '' : `\n${details}`;
  return `chinwag ${usage} [options]\n\n${summary}\n${more}\n${optionsHelp(options)}`;
}
