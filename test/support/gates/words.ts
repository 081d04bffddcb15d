/**
 * Translates the hub's commands into the words of each gateway. A gateway has a word for a command if its own parser
 * reads that back as the same: the schema of a COMMAND, the grammar of lines, the four frames of the core.
 */

import { isDeepStrictEqual } from 'node:util';
import { encodeText } from '../../../src/protocol/bytes.ts';
import {
  encodeAuth,
  encodeList,
  encodeLogin,
  encodeLogout,
  encodeSendto,
} from '../../../src/protocol/client-frames.ts';
import { contractOf } from '../../../src/protocol/contracts.ts';
import { FrameType } from '../../../src/protocol/frames.ts';
import { encodeJsonFrame } from '../../../src/protocol/json-frames.ts';
import { roomFlagNames } from '../../../src/protocol/room-flags.ts';
import { parseTypedLine } from '../../../src/protocol/typed-lines.ts';
import { isTypedName, usageOf } from '../../../src/protocol/usage.ts';
import { givenOf, type Options } from '../chat/given.ts';
import type { Said } from '../chat/talker.ts';

/** The members that a COMMAND's JSON has for what is said; null where its schema has no such command, or refuses it. */
function argumentsOf([command, name = '', options = {}]: Said): object | null {
  const { afterName, ...others } = options;
  const answered = command === 'reply' ? { message: others.reply } : {};
  const all = { ...others, ...answered, ...(name === '' ? {} : { name, to: name, with: name }) };
  const { schema, arguments: shape } = contractOf(command);
  const known = Object.entries(all).filter(([member]) => Object.hasOwn(shape, member));
  const given: Record<string, unknown> = Object.fromEntries(known);
  if (afterName !== undefined && Object.hasOwn(shape, 'after')) {
    // Pages of rooms and members go on at a name, those of messages at an id.
    if (schema.safeParse({ ...given, after: afterName }).success) {
      given.after = afterName;
    }
  }
  return schema.safeParse(given).success ? given : null;
}

/** The command as a COMMAND with this id, or null. */
export function commandFrame(said: Said, id: number): Uint8Array | null {
  const given = argumentsOf(said);
  if (given === null) return null;
  const [command, , , text = ''] = said;
  const withText = contractOf(command).text === true;
  const json = { command, id, ...given };
  return encodeJsonFrame(FrameType.command, json, encodeText(withText ? text : ''));
}

/** The command as a frame of the core, or null. */
export function seedFrame([command, name = '', options = {}, text = '']: Said): Uint8Array | null {
  const { password, reply: answered } = options;
  if (command === 'login') {
    return password === undefined ? encodeLogin(name) : encodeAuth(name, password);
  }
  if (command === 'list') return encodeList();
  if (command === 'sendto') return answered === undefined ? encodeSendto(name, text) : null;
  return command === 'logout' ? encodeLogout() : null;
}

/** As a line, by the usage that help shows of it; it need not mean the same. Null where there is no such word. */
export function roughLine([command, name = '', options = {}, text = '']: Said): string | null {
  if (!isTypedName(command)) return null;
  const usage = usageOf(command, 'lines');
  if (usage === null) return null;
  const parts = parametersOf(usage).map((parameter) => wordOf(parameter, name, options, text));
  return [command, ...parts].filter((part) => part !== '').join(' ');
}

/** `<#room>`, `[1h]`, `owner|moderator|member`: all behind the command. */
function parametersOf(usage: string): string[] {
  return usage.match(/<[^>]*>(?: …)?|\[[^\]]*\](?: …)?|[^ <[]+/g)?.slice(1) ?? [];
}

function wordOf(parameter: string, name: string, options: Options, text: string): string {
  const { room, message, reply: answered, seconds, names, query, access, guests, kept } = options;
  switch (parameter) {
    case '<username>':
    case '<#name>':
      return name;
    case '<username> …':
    case '[username] …':
      return names?.join(' ') ?? '';
    case '<#room>':
      return room ?? '';
    case '[#room]':
      return room ?? '';
    case '<number>':
      return String(message ?? answered ?? options.session ?? '');
    case '<message>':
      return text;
    case '[text]':
      return options.topic ?? options.text ?? '';
    case '[why]':
      return options.why ?? '';
    case '[part of a name]':
      return options.find ?? '';
    case '<words or "phrases">':
      return query ?? '';
    case '[before <number>]':
      return options.before === undefined ? '' : `before ${options.before}`;
    case '[private]':
      return access ?? '';
    case '[no-guests]':
      return guests === undefined ? '' : guests ? 'guests' : 'no-guests';
    case '[not-kept]':
      return kept === undefined ? '' : kept ? 'kept' : 'not-kept';
    case '<emoji>':
      return options.emoji ?? '';
    case '[off]':
      return options.off === true ? 'off' : '';
    case 'moderated|private|…':
      return flagWords(options).join(' ');
    case '[1h]':
    case '[10m]':
      return seconds === undefined ? '' : `${seconds}s`;
    case '30s|off':
      return seconds === 0 ? 'off' : `${seconds}s`;
    case 'on|off':
      return options.on === false ? 'off' : 'on';
    case 'owner|moderator|member':
      return options.role ?? '';
    case '<password>':
      return options.password ?? '';
    case '[invitation]':
      return options.invitation ?? '';
    case '<old>':
      return options.old ?? '';
    case '<new>':
      return options.new ?? '';
    default:
      throw new Error(`nobody knows what to say for ${parameter}`);
  }
}

function flagWords(options: Options): string[] {
  return roomFlagNames.flatMap((flag) => {
    const on = options[flag];
    const word = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return on === undefined ? [] : [on ? word : `${word} off`];
  });
}

/** The command as a line with exactly this meaning, or null. */
export function exactLine(said: Said): string | null {
  const line = roughLine(said);
  return line !== null && means(line, said) ? line : null;
}

function means(line: string, [command, name = '', options = {}, text = '']: Said): boolean {
  const typed = parseTypedLine(line, 'lines');
  switch (typed.kind) {
    case 'login':
      return command === 'login' && typed.name === name && options.password === undefined;
    case 'list':
    case 'logout':
      return command === typed.kind;
    case 'sendto': {
      const isBare = Object.keys(options).length === 0;
      return command === 'sendto' && typed.name === name && typed.text === text && isBare;
    }
    case 'bad':
    case 'blank':
    case 'exit':
    case 'help':
    case 'password':
      return false;
    case 'asked': {
      const isIt = typed.command === command && typed.text === text;
      return isIt && isDeepStrictEqual(told(typed.given), told(givenOf(command, name, options)));
    }
  }
}

/** Without what is as it is where nothing is said. */
function told(said: object): object {
  const { off, ...given }: { readonly off?: boolean } = said;
  const all = { ...given, off: off === true ? true : undefined };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
