/** Compares the parsing, completion and help of lines with those of an earlier version. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  parseTypedLine,
  refuseTypedLine,
  type TypedPlace,
} from '../../../src/protocol/typed-lines.ts';
import { helpLines, isTypedName, typedNames, usageOf } from '../../../src/protocol/usage.ts';
import { complete, KnownNames } from '../../../src/terminal/commands/completion.ts';
import { help, helpAbout } from '../../../src/terminal/commands/help.ts';
import { findReference } from '../../../src/terminal/commands/references.ts';
import { Writing, type Written } from '../../../src/terminal/commands/writing.ts';
import { KnownMessages } from '../../../src/terminal/conversation/known-messages.ts';
import { Palette } from '../../../src/terminal/presentation/palette.ts';
import { Presentation } from '../../../src/terminal/presentation/presentation.ts';
import type { Random } from '../random.ts';
import { asNow, type EarlierLines, type HelpPlace } from './earlier-lines.ts';
import { Typist } from './typist.ts';

const PLACES: readonly TypedPlace[] = ['terminal', 'lines'];
const HELP_PLACES: readonly HelpPlace[] = ['seed', ...PLACES];

const LISTED = ['bob', 'bobby', 'alice', 'Zoë', 'a:b', '\u202eevil', '🎈🎈', '🎈🎉'];
const WROTE = ['#lunch', '#lunchtime', '#l', 'carol', 'bob', '#\u202eevil'];

/** The earlier version completed only the first twenty names of a list; now it is as many as the command takes. */
const WORDS_COMPLETED_MAX = 21;

const PARTNERS = [null, 'bob', '#lunch'] as const;

/** The number of lines by kind, which shows whether the random lines cover all of them. */
export type Tally = Map<string, number>;

export class LinesComparison {
  readonly #then: EarlierLines;
  readonly #random: Random;
  readonly #typist: Typist;

  constructor(then: EarlierLines, random: Random) {
    this.#then = then;
    this.#random = random;
    const commands = Object.keys(then.commandContracts).flatMap((name) => {
      const usages = PLACES.flatMap((place) => then.usageOf(name, place) ?? []);
      const usage = usages.toSorted((a, b) => b.length - a.length)[0];
      return usage === undefined ? [] : [{ name, usage }];
    });
    this.#typist = new Typist(random, commands);
  }

  /** Compares the parsing of `count` lines. */
  parse(count: number): Tally {
    const tally: Tally = new Map();
    for (let each = 0; each < count; each++) {
      const line = this.#typist.line();
      const place = this.#random.of(PLACES);
      const found = parseTypedLine(line, place);
      const earlier = this.#then.parseTypedLine(line, place);
      same(found, asNow(earlier), () => `at ${place}: ${JSON.stringify(line)}`);
      const [refused, before] = [refuseTypedLine(found), this.#then.refuseLine(earlier)];
      same(refused, before, () => `refused at ${place}: ${JSON.stringify(line)}`);
      tally.set(earlier.kind, (tally.get(earlier.kind) ?? 0) + 1);
    }
    return tally;
  }

  /** Compares the completion of `count` beginnings of lines. */
  complete(count: number): void {
    const names = [new KnownNames(), new this.#then.KnownNames()] as const;
    for (const one of names) {
      one.listed(LISTED);
      for (const name of WROTE) one.wrote(name);
    }
    for (let each = 0; each < count; each++) {
      const isMessage = this.#random.once(4);
      const slash = isMessage && !this.#random.once(4) ? '/' : '';
      const line = `${slash}${this.#typist.beginning()}`;
      if (line.split(/[ \t]+/).length > WORDS_COMPLETED_MAX) continue;
      const expected = this.#then.complete(line, names[1], isMessage);
      same(
        complete(line, names[0], isMessage),
        expected,
        () => `${isMessage} ${JSON.stringify(line)}`,
      );
    }
  }

  /** Compares `count` lines typed with an addressee, and lines that refer to a message. */
  write(count: number): void {
    for (let each = 0; each < count; each++) {
      const partner = this.#random.of(PARTNERS);
      const [now, then] = [new Writing(), new this.#then.Writing()];
      if (partner !== null) for (const one of [now, then]) one.begin(partner);
      const line = `${this.#random.of(['/', '/', '//', ''])}${this.#typist.line()}`;
      same(
        meant(now.read(line)),
        meant(then.read(line)),
        () => `to ${partner}: ${JSON.stringify(line)}`,
      );
      const typed = line.replace(/^\/+/, '').replace(/(?<=[ \t])[-0-9]+(?=[ \t]|$)/, '.bob');
      const [asked, before] = [new Asked(), new Asked()];
      const found = findReference(typed, asked, partner);
      const expected = this.#then.findReference(typed, before, partner);
      same([found, asked.questions], [expected, before.questions], () => JSON.stringify(typed));
    }
  }

  /** Compares the whole help, and the help on `count` words. */
  explain(count: number): void {
    const { commandContracts } = this.#then;
    const typed = typedNames.filter((name) => PLACES.some((place) => usageOf(name, place)));
    for (const name of typed) assert.ok(Object.hasOwn(commandContracts, name), name);
    for (const place of HELP_PLACES) {
      assert.deepEqual(helpLines(place), this.#then.helpLines(place), place);
    }
    for (const place of PLACES) {
      for (const name of Object.keys(commandContracts)) {
        assert.ok(isTypedName(name), name);
        assert.equal(usageOf(name, place), this.#then.usageOf(name, place), `${name} at ${place}`);
      }
    }
    const now = new Presentation(new Palette(true));
    const then = new this.#then.Presentation(new this.#then.Palette(true));
    for (let columns = 1; columns <= 200; columns++) {
      same(sorted(help(now, columns)), sorted(this.#then.help(then, columns)), () => `${columns}`);
    }
    const titles = ['messages', 'Reading', 'ROOMS', '/moderation', 'people', 'account', '', 'to'];
    const words = [...Object.keys(commandContracts), ...titles];
    for (let each = 0; each < count; each++) {
      const word = words[each] ?? this.#typist.beginning();
      const columns = this.#random.between(1, 100);
      const expected = this.#then.helpAbout(then, word, columns);
      same(sorted(helpAbout(now, word, columns)), sorted(expected), () => JSON.stringify(word));
    }
  }
}

/** Known messages that only record how they were queried. */
class Asked extends KnownMessages {
  readonly questions: unknown[] = [];

  override last(...question: Parameters<KnownMessages['last']>): number | null {
    this.questions.push(question);
    return 17;
  }
}

/** The lines and words of `help`, sorted, because the order under a title has changed. */
function sorted(help: string): string[] {
  return help
    .split('\n')
    .map((line) => line.split(' ').sort().join(' '))
    .sort();
}

/** Removes white space at the end of a command, which has no meaning. */
function meant(written: Written): object {
  return written.kind === 'command' ? parseTypedLine(written.line, 'terminal') : written;
}

function same(found: unknown, expected: unknown, what: () => string): void {
  if (!isDeepStrictEqual(found, expected)) assert.deepEqual(found, expected, what());
}
