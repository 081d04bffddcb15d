import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { wordOf } from '../../test/support/typed-line.ts';
import { contracts } from './contract-list.ts';
import { parseLine, seedCommandNames } from './line-grammar.ts';
import { parseTypedLine } from './typed-lines.ts';
import { helpLines, type TypingPlace, terminalNames, typedNames, usageOf } from './usage.ts';

const places: readonly TypingPlace[] = ['seed', 'terminal', 'lines'];
const all = typedNames;

/** A line that `usage` allows, with or without its optional parts. */
function example(usage: string, full: boolean): string {
  return usage
    .replace('part of a name', 'part')
    .replace(/ \[([^\]]*)\]/g, full ? ' $1' : '')
    .replace(/ …$/, full ? ' word' : '')
    .replace(/<number>/g, '17')
    .replace(/<emoji>/g, '👍')
    .replace(/<#(room|name)>/g, '#$1')
    .replace(/<[^>]+>/g, 'word')
    .replace(/\|\S+$/, '');
}

function kindOf(line: string, place: TypingPlace): string {
  return place === 'seed' ? parseLine(line).kind : wordOf(parseTypedLine(line, place));
}

describe('the commands', () => {
  test('that help shows at a place are those that can be typed there, as it says', () => {
    for (const place of places) {
      const shown = helpLines(place);
      for (const name of all) {
        const usage = usageOf(name, place);
        const isThere =
          usage !== null && shown.some((line) => line === usage || line.startsWith(`${usage} `));
        for (const full of [true, false]) {
          const line = example(usage ?? name, full);
          assert.equal(kindOf(line, place), isThere ? name : 'bad', `${place}: ${line}`);
        }
      }
    }
  });

  test('are explained in one short line each, in columns', () => {
    for (const place of places) {
      const lines = helpLines(place);
      // A usage too long for its column has a line of its own.
      const usages = new Set<string | null>(all.map((name) => usageOf(name, place)));
      const explained = lines.filter((line) => !usages.has(line));
      const columns = explained.map((line) => /^(?:\S+ )* +(?=\S)/.exec(line)?.[0].length);
      assert.equal(new Set(columns).size, 1);
      // A screen has 80 columns; the output of `nc` may be wider.
      const columnsMax = place === 'lines' ? 99 : 79;
      for (const line of lines) {
        assert.match(line, /^[a-z ][ -~…]+$/);
        assert.ok(line.length <= columnsMax, line);
      }
    }
  });

  test('that a terminal completes are those that it knows', () => {
    assert.deepEqual(
      terminalNames,
      all.filter((name) => usageOf(name, 'terminal') !== null),
    );
    assert.ok(!terminalNames.includes('password'));
    assert.ok(!terminalNames.includes('hello'));
  });

  test('that only programs give are typed nowhere', () => {
    for (const name of ['hello', 'missed', 'received', 'read', 'typing'] as const) {
      for (const place of places) assert.equal(usageOf(name, place), null);
    }
  });

  test('have a contract each, whoever gives them', () => {
    for (const [name, contract] of Object.entries(contracts)) assert.equal(contract.name, name);
    const typedOnly = all.filter((name) => !Object.hasOwn(contracts, name));
    assert.deepEqual(typedOnly, ['password', 'me', 'exit', 'help']);
  });

  test('are listed, each with its contract and its handler', () => {
    for (const folder of ['./commands/', '../chat/commands/']) {
      const files = readdirSync(new URL(folder, import.meta.url)).map((file) => file.slice(0, -3));
      assert.deepEqual(files.toSorted(), Object.keys(contracts).toSorted(), folder);
    }
  });

  test('of the seed are those of the seed', () => {
    assert.deepEqual([...seedCommandNames], ['login', 'list', 'sendto', 'logout', 'exit', 'help']);
  });
});
