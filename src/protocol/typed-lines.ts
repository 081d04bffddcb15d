/**
 * All commands as lines of text: those of the seed, and those that came after it. On a terminal passwords are asked
 * for unseen; on a line of a program such as `nc` they are a parameter.
 */
import { encodeText } from './bytes.ts';
import type { CommandName } from './commands.ts';
import { PASSWORD_BYTES_MAX } from './limits.ts';
import { type Line, parseLine } from './line-grammar.ts';
import { nameFits } from './names.ts';
import { SEARCH_CHARACTERS_MAX } from './search-query.ts';
import { type MessageLine, parseMessageLine } from './typed-message-lines.ts';
import { parseRoomLine, type RoomLine } from './typed-room-lines.ts';
import { BAD_USERNAME, firstWords, INVALID_COMMAND, parseNumber } from './typed-words.ts';

export type TypedPlace = 'terminal' | 'lines';

/** A password is null on a terminal, which has to ask for it, and never on a line. */
type MoreLine =
  /** The first word after it. */
  | { readonly kind: 'help'; readonly about: string }
  | { readonly kind: 'history'; readonly name: string; readonly before: number | null }
  /** What search-query.ts reads. */
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'unread' }
  | { readonly kind: 'conversations' }
  | { readonly kind: 'sessions' }
  | { readonly kind: 'invite-code' }
  | { readonly kind: 'revoke'; readonly session: number }
  | { readonly kind: 'rename'; readonly name: string }
  | {
      readonly kind: 'register';
      readonly name: string;
      readonly password: string | null;
      readonly invitation: string | null;
    }
  | {
      readonly kind: 'change-password';
      readonly old: string | null;
      readonly new: string | null;
    }
  | { readonly kind: 'unregister'; readonly password: string | null }
  /** Lines only: goes on with a login that was refused for want of it. */
  | { readonly kind: 'password'; readonly password: string }
  /** Lines only: on a terminal everything is shown as what it is. */
  | { readonly kind: 'notices'; readonly on: boolean };

export type TypedLine = Line | MoreLine | MessageLine | RoomLine;

/** The longest invitation that a COMMAND may have. */
const INVITATION_CHARACTERS_MAX = 100;

/** No command that is read here has more parameters, other than `search`. */
const WORDS_MAX = 3;

const COMMAND = /^[ \t]*([^ \t]+)[ \t]*/;

/** What `line` (without its line break) says when it is typed at `place`. */
export function parseTypedLine(line: string, place: TypedPlace): TypedLine {
  // The seed's commands first, for messages are many: none of the others is called like one of them.
  const known = parseLine(line);
  if (known.kind !== 'bad' || known.answer !== 'Invalid command') return known;
  const [head = '', command] = COMMAND.exec(line) ?? [];
  const rest = line.slice(head.length);
  if (command === 'search') return parseSearchLine(rest);
  const name = command as CommandName | undefined;
  return (
    parseMessageLine(name, rest) ??
    parseRoomLine(name, rest) ??
    parseWords(name, firstWords(rest, WORDS_MAX), place) ??
    known
  );
}

/** Undefined for a command that is not known. */
function parseWords(
  command: CommandName | undefined,
  words: readonly string[],
  place: TypedPlace,
): TypedLine | undefined {
  switch (command) {
    case 'help': {
      const [about, ...others] = words;
      return about !== undefined && others.length === 0 ? { kind: 'help', about } : INVALID_COMMAND;
    }
    case 'unread':
    case 'conversations':
    case 'sessions':
    case 'invite-code':
      return words.length === 0 ? { kind: command } : INVALID_COMMAND;
    case 'history':
      return parseHistory(words);
    case 'revoke':
      return parseRevoke(words);
    case 'rename':
      return parseRename(words);
    case 'register':
      return place === 'terminal' ? parseRegister(words) : parseRegisterLine(words);
    case 'change-password':
      return parseChangePassword(words, place);
    case 'unregister':
      return parseUnregister(words, place);
    case 'password':
      return parsePassword(words, place);
    case 'notices':
      return parseNotices(words, place);
    default:
      return undefined;
  }
}

function parseHistory([name = '', keyword, number, ...others]: readonly string[]): TypedLine {
  if (!nameFits(name)) return BAD_USERNAME;
  if (keyword === undefined) return { kind: 'history', name, before: null };
  const before = parseNumber(number);
  if (keyword !== 'before' || before === null || others.length > 0) return INVALID_COMMAND;
  return { kind: 'history', name, before };
}

function parseSearchLine(query: string): TypedLine {
  const isBlank = !/\P{White_Space}/u.test(query);
  if (isBlank || query.length > SEARCH_CHARACTERS_MAX) return INVALID_COMMAND;
  return { kind: 'search', query };
}

function parseRevoke([number, ...others]: readonly string[]): TypedLine {
  const session = parseNumber(number);
  if (session === null || session === 0 || others.length > 0) return INVALID_COMMAND;
  return { kind: 'revoke', session };
}

function parseRename([name = '', ...others]: readonly string[]): TypedLine {
  if (!nameFits(name)) return BAD_USERNAME;
  return others.length === 0 ? { kind: 'rename', name } : INVALID_COMMAND;
}

function parseRegister([name = '', invitation, ...others]: readonly string[]): TypedLine {
  if (!nameFits(name)) return BAD_USERNAME;
  if (!invitationFits(invitation) || others.length > 0) return INVALID_COMMAND;
  return { kind: 'register', name, password: null, invitation: invitation ?? null };
}

function parseRegisterLine(words: readonly string[]): TypedLine {
  const [name = '', password, invitation, ...others] = words;
  if (!nameFits(name)) return BAD_USERNAME;
  if (!passwordFits(password)) return INVALID_COMMAND;
  if (!invitationFits(invitation) || others.length > 0) return INVALID_COMMAND;
  return { kind: 'register', name, password, invitation: invitation ?? null };
}

function parseChangePassword(words: readonly string[], place: TypedPlace): TypedLine {
  const [old, next, ...others] = words;
  if (place === 'terminal') {
    return words.length === 0 ? { kind: 'change-password', old: null, new: null } : INVALID_COMMAND;
  }
  if (!passwordFits(old) || !passwordFits(next) || others.length > 0) return INVALID_COMMAND;
  return { kind: 'change-password', old, new: next };
}

function parseUnregister(words: readonly string[], place: TypedPlace): TypedLine {
  const [password, ...others] = words;
  if (place === 'terminal') {
    return words.length === 0 ? { kind: 'unregister', password: null } : INVALID_COMMAND;
  }
  if (!passwordFits(password) || others.length > 0) return INVALID_COMMAND;
  return { kind: 'unregister', password };
}

function parsePassword([password, ...others]: readonly string[], place: TypedPlace): TypedLine {
  if (place === 'terminal' || !passwordFits(password) || others.length > 0) return INVALID_COMMAND;
  return { kind: 'password', password };
}

function parseNotices([word, ...others]: readonly string[], place: TypedPlace): TypedLine {
  const isWord = word === 'on' || word === 'off';
  if (place === 'terminal' || !isWord || others.length > 0) return INVALID_COMMAND;
  return { kind: 'notices', on: word === 'on' };
}

/** How long a new one must be is the server's to say: an old one may be shorter. */
function passwordFits(word: string | undefined): word is string {
  if (word === undefined || word.length > PASSWORD_BYTES_MAX) return false;
  return encodeText(word).length <= PASSWORD_BYTES_MAX;
}

function invitationFits(word: string | undefined): boolean {
  return word === undefined || word.length <= INVITATION_CHARACTERS_MAX;
}
