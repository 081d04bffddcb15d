/** Reads options from the command line, the environment and a TOML file, as a table defines them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { TomlError } from 'smol-toml';
import { oneLine } from '../protocol/visible.ts';
import type { OptionType } from './option-types.ts';

/** One option: its name is the flag, the TOML key and, as `CHINWAG_NAME`, the environment variable. */
export interface Option<T> {
  readonly type: OptionType<T>;
  readonly default: T;
  /** The help text, in a line. */
  readonly help: string;
}

export function option<T>(type: Option<T>['type'], initial: NoInfer<T>, help: string): Option<T> {
  return { type, default: initial, help };
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer T> ? T : never;
};

/** Everything wrong with the given options, a line each. */
export class OptionsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const ENVIRONMENT_PREFIX = 'CHINWAG_';

/** A value and its source, as the user would name it. */
interface Given {
  readonly name: string;
  readonly value: unknown;
  readonly source: string;
}

/** How a command reads options that share their sources with other commands. */
export interface SharedSources {
  /** Only these are taken from the environment and the file; the others are for other commands. */
  readonly only?: readonly string[];
  /** Collects the words of the command line that are not options; without it, they are errors. */
  readonly words?: string[];
}

/** Computes defaults that depend on other values. */
export type Derive<Table extends OptionTable> = (
  values: OptionValues<Table>,
) => Partial<OptionValues<Table>>;

/**
 * The value of each option of `table`: from `args`, else from `environment`, else from the file that `--config` names,
 * else its default.
 * @throws OptionsError with everything that is wrong
 */
export function readOptions<Table extends OptionTable>(
  table: Table,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  { only, words }: SharedSources = {},
  derive: Derive<Table> = () => ({}),
): OptionValues<Table> {
  const problems: string[] = [];
  const others = only === undefined ? problems : [];
  const counts = ({ name }: Given): boolean => only?.includes(name) ?? true;
  const fromArgs = readArgs(table, args, words, problems);
  const fromEnvironment = readEnvironment(table, environment, others).filter(counts);
  const file = [...fromEnvironment, ...fromArgs].findLast(
    ({ name }) => name === CONFIG_OPTION,
  )?.value;
  const fromFile =
    typeof file === 'string' ? readFile(table, file, problems, others).filter(counts) : [];
  const given: Record<string, unknown> = {};
  const flags = new Set(fromArgs.map(({ name }) => name));
  // A variable may be meant for another program, so an invalid one is no error where a flag overrides it.
  const variables = fromEnvironment.filter(({ name }) => !flags.has(name));
  // The last value of a name wins, so the strongest source comes last. All others are checked as well.
  for (const { name, value, source } of [...fromFile, ...variables, ...fromArgs]) {
    const { type } = table[name] as Option<unknown>;
    const parsed = type.parse(value);
    if (parsed === undefined) problems.push(`${source}: ${show(value)} is not ${type.expected}`);
    else given[name] = parsed;
  }
  if (problems.length > 0) throw new OptionsError(problems);
  const defaults = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, option.default]),
  );
  const values = { ...defaults, ...given } as OptionValues<Table>;
  return { ...values, ...derive(values), ...given };
}

/** The option that names the file; it cannot be set in the file itself. */
const CONFIG_OPTION = 'config';

function readArgs(
  table: OptionTable,
  args: readonly string[],
  words: string[] | undefined,
  problems: string[],
): Given[] {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(table).map(([name, { type }]) => [
        name,
        { type: type.placeholder === null ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const given: Given[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional' && words !== undefined) words.push(token.value);
    else if (token.kind === 'positional') {
      problems.push(`${show(token.value)} is one word too many`);
    }
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    const source = oneLine(token.rawName);
    if (option === undefined) {
      problems.push(`${source} is not an option; these are: ${flagNames(table)}`);
    } else if (token.value === undefined && option.type.placeholder !== null) {
      problems.push(`${source} needs a value: ${option.type.expected}`);
    } else {
      given.push({ name: token.name, value: token.value ?? true, source });
    }
  }
  return given;
}

/**
 * Is `variable` one that Kubernetes sets? For each Service in a namespace it sets variables with the name of the
 * Service; if that begins with chinwag, they look like ours
 * (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
 */
export function isServiceLink(variable: string, value: string): boolean {
  if (/^CHINWAG_(?:\w+_)?SERVICE_(?:HOST|PORT(?:_\w+)?)$/.test(variable)) return true;
  return (
    /^CHINWAG_(?:\w+_)?PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/.test(variable) &&
    (/_\d+_/.test(variable) || /^(?:tcp|udp|sctp):\/\//.test(value))
  );
}

function readEnvironment(
  table: OptionTable,
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Given[] {
  const names = new Map(Object.keys(table).map((name) => [environmentName(name), name]));
  const given: Given[] = [];
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(ENVIRONMENT_PREFIX) || value === undefined) continue;
    if (isServiceLink(variable, value)) continue;
    const name = names.get(variable);
    // Node's replacement for invalid bytes.
    if (value.includes('\ufffd'))
      problems.push(`${oneLine(variable)}: ${show(value)} is not UTF-8`);
    else if (name !== undefined) given.push({ name, value, source: variable });
    else {
      const known = [...names.keys()].join(', ');
      problems.push(`${oneLine(variable)} is not an option; these are: ${known}`);
    }
  }
  return given;
}

/** Collects problems of the file in `problems`, and unknown options in `others`. */
function readFile(table: OptionTable, file: string, problems: string[], others: string[]): Given[] {
  const where = oneLine(file);
  // Most programs have no file, and start sooner without it.
  const toml = createRequire(import.meta.url)('smol-toml') as typeof import('smol-toml');
  let content: Record<string, unknown>;
  try {
    content = toml.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    const why = error instanceof toml.TomlError ? tomlProblem(error) : fileProblem(error);
    problems.push(`${where}: ${why}`);
    return [];
  }
  const given: Given[] = [];
  for (const [name, value] of Object.entries(content)) {
    const source = `${where}: ${oneLine(name)}`;
    if (Object.hasOwn(table, name) && name !== CONFIG_OPTION) given.push({ name, value, source });
    else {
      const known = Object.keys(table).filter((key) => key !== CONFIG_OPTION);
      others.push(`${source} is not an option; these are: ${known.join(', ')}`);
    }
  }
  return given;
}

function tomlProblem({ message, line, column }: TomlError): string {
  const [why = ''] = message.split('\n');
  return `line ${line}, column ${column}: ${why}`;
}

function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8';
  return message;
}

function environmentName(name: string): string {
  return ENVIRONMENT_PREFIX + name.toUpperCase().replaceAll('-', '_');
}

function flagNames(table: OptionTable): string {
  return Object.keys(table)
    .map((name) => `--${name}`)
    .join(', ');
}

function show(value: unknown): string {
  return oneLine(
    typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value)),
  );
}

/** The help text of the options of `table`. */
export function optionsHelp(table: OptionTable): string {
  return Object.entries(table)
    .map(([name, option]) => {
      const { type, default: initial, help } = option;
      const value = type.placeholder === null ? '' : ` ${type.placeholder}`;
      const written = initial === false ? '' : type.format(initial);
      const shown = written === '' ? '' : ` [${written}]`;
      return `  --${name}${value}\n      ${help}${shown}\n`;
    })
    .join('');
}
