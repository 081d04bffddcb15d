/** How command arguments are typed: read from a line, shown by usage, completed by Tab. */
import { encodeText } from './bytes.ts';
import { isDuration, parseSeconds } from './durations.ts';
import { PASSWORD_BYTES_MAX } from './limits.ts';
import type { BadLine } from './line-grammar.ts';
import { nameFits, personNameFits } from './names.ts';
import {
  firstWords,
  parseMessageId,
  parseNumber,
  roomFits,
  splitWord,
  trimEnd,
} from './typed-words.ts';

/** What Tab offers for an argument. */
export type Completes = 'person' | 'room' | 'either';

/** The message that `.` stands for. */
export interface MessageReference {
  readonly whose: 'own' | 'others' | 'anybody';
  /** Only a stored one. */
  readonly kept: boolean;
}

/** The argument read, and the rest of the line. */
export interface Taken<Value> {
  readonly value: Value;
  /** Begins with the next word, or is empty. */
  readonly rest: string;
}

export interface Typing<Value = unknown> {
  /** Its name in usage lines, without brackets: `username`. */
  readonly word: string;
  /** The word is typed as usage shows it: `on|off`. */
  readonly literal?: true;
  /** It may be repeated. */
  readonly many?: true;
  /** An empty input is valid too. */
  readonly blank?: true;
  /** The word typed before it. */
  readonly keyword?: string;
  /** May be left out while one writes to a room, or to anyone: then that is meant. */
  readonly partner?: true;
  readonly completes?: Completes;
  /** On a terminal `.` stands for the last such message. */
  readonly reference?: MessageReference;
  /** Reads it from the beginning of `rest`; `absent`: something else stands there. */
  read(rest: string): Taken<Value> | 'absent' | BadLine;
}

/** Reads one word with `read`, which returns undefined for an invalid one: then the line is `bad`. */
function word<Value>(
  read: (word: string) => Value | undefined,
  bad: BadLine = 'Invalid command',
): (rest: string) => Taken<Value> | BadLine {
  return (rest) => {
    const [first, others] = splitWord(rest);
    const value = read(first);
    return value === undefined ? bad : { value, rest: others };
  };
}

const namedPerson = word((one) => (personNameFits(one) ? one : undefined), 'Bad username');
const namedEither = word((one) => (nameFits(one) ? one : undefined), 'Bad username');
const namedRoom = word((one) => (roomFits(one) ? one : undefined), 'Bad username');

export const typedPerson: Typing<string> = {
  word: 'username',
  completes: 'person',
  read: namedPerson,
};

/** A new name, which Tab cannot complete. */
export const typedNewName: Typing<string> = {
  word: 'username',
  read: namedPerson,
};

export const typedEither: Typing<string> = {
  ...typedPerson,
  completes: 'either',
  read: namedEither,
};

export const typedRoom: Typing<string> = {
  word: '#room',
  completes: 'room',
  read: namedRoom,
};

/** A new name, which Tab cannot complete. */
export const typedNewRoom: Typing<string> = { word: '#name', read: namedRoom };

/** At most `max` people. */
export function typedPeople(max: number): Typing<string[]> {
  return {
    ...typedPerson,
    many: true,
    read(rest) {
      const names = firstWords(rest, max);
      if (names.length === 0 || !names.every(personNameFits)) return 'Bad username';
      return names.length > max ? 'Invalid command' : { value: names, rest: '' };
    },
  };
}

/** A number of at least `min`. */
export function typedNumber(min = 0): Typing<number> {
  return {
    word: 'number',
    read: word((one) => {
      const number = parseNumber(one);
      return number === null || number < min ? undefined : number;
    }),
  };
}

/** The number of a stored message. */
export function typedMessage(whose: MessageReference['whose']): Typing<number> {
  return { ...typedNumber(), reference: { whose, kept: true } };
}

/** The number of a message, negative where it is not stored; `kept`: `.` means only stored ones. */
export function typedAnyMessage(whose: MessageReference['whose'], kept = false): Typing<number> {
  return {
    word: 'number',
    reference: { whose, kept },
    read: word((one) => parseMessageId(one) ?? undefined),
  };
}

/** One of `words`, each of which stands for a value. */
export function typedChoice<Value>(words: Readonly<Record<string, Value>>): Typing<Value> {
  return {
    word: Object.keys(words).join('|'),
    literal: true,
    read: word((one) => (Object.hasOwn(words, one) ? words[one] : undefined)),
  };
}

/** The word `off`. */
export const typedOff: Typing<true> = typedChoice({ off: true as const });

/** The rest of the line, at most `max` UTF-16 code units, as typed, including white space at its end. */
export function typedWhole(shown: string, max: number): Typing<string> {
  return {
    word: shown,
    read(rest) {
      const isBlank = !/\P{White_Space}/u.test(rest);
      return isBlank || rest.length > max ? 'Invalid command' : { value: rest, rest: '' };
    },
  };
}

/** The rest of the line, without trailing spaces and tabs; at most `max` UTF-16 code units. */
export function typedRest(shown: string, max: number): Typing<string> {
  return {
    word: shown,
    read(rest) {
      const value = trimEnd(rest);
      return value.length > max ? 'Invalid command' : { value, rest: '' };
    },
  };
}

/** One word of at most `max` UTF-16 code units. */
export function typedWord(shown: string, max: number): Typing<string> {
  return {
    word: shown,
    read: word((one) => (one !== '' && one.length <= max ? one : undefined)),
  };
}

/** A password. The server decides how long a new one must be; an old one may be shorter. */
export function typedPassword(shown: string): Typing<string> {
  return {
    word: shown,
    read: word((one) => {
      if (one === '' || one.length > PASSWORD_BYTES_MAX) return undefined;
      return encodeText(one).length <= PASSWORD_BYTES_MAX ? one : undefined;
    }),
  };
}

/** A duration from 1 to `max` seconds; `example` is what usage shows. */
export function typedDuration(example: string, max: number): Typing<number> {
  return {
    word: example,
    read(rest) {
      const [first, others] = splitWord(rest);
      if (isDuration(first)) {
        const seconds = parseSeconds(first, 1, max);
        return seconds === null ? 'Invalid command' : { value: seconds, rest: others };
      }
      // `10 minutes` and `1h30m` are meant as durations: taken for a reason, they would make the ban permanent.
      return /^\d/.test(first) ? 'Invalid command' : 'absent';
    },
  };
}

/** `keyword` and its value, both or neither. */
export function typedAfter<Value>(keyword: string, typing: Typing<Value>): Typing<Value> {
  return {
    ...typing,
    keyword,
    read(rest) {
      const [first, others] = splitWord(rest);
      return first === keyword ? typing.read(others) : 'Invalid command';
    },
  };
}

/** The same, where an empty input means null. */
export function typedOrNull(typing: Typing<string>): Typing<string | null> {
  return {
    ...typing,
    blank: true,
    read(rest) {
      const taken = typing.read(rest);
      return typeof taken === 'object' && taken.value === '' ? { ...taken, value: null } : taken;
    },
  };
}

/** An argument in usage lines. */
export function shownAs(
  { word: shown, literal, many, keyword, blank }: Typing,
  optional: boolean,
): string {
  const whole = keyword === undefined ? shown : `${keyword} <${shown}>`;
  const marked = optional || blank ? `[${whole}]` : literal ? whole : `<${whole}>`;
  return many ? `${marked} …` : marked;
}
