/** Random lines as people, programs and attackers type them, to compare two parsers. */
import type { Random } from '../random.ts';

/** Values of parameters, by kind; wrong kinds are given as well. */
const KINDS = {
  name: ['bob', 'alice', 'Zoë', '字'.repeat(20), '🎈'.repeat(20), 'x'.repeat(20), 'before', 'off'],
  badName: ['x'.repeat(21), '🎈'.repeat(21), 'e\u0301'.repeat(10), 'a:b', '\ud800', 'Success'],
  room: ['#lunch', '#l', '#Lunch', `#${'x'.repeat(19)}`, `#${'🎈'.repeat(19)}`, '#café', '#-'],
  badRoom: ['#', `#${'x'.repeat(64)}`, '\uff03lunch', '\ufe5flunch', '##', '#\u202elunch', 'lunch'],
  number: ['0', '1', '17', '0017', '9007199254740991', '-1', '-0', '-9007199254740991'],
  badNumber: [
    ...['9007199254740992', '-9007199254740992', '1e3', '0x1', '1.5', '+1', '--1', '-', '１７'],
    ...['٣', '99999999999999999', '9'.repeat(100), '1_000', '1n', 'NaN', 'Infinity', '.', '.bob'],
  ],
  emoji: [
    '👍',
    '🎉',
    '❤️',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🇩🇪',
    '1️⃣',
    'x',
    ':)',
    '🎈'.repeat(16),
    '🎈'.repeat(40),
  ],
  duration: ['30s', '10m', '1h', '7d', '1s', '366d', '86400s', '24h', '0s', 'off'],
  badDuration: [
    ...['1h30m', '10', '10M', '367d', '1.5h', '-1h', '25h', '1w', '1 h', '00000000001s', '٣s'],
    ...['9007199254740993s', '99999999999999999999d', '1hour', 's', 'h1'],
  ],
  word: ['on', 'off', 'owner', 'moderator', 'member', 'private', 'public', 'guests', 'no-guests'],
  otherWord: [
    'kept',
    'not-kept',
    'before',
    'On',
    'OFF',
    'Owner',
    'after',
    '-',
    'constructor',
    'to',
  ],
  text: [
    'hello',
    'too loud',
    '"at noon" from:bob',
    'a\u00a0b',
    '*',
    'x'.repeat(200),
    '字'.repeat(100),
  ],
  longText: [
    'x'.repeat(201),
    'x'.repeat(1000),
    'x'.repeat(1001),
    'x'.repeat(1025),
    '🎈'.repeat(257),
  ],
  secret: [
    'secret',
    'correct-horse',
    'x'.repeat(1024),
    '🎈'.repeat(256),
    'abcd-efgh',
    'x'.repeat(100),
  ],
  hostile: [
    ...[
      '\u00a0',
      '\u3000',
      '\u2003',
      '\u200b',
      '\ufeff',
      '\u0085',
      '\u2028',
      '\r',
      '\n',
      '\0',
      '\x1b[2J',
    ],
    ...[
      '\x7f',
      '\ud83d',
      '\udc00\ud83d',
      '\u202e',
      '\v',
      '\f',
      '__proto__',
      'toString',
      '/',
      '@bob',
    ],
  ],
} as const;

type Kind = keyof typeof KINDS;
const ALL = Object.keys(KINDS) as Kind[];

/** Parts of a usage, as in `kick <#room> <username> [why]`, with the kinds of values that fit. */
const RIGHT: readonly (readonly [part: RegExp, kinds: readonly Kind[]])[] = [
  [/#room/, ['room', 'room', 'room', 'badRoom']],
  [/username/, ['name', 'name', 'name', 'badName']],
  [/number/, ['number', 'number', 'badNumber']],
  [/emoji/, ['emoji']],
  [/1h|10m|30s/, ['duration', 'duration', 'badDuration', 'text']],
  [/password|old|new|invitation/, ['secret', 'longText']],
  [/part of a name/, ['text', 'room', 'name']],
  [/message|words|text|why/, ['text', 'text', 'longText', 'hostile']],
  [/private|no-guests|not-kept|off|owner/, ['word', 'word', 'otherWord']],
];

const SPACES = [' ', ' ', ' ', ' ', '\t', '  ', ' \t \t', ' '.repeat(50)];
/** Spaces that do not separate words. */
const NO_SPACES = ['', '\u00a0', '\u3000'];

/** Words that are not commands. */
const STRANGERS = [
  ...['hello', 'missed', 'received', 'read', 'typing', 'alive', 'to', 'say', 'History', 'LOGIN'],
  ...[
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'lоgin',
    'ｌist',
    'history\u00a0bob',
    '',
    '.',
    '/',
  ],
];

export interface Command {
  readonly name: string;
  /** Its usage in help, in the form with the most parameters. */
  readonly usage: string;
}

export class Typist {
  readonly #random: Random;
  readonly #commands: readonly Command[];

  constructor(random: Random, commands: readonly Command[]) {
    this.#random = random;
    this.#commands = commands;
  }

  /** A line without its line break, mostly a plausible one. */
  line(): string {
    const random = this.#random;
    if (random.once(40)) return this.#anything();
    const { name, usage } = random.of(this.#commands);
    const words = usage.split(' ').slice(1);
    // `<words or "phrases">` and `[before <number>]` have several words; which of them are used is random.
    const given = words.map((word) => this.#word(word));
    if (random.once(6))
      given.splice(random.below(given.length + 1), random.between(0, 1), this.#any());
    if (random.once(6)) given.splice(random.below(given.length + 1), given.length);
    if (/…$/.test(usage)) given.push(...this.#names());
    const parts = [random.once(60) ? random.of(STRANGERS) : name, ...given];
    const line = parts.reduce((before, part) => before + this.#space() + part);
    return `${this.#edge()}${line}${this.#edge()}`;
  }

  /** The beginning of a line. */
  beginning(): string {
    const line = this.line();
    return this.#random.once(3) ? line : line.slice(0, this.#random.below(line.length + 1));
  }

  #word(part: string): string {
    const random = this.#random;
    if (random.once(12)) return this.#any();
    if (/^\[?before/.test(part)) return random.once(8) ? this.#any() : 'before';
    const kinds = RIGHT.find(([pattern]) => pattern.test(part))?.[1];
    return kinds === undefined ? this.#any() : random.of(KINDS[random.of(kinds)]);
  }

  #any(): string {
    return this.#random.of(KINDS[this.#random.of(ALL)]);
  }

  /** Several names, now and then about as many as a command takes. */
  #names(): string[] {
    const random = this.#random;
    const count = random.once(4) ? random.of([19, 20, 21, 22, 99, 100, 101]) : random.below(4);
    return Array.from({ length: count }, () => random.of(KINDS.name));
  }

  #space(): string {
    return this.#random.of(this.#random.once(30) ? NO_SPACES : SPACES);
  }

  #edge(): string {
    return this.#random.once(4) ? this.#space() : '';
  }

  #anything(): string {
    const random = this.#random;
    // About the longest length of a message.
    if (random.once(20)) {
      const { name } = random.of(this.#commands);
      const unit = random.of(['x', '🎈', ' ', 'a ', '\t']);
      return `${name} ${random.of(['bob ', '17 ', '#lunch '])}${unit.repeat(random.between(65_530, 65_540))}`;
    }
    return Array.from({ length: random.below(12) }, () =>
      random.once(3) ? this.#space() : this.#any(),
    ).join('');
  }
}
