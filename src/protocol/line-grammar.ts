/** The core commands as lines of text, as people type them in any client (docs/PROTOCOL.md section 7). */
import { TEXT_CODE_POINTS_MAX } from './limits.ts';
import { codePointsUpTo, nameFits, personNameFits } from './names.ts';

/** The answer to a line that cannot be sent. */
export type BadLine = 'Bad username' | 'Bad message' | 'Invalid command';

export type SeedLine =
  | { readonly kind: 'blank' }
  | { readonly kind: 'bad'; readonly answer: BadLine }
  | { readonly kind: 'login'; readonly name: string }
  | { readonly kind: 'sendto'; readonly name: string; readonly text: string }
  | Bare<Exclude<SeedCommandName, 'login' | 'sendto'>>;

/** A command without parameters; one type each, so that they can be told apart. */
type Bare<Name> = Name extends string ? { readonly kind: Name } : never;

/** The commands in a pipe; `help` is not one of them there. */
export const seedCommandNames = ['login', 'list', 'sendto', 'logout', 'exit', 'help'] as const;

export type SeedCommandName = (typeof seedCommandNames)[number];

const BLANK: SeedLine = { kind: 'blank' };
const BAD_USERNAME: SeedLine = { kind: 'bad', answer: 'Bad username' };
const BAD_MESSAGE: SeedLine = { kind: 'bad', answer: 'Bad message' };
const INVALID_COMMAND: SeedLine = { kind: 'bad', answer: 'Invalid command' };

// The command is the first word; the rest begins with the first character of the next word.
const COMMAND = /^[ \t]*([^ \t]+)[ \t]*/;
const WORD = /^[^ \t]+/;
const WHITE_SPACE_ALONE = /^\p{White_Space}*$/u;

/**
 * Parses `line` (without its line break). Words are separated by runs of spaces and tabs, except inside a message: that
 * is everything after the one space or tab that follows the name.
 */
export function parseLine(line: string): SeedLine {
  const head = COMMAND.exec(line);
  if (head === null) return BLANK;
  const rest = line.slice(head[0].length);
  switch (head[1]) {
    case 'login':
      return parseLogin(rest);
    case 'sendto':
      return parseSendto(rest);
    case 'list':
    case 'logout':
    case 'exit':
    case 'help':
      return rest === '' ? { kind: head[1] } : INVALID_COMMAND;
    default:
      return INVALID_COMMAND;
  }
}

function parseLogin(rest: string): SeedLine {
  const name = WORD.exec(rest)?.[0] ?? '';
  if (!personNameFits(name) || !isBlank(rest.slice(name.length))) return BAD_USERNAME;
  return { kind: 'login', name };
}

function parseSendto(rest: string): SeedLine {
  const name = WORD.exec(rest)?.[0] ?? '';
  const text = rest.slice(name.length + 1);
  if (!nameFits(name) || WHITE_SPACE_ALONE.test(text)) return BAD_USERNAME;
  if (codePointsUpTo(text, TEXT_CODE_POINTS_MAX) > TEXT_CODE_POINTS_MAX) return BAD_MESSAGE;
  return { kind: 'sendto', name, text };
}

/** Only spaces and tabs, which mean nothing at the end of a line. */
function isBlank(rest: string): boolean {
  return /^[ \t]*$/.test(rest);
}

/** The answer to a line that cannot be executed, because it could not be read to its end. */
export function refuseLine(line: SeedLine): BadLine {
  switch (line.kind) {
    case 'bad':
      return line.answer;
    case 'login':
      return 'Bad username';
    case 'sendto':
      return 'Bad message';
    default:
      return 'Invalid command';
  }
}
