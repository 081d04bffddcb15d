import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalNames } from '../../protocol/usage.ts';
import { suggestion } from './suggestion.ts';

function meant(word: string): string | null {
  return suggestion(word, terminalNames);
}

test('a mistyped command is the one that it is most like', () => {
  const words = {
    lgin: 'login',
    lsit: 'list',
    LIST: 'list',
    sedto: 'sendto',
    sned: 'sendto',
    send: 'sendto',
    hist: 'history',
    histroy: 'history',
    unbann: 'unban',
    bann: 'ban',
    '/join': 'join',
    msg: 'sendto',
    '/quit': 'exit',
    '/nick': 'rename',
  };
  for (const [word, command] of Object.entries(words)) assert.equal(meant(word), command, word);
});

test('a word that is like none is no command', () => {
  const words = ['nonsense', 'hi', 'x', '', '/', 'good morning', 'constructor', 'x'.repeat(65_535)];
  for (const word of words) assert.equal(meant(word), null, word);
});
