/** Usage lines and help texts, derived from the contracts. */
import type { Contract, PlacedHelp } from './contract.ts';
import { contracts } from './contract-list.ts';
import type { CommandName } from './contracts.ts';
import { type SeedCommandName, seedCommandNames } from './line-grammar.ts';
import { type LocalName, localCommands } from './local-commands.ts';
import { type Completes, shownAs } from './typing.ts';

/** A place where commands are typed; `seed`: a pipe, with the first six commands only. */
export type TypingPlace = 'seed' | 'terminal' | 'lines';

/** A command that is typed, or sent by programs. */
export type TypedName = CommandName | LocalName;

/** All commands, in the order of help. */
export const typedNames: readonly TypedName[] = [
  ...(Object.keys(contracts) as CommandName[]),
  ...(Object.keys(localCommands) as LocalName[]),
].sort((one, other) => helpOf(one).place - helpOf(other).place);

export function isTypedName(word: string): word is TypedName {
  return isCommandName(word) || Object.hasOwn(localCommands, word);
}

export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(contracts, word);
}

function isLocal(name: TypedName): name is LocalName {
  return Object.hasOwn(localCommands, name);
}

export function helpOf(name: TypedName): PlacedHelp {
  return isLocal(name) ? localCommands[name].help : contracts[name].help;
}

/** What Tab offers for the first parameter of a word that is no command of the protocol. */
export function localCompletes(word: string): Completes | undefined {
  return isTypedName(word) && isLocal(word) ? localCommands[word].completes : undefined;
}

/** What to do on a terminal for a command that is not typed there; undefined where there is nothing. */
export function insteadOf(name: TypedName): string | undefined {
  return isLocal(name) ? localCommands[name].instead : undefined;
}

/** Commands that may be typed on a terminal. */
export const terminalNames: readonly TypedName[] = namesAt('terminal');

/** How a command is typed at `place`, or null. */
export function usageOf(name: TypedName, place: TypingPlace): string | null {
  if (place === 'seed') {
    if (!(seedCommandNames as readonly string[]).includes(name)) return null;
    // In a pipe `help` takes no parameter.
    if (name === 'help') return name;
  }
  const parameters = isLocal(name) ? localParameters(name, place) : parametersOf(name, place);
  return parameters === null ? null : [name, parameters].filter(Boolean).join(' ');
}

function localParameters(name: LocalName, place: TypingPlace): string | null {
  const { usage, only } = localCommands[name];
  return only === undefined || only === place ? usage : null;
}

function parametersOf(name: CommandName, place: TypingPlace): string | null {
  const { typed, arguments: all, text }: Contract = contracts[name];
  if (typed === undefined || (typed.only !== undefined && typed.only !== place)) return null;
  if (typed.usage !== undefined) return typed.usage;
  const shown = typed.order.flatMap((one) => {
    const { typing, optional, secret } = all[one] ?? {};
    if (typing === undefined || (secret && place !== 'lines')) return [];
    return [shownAs(typing, optional === true)];
  });
  return [...shown, ...(text ? ['<message>'] : [])].join(' ');
}

function namesAt(place: TypingPlace): readonly TypedName[] {
  const all: readonly TypedName[] =
    place === 'seed' ? (seedCommandNames as readonly SeedCommandName[]) : typedNames;
  return all.filter((name) => usageOf(name, place) !== null);
}

/** A longer usage gets a line of its own, so that the columns fit a screen. */
const USAGE_COLUMNS_MAX = 36;

/** The output of `help`, a line or two for each command. */
export function helpLines(place: TypingPlace): string[] {
  return inColumns(namesAt(place).map((name) => [usageOf(name, place) ?? '', helpOf(name).line]));
}

type UsageAndHelp = readonly [usage: string, help: string];

/** Side by side where `columns` suffice, otherwise one below the other. */
export function inColumns(
  rows: readonly UsageAndHelp[],
  columns = Number.POSITIVE_INFINITY,
): string[] {
  const usages = rows.map(([usage]) => usage.length);
  const width = Math.max(...usages.filter((length) => length <= USAGE_COLUMNS_MAX));
  const helps = Math.max(...rows.map(([, help]) => help.length));
  if (width + 2 + helps > columns) return rows.flatMap(([usage, help]) => [usage, `  ${help}`]);
  return rows.flatMap(([usage, help]) =>
    usage.length > width
      ? [usage, `${''.padEnd(width)}  ${help}`]
      : [`${usage.padEnd(width)}  ${help}`],
  );
}
