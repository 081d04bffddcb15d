/** What is typed about a message, by its number: the part of typed-lines.ts that came with replies and edits. */
import type { CommandName } from './commands.ts';
import { EMOJI_UNITS_MAX } from './emoji.ts';
import { TEXT_CODE_POINTS_MAX } from './limits.ts';
import { codePointsUpTo } from './names.ts';
import {
  BAD_MESSAGE,
  type BadTypedLine,
  INVALID_COMMAND,
  parseMessageId,
  parseNumber,
  splitWord,
  trimEnd,
} from './typed-words.ts';

/** One type for each kind, so that they can be told apart. */
type OfMessage<Kind> = Kind extends string
  ? { readonly kind: Kind; readonly message: number }
  : never;

export type MessageLine =
  | OfMessage<'delete' | 'reactions' | 'edits' | 'context'>
  | (OfMessage<'reply' | 'edit'> & { readonly text: string })
  | (OfMessage<'react'> & { readonly emoji: string; readonly off: boolean })
  | (OfMessage<'pin'> & { readonly off: boolean });

type Parsed = MessageLine | BadTypedLine;

const WHITE_SPACE_ALONE = /^\p{White_Space}*$/u;

/** What `command` with `rest` behind it says; undefined for a command that is not of these. */
export function parseMessageLine(
  command: CommandName | undefined,
  rest: string,
): Parsed | undefined {
  switch (command) {
    case 'reply':
    case 'edit':
      return parseSaying(command, rest);
    case 'react':
      return parseReact(rest);
    case 'pin':
      return parsePin(rest);
    case 'delete':
    case 'reactions':
    case 'edits':
    case 'context':
      return parseBareMessage(command, rest);
    default:
      return undefined;
  }
}

/** The message is everything after the one space or tab behind the number, as with `sendto`. */
function parseSaying(kind: 'reply' | 'edit', rest: string): Parsed {
  const [word] = splitWord(rest);
  const message = parseMessageId(word);
  if (message === null) return INVALID_COMMAND;
  const text = rest.slice(word.length + 1);
  if (WHITE_SPACE_ALONE.test(text)) return BAD_MESSAGE;
  if (codePointsUpTo(text, TEXT_CODE_POINTS_MAX) > TEXT_CODE_POINTS_MAX) return BAD_MESSAGE;
  return { kind, message, text };
}

function parseReact(rest: string): Parsed {
  const [number, behindNumber] = splitWord(rest);
  const [emoji, others] = splitWord(behindNumber);
  const message = parseMessageId(number);
  const off = parseOff(others);
  // Whether it is one the server says.
  const mayBeEmoji = emoji !== '' && emoji.length <= EMOJI_UNITS_MAX;
  if (message === null || !mayBeEmoji || off === null) return INVALID_COMMAND;
  return { kind: 'react', message, emoji, off };
}

function parsePin(rest: string): Parsed {
  const [number, others] = splitWord(rest);
  const message = parseMessageId(number);
  const off = parseOff(others);
  return message === null || off === null ? INVALID_COMMAND : { kind: 'pin', message, off };
}

/** Null for anything else than `off`, or nothing. */
function parseOff(rest: string): boolean | null {
  const word = trimEnd(rest);
  if (word === '') return false;
  return word === 'off' ? true : null;
}

/** What is kept nowhere can be taken back, but has nothing more to show. */
function parseBareMessage(
  kind: 'delete' | 'reactions' | 'edits' | 'context',
  rest: string,
): Parsed {
  const [number, others] = splitWord(rest);
  const message = kind === 'delete' ? parseMessageId(number) : parseNumber(number);
  return message === null || others !== '' ? INVALID_COMMAND : { kind, message };
}
