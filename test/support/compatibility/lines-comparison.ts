/**
 * Compares the parsing, completion and help of lines with those of an earlier version. Commands that it did not have
 * are left out.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  parseTypedLine,
  refuseTypedLine,
  type TypedPlace,
} from '../../../src/protocol/typed-lines.ts';
import {
  helpLines,
  helpOf,
  isTypedName,
  type TypedName,
  typedNames,
  usageOf,
} from '../../../src/protocol/usage.ts';
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

/** Commands that take more now, or are for more people: what more there is was an invalid command then, and help says so. */
const WIDER: ReadonlySet<string> = new Set(['leave', 'rename']);

const PARTNERS = [null, 'bob', '#lunch'] as const;

/** A room whose name was too long for the earlier version. */
const LONG_ROOM = /#[^ \t]{20}/u;

/** The number of lines by kind, which shows whether the random lines cover all of them. */
export type Tally = Map<string, number>;

export class LinesComparison {
  readonly #then: EarlierLines;
  readonly #random: Random;
  readonly #typist: Typist;
  /** Today's typed commands that the earlier version did not have. */
  readonly #newer: readonly TypedName[];

  constructor(then: EarlierLines, random: Random) {
    this.#then = then;
    this.#random = random;
    const commands = Object.keys(then.commandContracts).flatMap((name) => {
      const usages = PLACES.flatMap((place) => then.usageOf(name, place) ?? []);
      const usage = usages.toSorted((a, b) => b.length - a.length)[0];
      return usage === undefined ? [] : [{ name, usage }];
    });
    this.#typist = new Typist(random, commands);
    const typed = typedNames.filter((name) => PLACES.some((place) => usageOf(name, place)));
    this.#newer = typed.filter((name) => !Object.hasOwn(then.commandContracts, name));
  }

  /** Compares the parsing of `count` lines. */
  parse(count: number): Tally {
    const tally: Tally = new Map();
    for (let each = 0; each < count; each++) {
      const line = this.#typist.line();
      const place = this.#random.of(PLACES);
      if (this.#namesNewer(line) || LONG_ROOM.test(line)) continue;
      const found = parseTypedLine(line, place);
      const earlier = this.#then.parseTypedLine(line, place);
      if (isWider(line) && earlier.kind === 'bad') continue;
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
      const { insert, candidates } = complete(line, names[0], isMessage);
      // Of those that begin like a newer command, another part may be common.
      if (!/^\/?[ \t]*(?:help[ \t]+)?$/.test(line) && this.#mayBecomeNewer(line)) continue;
      const found = { insert, candidates: candidates.filter((one) => !this.#isNewer(one)) };
      const expected = this.#then.complete(line, names[1], isMessage);
      same(found, expected, () => `${isMessage} ${JSON.stringify(line)}`);
    }
  }

  /** Compares `count` lines typed with an addressee, and lines that refer to a message. */
  write(count: number): void {
    for (let each = 0; each < count; each++) {
      const partner = this.#random.of(PARTNERS);
      const [now, then] = [new Writing(), new this.#then.Writing()];
      if (partner !== null) for (const one of [now, then]) one.begin(partner);
      const line = `${this.#random.of(['/', '/', '//', ''])}${this.#typist.line()}`;
      if (this.#namesNewer(line) || LONG_ROOM.test(line)) continue;
      const before = meant(then.read(line));
      if (isWider(line) && 'kind' in before && before.kind === 'bad') continue;
      same(meant(now.read(line)), before, () => `to ${partner}: ${JSON.stringify(line)}`);
      const typed = line.replace(/^\/+/, '').replace(/(?<=[ \t])[-0-9]+(?=[ \t]|$)/, '.bob');
      const [asked, earlier] = [new Asked(), new Asked()];
      const found = findReference(typed, asked, partner);
      const expected = this.#then.findReference(typed, earlier, partner);
      same([found, asked.questions], [expected, earlier.questions], () => JSON.stringify(typed));
    }
  }

  /** Compares the whole help, and the help on `count` words. */
  explain(count: number): void {
    const { commandContracts } = this.#then;
    for (const place of HELP_PLACES) {
      const found = this.#withoutNewer(helpLines(place), place);
      assert.deepEqual(found, this.#withoutNewer(this.#then.helpLines(place), place), place);
    }
    for (const place of PLACES) {
      for (const name of Object.keys(commandContracts)) {
        assert.ok(isTypedName(name), name);
        if (WIDER.has(name)) continue;
        assert.equal(usageOf(name, place), this.#then.usageOf(name, place), `${name} at ${place}`);
      }
    }
    const now = new Presentation(new Palette(true));
    const then = new this.#then.Presentation(new this.#then.Palette(true));
    for (let columns = 1; columns <= 200; columns++) {
      const [found, expected] = [help(now, columns), this.#then.help(then, columns)];
      same(this.#sorted(found), this.#sorted(expected), () => `${columns}`);
    }
    const titles = ['messages', 'Reading', 'ROOMS', '/moderation', 'people', 'account', '', 'to'];
    const words = [...Object.keys(commandContracts), ...titles];
    for (let each = 0; each < count; each++) {
      const word = words[each] ?? this.#typist.beginning();
      const columns = this.#random.between(1, 100);
      const found = helpAbout(now, word, columns);
      // A newer command may be what was meant, or under the title.
      if (this.#newer.some((name) => found.includes(name)) || isWider(word)) continue;
      const expected = this.#then.helpAbout(then, word, columns);
      same(this.#sorted(found), this.#sorted(expected), () => JSON.stringify(word));
    }
  }

  #isNewer(word: string): boolean {
    return this.#newer.some((name) => name === word);
  }

  #namesNewer(line: string): boolean {
    return this.#isNewer(firstWord(line));
  }

  #mayBecomeNewer(line: string): boolean {
    return this.#newer.some((name) => name.startsWith(firstWord(line.replace(/help[ \t]+/, ''))));
  }

  /** Lines of help without newer commands, and without the columns, whose width depends on all of them. */
  #withoutNewer(lines: readonly string[], place: HelpPlace): string[] {
    const rows = this.#newer.flatMap((name) => {
      const usage = usageOf(name, place) ?? name;
      return [usage, helpOf(name).line, `${usage}  ${helpOf(name).line}`];
    });
    const narrow =
      this.#newer.length === 0 ? lines : lines.map((line) => line.replace(/ {2,}/, '  '));
    return narrow.filter((line) => !rows.includes(line.trim()) && !isWider(line.trim()));
  }

  /** The lines and words of `help`, sorted, because the order under a title has changed. */
  #sorted(text: string): string[] {
    return this.#withoutNewer(text.split('\n'), 'terminal')
      .map((line) => line.split(' ').filter((word) => !this.#isNewer(word)))
      .map((words) => words.sort().join(' '))
      .sort();
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

/** Is it of a command that takes more now? */
function isWider(line: string): boolean {
  return WIDER.has(firstWord(line));
}

function firstWord(line: string): string {
  return line.replace(/^[/ \t]+/, '').split(/[ \t]/, 1)[0] ?? '';
}

/** Removes white space at the end of a command, which has no meaning. */
function meant(written: Written): object {
  return written.kind === 'command' ? parseTypedLine(written.line, 'terminal') : written;
}

function same(found: unknown, expected: unknown, what: () => string): void {
  if (!isDeepStrictEqual(found, expected)) assert.deepEqual(found, expected, what());
}
