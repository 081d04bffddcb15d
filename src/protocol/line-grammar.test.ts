import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLine } from './line-grammar.ts';

const BAD_USERNAME = { kind: 'bad', answer: 'Bad username' };
const BAD_MESSAGE = { kind: 'bad', answer: 'Bad message' };
const INVALID_COMMAND = { kind: 'bad', answer: 'Invalid command' };

/** The table of DESIGN.md section 2, "Client commands", row by row. */
const cases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'login <username>': {
    'login alice': { kind: 'login', name: 'alice' },
    ' \t login \t alice \t ': { kind: 'login', name: 'alice' },
    [`login ${'x'.repeat(20)}`]: { kind: 'login', name: 'x'.repeat(20) },
    [`login ${'🎈'.repeat(20)}`]: { kind: 'login', name: '🎈'.repeat(20) },
    'login a\u00a0b': { kind: 'login', name: 'a\u00a0b' },
    login: BAD_USERNAME,
    'login  \t': BAD_USERNAME,
    'login two words': BAD_USERNAME,
    [`login ${'x'.repeat(21)}`]: BAD_USERNAME,
    [`login ${'🎈'.repeat(21)}`]: BAD_USERNAME,
  },
  list: {
    list: { kind: 'list' },
    '  list\t ': { kind: 'list' },
    'list all': INVALID_COMMAND,
  },
  'sendto <username> <message>': {
    'sendto bob hi': { kind: 'sendto', name: 'bob', text: 'hi' },
    '\tsendto\t \tbob hi': { kind: 'sendto', name: 'bob', text: 'hi' },
    'sendto bob   kept  as typed \t ': {
      kind: 'sendto',
      name: 'bob',
      text: '  kept  as typed \t ',
    },
    'sendto bob\thi': { kind: 'sendto', name: 'bob', text: 'hi' },
    'sendto bob \thi': { kind: 'sendto', name: 'bob', text: '\thi' },
    [`sendto bob ${'x'.repeat(65_535)}`]: { kind: 'sendto', name: 'bob', text: 'x'.repeat(65_535) },
    [`sendto bob ${'🎈'.repeat(65_535)}`]: {
      kind: 'sendto',
      name: 'bob',
      text: '🎈'.repeat(65_535),
    },
    sendto: BAD_USERNAME,
    'sendto bob': BAD_USERNAME,
    'sendto bob ': BAD_USERNAME,
    'sendto bob  \t  ': BAD_USERNAME,
    'sendto bob \u3000\u00a0': BAD_USERNAME,
    [`sendto ${'x'.repeat(21)} hi`]: BAD_USERNAME,
    [`sendto ${'x'.repeat(21)} ${'x'.repeat(65_536)}`]: BAD_USERNAME,
    [`sendto bob ${'x'.repeat(65_536)}`]: BAD_MESSAGE,
    [`sendto bob ${'🎈'.repeat(65_536)}`]: BAD_MESSAGE,
  },
  logout: {
    logout: { kind: 'logout' },
    'logout now': INVALID_COMMAND,
  },
  exit: {
    exit: { kind: 'exit' },
    'exit 0': INVALID_COMMAND,
  },
  'anything else': {
    '': { kind: 'blank' },
    ' \t ': { kind: 'blank' },
    'Login alice': INVALID_COMMAND,
    LIST: INVALID_COMMAND,
    hello: INVALID_COMMAND,
    loginalice: INVALID_COMMAND,
    'login\u00a0alice': INVALID_COMMAND,
    constructor: INVALID_COMMAND,
  },
};

for (const [row, lines] of Object.entries(cases)) {
  describe(`the grammar of: ${row}`, () => {
    for (const [line, expected] of Object.entries(lines)) {
      const shown = line.length > 40 ? `${line.slice(0, 40)}… (${line.length} units)` : line;
      test(JSON.stringify(shown), () => assert.deepEqual(parseLine(line), expected));
    }
  });
}
