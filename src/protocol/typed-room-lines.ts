/** What is typed about rooms and people: the part of typed-lines.ts that came with rooms. */
import type { CommandName } from './commands.ts';
import { isDuration, parseSeconds } from './durations.ts';
import {
  AWAY_CHARACTERS_MAX,
  GROUP_NAMES_MAX,
  PAGE_MEMBERS_MAX,
  ROOM_SEARCH_CHARACTERS_MAX,
  SANCTION_SECONDS_MAX,
  SLOW_SECONDS_MAX,
  TOPIC_CHARACTERS_MAX,
} from './limits.ts';
import { nameFits } from './names.ts';
import {
  BAD_USERNAME,
  type BadTypedLine,
  firstWords,
  INVALID_COMMAND,
  parseNumber,
  roomFits,
  splitWord,
  trimEnd,
} from './typed-words.ts';

/** One type for each kind, so that they can be told apart. */
type InRoom<Kind> = Kind extends string ? { readonly kind: Kind; readonly room: string } : never;

const roles = ['owner', 'moderator', 'member'] as const;

export type RoomLine =
  | { readonly kind: 'rooms'; readonly find: string | null }
  /** Null: as it is where nothing is said. */
  | {
      readonly kind: 'create';
      readonly room: string;
      readonly access: 'public' | 'private' | null;
      readonly guests: boolean | null;
      readonly kept: boolean | null;
    }
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | { readonly kind: 'presence'; readonly names: readonly string[] }
  | InRoom<'join' | 'leave' | 'who' | 'pins' | 'bans' | 'remove-room'>
  /** An empty topic: none. Null: asks what it is. */
  | (InRoom<'topic'> & { readonly topic: string | null })
  | (InRoom<'invite' | 'unban' | 'unmute'> & { readonly name: string })
  | (InRoom<'kick'> & { readonly name: string; readonly why: string | null })
  /** Null: for good. */
  | (InRoom<'ban' | 'mute'> & {
      readonly name: string;
      readonly seconds: number | null;
      readonly why: string | null;
    })
  | (InRoom<'role'> & { readonly name: string; readonly role: (typeof roles)[number] })
  /** 0: off. */
  | (InRoom<'slow'> & { readonly seconds: number })
  /** Null: here again. */
  | { readonly kind: 'away'; readonly text: string | null }
  | { readonly kind: 'block'; readonly name: string }
  | { readonly kind: 'unblock'; readonly name: string }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'audit'; readonly room: string | null; readonly before: number | null };

/** What `command` with `rest` behind it says; undefined for a command that is not of these. */
export function parseRoomLine(
  command: CommandName | undefined,
  rest: string,
): RoomLine | BadTypedLine | undefined {
  switch (command) {
    case 'rooms':
      return parseRooms(rest);
    case 'create':
      return parseCreate(rest);
    case 'group':
      return parseNames(command, rest, GROUP_NAMES_MAX);
    case 'presence':
      return parseNames(command, rest, PAGE_MEMBERS_MAX);
    case 'join':
    case 'leave':
    case 'who':
    case 'pins':
    case 'bans':
    case 'remove-room':
      return parseBareRoom(command, rest);
    case 'topic':
      return parseTopic(rest);
    case 'invite':
    case 'unban':
    case 'unmute':
    case 'kick':
    case 'ban':
    case 'mute':
    case 'role':
      return parseToMember(command, rest);
    case 'slow':
      return parseSlow(rest);
    case 'away':
      return parseAway(rest);
    case 'block':
    case 'unblock':
      return parseBlock(command, rest);
    case 'blocks':
      return rest === '' ? { kind: command } : INVALID_COMMAND;
    case 'audit':
      return parseAudit(rest);
    default:
      return undefined;
  }
}

type Parsed = RoomLine | BadTypedLine;

function parseRooms(rest: string): Parsed {
  const [find, others] = splitWord(rest);
  if (others !== '' || find.length > ROOM_SEARCH_CHARACTERS_MAX) return INVALID_COMMAND;
  return { kind: 'rooms', find: find === '' ? null : find };
}

/** What each word of `create` says. */
const QUALITIES: ReadonlyMap<string, Partial<Extract<RoomLine, { kind: 'create' }>>> = new Map([
  ['public', { access: 'public' }],
  ['private', { access: 'private' }],
  ['guests', { guests: true }],
  ['no-guests', { guests: false }],
  ['kept', { kept: true }],
  ['not-kept', { kept: false }],
] as const);

const QUALITIES_MAX = 3;

