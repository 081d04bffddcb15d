import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wordOf } from '../../../test/support/typed-line.ts';
import { helpGroups } from '../../protocol/contract.ts';
import { parseTypedLine } from '../../protocol/typed-lines.ts';
import { helpOf, terminalNames, usageOf } from '../../protocol/usage.ts';
import { KnownMessages } from '../conversation/known-messages.ts';
import { Palette } from '../presentation/palette.ts';
import { Presentation } from '../presentation/presentation.ts';
import { help, helpAbout } from './help.ts';
import { findReference } from './references.ts';
import { TO_HELP, Writing } from './writing.ts';

const shown = new Presentation(new Palette(false));

/** The command that `line` is. */
function kindOf(line: string): string {
  const messages = new KnownMessages();
  return wordOf(parseTypedLine(findReference(line, messages, null)?.line ?? line, 'terminal'));
}

describe('help', () => {
  test('has every command, on one screen', () => {
    const lines = help(shown, 80).split('\n');
    // The line that was typed, and the prompt.
    assert.ok(lines.length <= 24 - 2, lines.join('\n'));
    for (const line of lines) assert.ok(line.length <= 79, line);
    const words = new Set(lines.flatMap((line) => line.split(' ')));
    for (const command of [...terminalNames, 'to']) assert.ok(words.has(command), command);
    for (const name of terminalNames) {
      assert.ok(
        helpGroups.some((title) => title === helpOf(name).group),
        name,
      );
    }
  });

  test('of one command says how it is typed, what it does, and has examples that can be typed', () => {
    const lines = helpAbout(shown, 'ban', 80).split('\n');
    assert.equal(lines[0], usageOf('ban', 'terminal'));
    assert.match(lines[1] ?? '', /^Put out, and keep out\. .*10m/);
    assert.ok(lines.includes('e.g. ban #lunch bob 1h too loud'));
    for (const command of terminalNames) {
      const { examples = [], more = '' } = helpOf(command);
      assert.ok(more.endsWith('.') && examples.length > 0, command);
      for (const line of examples) assert.equal(kindOf(line), command, line);
      assert.ok(helpAbout(shown, command, 80).startsWith(`${usageOf(command, 'terminal')}\n`));
    }
    for (const line of TO_HELP.examples) {
      const writing = new Writing();
      if (line.startsWith('/')) writing.begin('bob');
      assert.equal(writing.read(line).kind, 'to', line);
    }
    assert.match(helpAbout(shown, 'to', 80), /^to <#room or username>\nWrite there line by line/);
    assert.equal(helpAbout(shown, '/ban', 80), helpAbout(shown, 'BAN', 80));
  });

  test('of a title says what its commands do', () => {
    const lines = helpAbout(shown, 'moderation', 80).split('\n');
    assert.equal(lines[0], 'Moderation');
    assert.ok(lines.some((line) => /^unban <#room> <username> {2,}let in again$/.test(line)));
    // One that is called like a command, too.
    assert.match(helpAbout(shown, 'rooms', 80), /^rooms \[part of a name\]\n(.*\n)*Rooms\n/);
  });

  test('is as well to be read on a narrow screen', () => {
    assert.match(help(shown, 40), /^login <username>\n {2}log in;/);
    assert.match(
      helpAbout(shown, 'moderation', 40),
      /\nban <#room> .*\n {2}put out, and keep out\n/,
    );
  });

  test('of what is no command suggests one, safely', () => {
    assert.equal(
      helpAbout(shown, 'bann', 80),
      '* there is no command bann; did you mean ban? help shows them all',
    );
    assert.equal(
      helpAbout(shown, 'x\x1b[2J', 80),
      '* there is no command x^[[2J; help shows them all',
    );
    assert.equal(
      helpAbout(shown, 'hello', 80),
      '* there is no command hello; did you mean help? help shows them all',
    );
  });
});
