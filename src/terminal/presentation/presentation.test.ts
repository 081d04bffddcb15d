import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';

test('a bad line is answered by the words of the seed; how it could have been right is a line of its own', () => {
  const shown = new Presentation(new Palette(false));
  const hints = {
    'lgin x': 'did you mean login? help shows the commands',
    'nonsense x': 'help shows the commands',
    'constructor x': 'help shows the commands',
    'hello x': 'help shows the commands',
    'list x': 'usage: list',
    ' revoke  x': 'usage: revoke <number>',
    'history bob before': 'usage: history <username> [before <number>]',
    'register bob code x': 'usage: register <username> [invitation]',
    'password secret': 'login asks for the password',
  };
  for (const [line, hint] of Object.entries(hints)) {
    assert.equal(shown.badLine('Invalid command', line), `Invalid command\n* ${hint}`);
  }
});
