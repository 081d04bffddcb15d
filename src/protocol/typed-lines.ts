/**
 * All commands as lines of text: the first six by their own grammar (line-grammar.ts), the others by their contracts. A
 * terminal asks for passwords without echo; on lines of a program such as `nc` they are typed.
 */
import type { Contract } from './contract.ts';
import { contracts } from './contract-list.ts';
import type { Arguments, CommandName, TypedArguments } from './contracts.ts';
import { TEXT_CODE_POINTS_MAX } from './limits.ts';
import { type BadLine, parseLine, refuseLine, type SeedLine } from './line-grammar.ts';
import { codePointsUpTo } from './names.ts';
import { firstWords, splitWord } from './typed-words.ts';
import { typedPassword } from './typing.ts';
import { isCommandName } from './usage.ts';

export type TypedPlace = 'terminal' | 'lines';

/** A command for the server, before a terminal has asked for passwords. */
export type TypedCommand<Place extends TypedPlace = TypedPlace> = {
  [Name in CommandName]: {
    readonly kind: 'asked';
    /** The word typed: the name of the command, or of one that it answers for; `me` for an action. */
    readonly word: CommandName | 'me';
    readonly command: Name;
    readonly given: Place extends 'lines' ? Arguments<Name> : TypedArguments<Name>;
    /** The text, for commands that have one; otherwise ''. */
    readonly text: string;
  };
}[CommandName];

type LocalLine =
  /** `about`: the first word after it. */
  | { readonly kind: 'help'; readonly about: string }
  /** Lines only: completes a login that was refused for want of a password. */
  | { readonly kind: 'password'; readonly password: string };

export type TypedLine<Place extends TypedPlace = TypedPlace> =
  | SeedLine
  | LocalLine
  | TypedCommand<Place>;

type Bad = Extract<SeedLine, { kind: 'bad' }>;

const INVALID_COMMAND: Bad = bad('Invalid command');

const COMMAND = /^[ \t]*([^ \t]+)[ \t]*/;

const WHITE_SPACE_ALONE = /^\p{White_Space}*$/u;

const PASSWORD = typedPassword('password');

/** Parses `line` (without its line break), typed at `place`. */
export function parseTypedLine<Place extends TypedPlace>(
  line: string,
  place: Place,
): TypedLine<Place> {
  // Those six first, since most lines are messages; no other command shares a name with one of them.
  const known = parseLine(line);
  if (known.kind !== 'bad' || known.answer !== 'Invalid command') return known;
  const [head = '', word = ''] = COMMAND.exec(line) ?? [];
  const rest = line.slice(head.length);
  if (word === 'help') return parseHelp(rest);
  // Its arguments are the same at every place.
  if (word === 'me') return parseMe(rest) as TypedLine<Place>;
  if (word === 'password' && place === 'lines') return parsePassword(rest);
  return isCommandName(word) ? asked(word, rest, place) : known;
}

function parseHelp(rest: string): LocalLine | Bad {
  const [about, ...others] = firstWords(rest, 1);
  return about !== undefined && others.length === 0 ? { kind: 'help', about } : INVALID_COMMAND;
}

/** What one does is read as a message is: everything after the one space or tab that follows the name. */
function parseMe(rest: string): TypedCommand | Bad {
  const said = parseLine(`sendto ${rest}`);
  if (said.kind !== 'sendto') return said.kind === 'bad' ? said : INVALID_COMMAND;
  const given = { to: said.name, as: 'action' } as const;
  return { kind: 'asked', word: 'me', command: 'sendto', given, text: said.text };
}

function parsePassword(rest: string): LocalLine | Bad {
  const taken = PASSWORD.read(rest);
  if (typeof taken === 'string' || taken.rest !== '') return INVALID_COMMAND;
  return { kind: 'password', password: taken.value };
}

/** Reads the command `word`, followed by `rest`. */
function asked<Place extends TypedPlace>(
  word: CommandName,
  rest: string,
  place: Place,
): TypedCommand<Place> | Bad {
  const contract: Contract = contracts[word];
  const { typed } = contract;
  if (typed === undefined || (typed.only !== undefined && typed.only !== place)) {
    return INVALID_COMMAND;
  }
  const found = typed.read === undefined ? readInOrder(contract, rest, place) : typed.read(rest);
  if (typeof found === 'string') return bad(found);
  const { command = word, given, text = '' } = isComplete(found) ? found : { given: found };
  // Each kind of argument reads only what its schema accepts (typed-lines.test.ts).
  return { kind: 'asked', word, command, given, text } as TypedCommand<Place>;
}

interface Complete {
  readonly command?: string;
  readonly given: object;
  readonly text?: string;
}

function isComplete(found: object): found is Complete {
  return 'given' in found;
}

/** Reads the arguments in order, each by its kind, and the text after them. */
function readInOrder(
  { arguments: all, typed, text }: Contract,
  line: string,
  place: TypedPlace,
): Complete | BadLine {
  const given: Record<string, unknown> = {};
  const order = (typed?.order ?? []).filter((name) => place === 'lines' || !all[name]?.secret);
  let rest = line;
  for (const [index, name] of order.entries()) {
    const { typing, optional } = all[name] ?? {};
    if (typing === undefined) throw new Error(`${name} is typed, and has no kind that is`);
    if (optional && (rest === '' || beginsLater(all, order.slice(index + 1), rest))) continue;
    // A message begins after one space or tab: anything more is part of it.
    const word = text && index === order.length - 1 ? splitWord(rest)[0] : null;
    const taken = typing.read(word ?? rest);
    if (taken === 'absent' && optional) continue;
    if (taken === 'absent') return 'Invalid command';
    if (typeof taken === 'string') return taken;
    given[name] = taken.value;
    rest = word === null ? taken.rest : rest.slice(word.length + 1);
  }
  if (!text) return rest === '' ? { given } : 'Invalid command';
  if (WHITE_SPACE_ALONE.test(rest)) return 'Bad message';
  if (codePointsUpTo(rest, TEXT_CODE_POINTS_MAX) > TEXT_CODE_POINTS_MAX) return 'Bad message';
  return { given, text: rest };
}

/** Does `rest` begin with the keyword of one of the arguments `later`? */
function beginsLater(all: Contract['arguments'], later: readonly string[], rest: string): boolean {
  const [word] = splitWord(rest);
  return later.some((name) => all[name]?.typing?.keyword === word);
}

function bad(answer: BadLine): Bad {
  return { kind: 'bad', answer };
}

/**
 * The answer to a line that cannot be executed as `line` says, because it was too long or is not UTF-8: its beginning
 * tells what kind of bad line it is.
 */
export function refuseTypedLine(line: TypedLine): BadLine {
  switch (line.kind) {
    case 'asked':
      return 'text' in contracts[line.command] ? 'Bad message' : 'Invalid command';
    case 'password':
      return 'Invalid command';
    default:
      return 'about' in line ? 'Invalid command' : refuseLine(line);
  }
}