function parseCreate(rest: string): Parsed {
  const [room, others] = splitWord(rest);
  if (!roomFits(room)) return BAD_USERNAME;
  const words = firstWords(others, QUALITIES_MAX);
  if (words.length > QUALITIES_MAX) return INVALID_COMMAND;
  const said: { access?: 'public' | 'private'; guests?: boolean; kept?: boolean } = {};
  for (const word of words) {
    const quality = QUALITIES.get(word);
    if (quality === undefined) return INVALID_COMMAND;
    // Each of the three once.
    if (Object.keys(quality).some((one) => Object.hasOwn(said, one))) return INVALID_COMMAND;
    Object.assign(said, quality);
  }
  const { access = null, guests = null, kept = null } = said;
  return { kind: 'create', room, access, guests, kept };
}

function parseNames(kind: 'group' | 'presence', rest: string, max: number): Parsed {
  const names = firstWords(rest, max);
  if (names.length === 0 || !names.every(nameFits)) return BAD_USERNAME;
  return names.length <= max ? { kind, names } : INVALID_COMMAND;
}

function parseBareRoom(
  kind: 'join' | 'leave' | 'who' | 'pins' | 'bans' | 'remove-room',
  rest: string,
): Parsed {
  const [room, others] = splitWord(rest);
  if (!roomFits(room)) return BAD_USERNAME;
  return others === '' ? { kind, room } : INVALID_COMMAND;
}

/** Without a text it asks what the topic is; `-` is none. */
function parseTopic(rest: string): Parsed {
  const [room, others] = splitWord(rest);
  if (!roomFits(room)) return BAD_USERNAME;
  const topic = trimEnd(others);
  if (topic === '') return { kind: 'topic', room, topic: null };
  if (topic.length > TOPIC_CHARACTERS_MAX) return INVALID_COMMAND;
  return { kind: 'topic', room, topic: topic === '-' ? '' : topic };
}

/** `<#room> <username>` and what belongs to the command. */
function parseToMember(
  kind: 'invite' | 'unban' | 'unmute' | 'kick' | 'ban' | 'mute' | 'role',
  rest: string,
): Parsed {
  const [room, behindRoom] = splitWord(rest);
  const [name, others] = splitWord(behindRoom);
  if (!roomFits(room) || !nameFits(name)) return BAD_USERNAME;
  switch (kind) {
    case 'kick': {
      const why = parseWhy(others);
      return why === undefined ? INVALID_COMMAND : { kind, room, name, why };
    }
    case 'ban':
    case 'mute':
      return parseSanction(kind, room, name, others);
    case 'role': {
      const role = roles.find((one) => one === trimEnd(others));
      return role === undefined ? INVALID_COMMAND : { kind, room, name, role };
    }
    default:
      return others === '' ? { kind, room, name } : INVALID_COMMAND;
  }
}

function parseSanction(kind: 'ban' | 'mute', room: string, name: string, rest: string): Parsed {
  const [word, others] = splitWord(rest);
  const isTimed = isDuration(word);
  // `10 minutes` and `1h30m` are meant as durations: taken for a reason, they would hold for good.
  if (!isTimed && /^\d/.test(word)) return INVALID_COMMAND;
  const seconds = isTimed ? parseSeconds(word, 1, SANCTION_SECONDS_MAX) : null;
  const why = parseWhy(isTimed ? others : rest);
  if (why === undefined || (isTimed && seconds === null)) return INVALID_COMMAND;
  return { kind, room, name, seconds, why };
}

/** Undefined where it is too long. */
function parseWhy(rest: string): string | null | undefined {
  const why = trimEnd(rest);
  if (why.length > TOPIC_CHARACTERS_MAX) return undefined;
  return why === '' ? null : why;
}

function parseSlow(rest: string): Parsed {
  const [room, others] = splitWord(rest);
  if (!roomFits(room)) return BAD_USERNAME;
  const word = trimEnd(others);
  const seconds = word === 'off' ? 0 : parseSeconds(word, 0, SLOW_SECONDS_MAX);
  return seconds === null ? INVALID_COMMAND : { kind: 'slow', room, seconds };
}

function parseAway(rest: string): Parsed {
  const text = trimEnd(rest);
  if (text.length > AWAY_CHARACTERS_MAX) return INVALID_COMMAND;
  return { kind: 'away', text: text === '' ? null : text };
}

function parseBlock(kind: 'block' | 'unblock', rest: string): Parsed {
  const [name, others] = splitWord(rest);
  if (!nameFits(name)) return BAD_USERNAME;
  return others === '' ? { kind, name } : INVALID_COMMAND;
}

const AUDIT_WORDS_MAX = 3;

/** `[#room] [before <number>]` */
function parseAudit(rest: string): Parsed {
  const words = firstWords(rest, AUDIT_WORDS_MAX);
  const room = words[0] === undefined || words[0] === 'before' ? null : words.shift();
  if (room === undefined || (room !== null && !roomFits(room))) return BAD_USERNAME;
  const [keyword, number, ...others] = words;
  if (keyword === undefined) return { kind: 'audit', room, before: null };
  const before = parseNumber(number);
  if (keyword !== 'before' || before === null || others.length > 0) return INVALID_COMMAND;
  return { kind: 'audit', room, before };
}
