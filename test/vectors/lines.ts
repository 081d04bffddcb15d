/** Lines that somebody types to a line client, and what it does with them; of docs/vectors.json. */
import type { SeedLine } from '../../src/protocol/line-grammar.ts';

export interface LineVector {
  readonly description: string;
  readonly line: string;
  readonly says: SeedLine;
}

const BAD_USERNAME: SeedLine = { kind: 'bad', answer: 'Bad username' };
const BAD_MESSAGE: SeedLine = { kind: 'bad', answer: 'Bad message' };
const INVALID_COMMAND: SeedLine = { kind: 'bad', answer: 'Invalid command' };
const BLANK: SeedLine = { kind: 'blank' };

const login = (name: string): SeedLine => ({ kind: 'login', name });
const sendto = (name: string, text: string): SeedLine => ({ kind: 'sendto', name, text });
const x = (times: number) => 'x'.repeat(times);
const balloons = (times: number) => '🎈'.repeat(times);

/** `[description, line, what it says]`, by how a line of the kind is typed. */
export const linesByUsage: Readonly<
  Record<string, readonly (readonly [description: string, line: string, says: SeedLine])[]>
> = {
  'login <username>': [
    ['a name', 'login alice', login('alice')],
    ['spaces and tabs around every word', ' \t login \t alice \t ', login('alice')],
    ['20 characters', `login ${x(20)}`, login(x(20))],
    ['20 characters of four bytes', `login ${balloons(20)}`, login(balloons(20))],
    ['other white space separates nothing', 'login a\u00a0b', login('a\u00a0b')],
    ['no name', 'login', BAD_USERNAME],
    ['no name, but spaces', 'login  \t', BAD_USERNAME],
    ['two words', 'login two words', BAD_USERNAME],
    ['21 characters', `login ${x(21)}`, BAD_USERNAME],
    ['21 characters, the first of them #', `login #${x(20)}`, BAD_USERNAME],
    ['21 characters of four bytes', `login ${balloons(21)}`, BAD_USERNAME],
  ],
  list: [
    ['list', 'list', { kind: 'list' }],
    ['spaces around it', '  list\t ', { kind: 'list' }],
    ['something behind it', 'list all', INVALID_COMMAND],
  ],
  'sendto <username> <message>': [
    ['a message', 'sendto bob hi', sendto('bob', 'hi')],
    ['spaces and tabs before the name', '\tsendto\t \tbob hi', sendto('bob', 'hi')],
    [
      'a message is kept as typed',
      'sendto bob   kept  as typed \t ',
      sendto('bob', '  kept  as typed \t '),
    ],
    ['a tab behind the name', 'sendto bob\thi', sendto('bob', 'hi')],
    ['a space and a tab behind the name', 'sendto bob \thi', sendto('bob', '\thi')],
    ['65,535 characters', `sendto bob ${x(65_535)}`, sendto('bob', x(65_535))],
    [
      '65,535 characters of four bytes',
      `sendto bob ${balloons(65_535)}`,
      sendto('bob', balloons(65_535)),
    ],
    ['no name', 'sendto', BAD_USERNAME],
    ['no message', 'sendto bob', BAD_USERNAME],
    ['no message behind the space', 'sendto bob ', BAD_USERNAME],
    ['nothing but spaces and tabs', 'sendto bob  \t  ', BAD_USERNAME],
    ['nothing but other white space', 'sendto bob \u3000\u00a0', BAD_USERNAME],
    ['a name of 21 characters', `sendto ${x(21)} hi`, BAD_USERNAME],
    ['a room of 64 characters', `sendto #${x(63)} hi`, sendto(`#${x(63)}`, 'hi')],
    ['a room of 65 characters', `sendto #${x(64)} hi`, BAD_USERNAME],
    ['a room of 200 bytes', `sendto #${balloons(49)}xxx hi`, sendto(`#${balloons(49)}xxx`, 'hi')],
    ['a room of 201 bytes', `sendto #${balloons(50)} hi`, BAD_USERNAME],
    ['a name and a message that are too long', `sendto ${x(21)} ${x(65_536)}`, BAD_USERNAME],
    ['65,536 characters', `sendto bob ${x(65_536)}`, BAD_MESSAGE],
    ['65,536 characters of four bytes', `sendto bob ${balloons(65_536)}`, BAD_MESSAGE],
  ],
  logout: [
    ['logout', 'logout', { kind: 'logout' }],
    ['something behind it', 'logout now', INVALID_COMMAND],
  ],
  exit: [
    ['exit', 'exit', { kind: 'exit' }],
    ['something behind it', 'exit 0', INVALID_COMMAND],
  ],
  'anything else': [
    ['an empty line', '', BLANK],
    ['spaces and tabs alone', ' \t ', BLANK],
    ['case makes a difference', 'Login alice', INVALID_COMMAND],
    ['upper case', 'LIST', INVALID_COMMAND],
    ['no command', 'hello', INVALID_COMMAND],
    ['no space', 'loginalice', INVALID_COMMAND],
    ['white space that separates nothing', 'login\u00a0alice', INVALID_COMMAND],
    ['what an object of JavaScript’s has', 'constructor', INVALID_COMMAND],
  ],
};

export const lineVectors: readonly LineVector[] = Object.entries(linesByUsage).flatMap(
  ([usage, lines]) =>
    lines.map(([description, line, says]) => ({
      description: `${usage}: ${description}`,
      line,
      says,
    })),
);
