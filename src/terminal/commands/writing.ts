/** The addressee of typed lines: a person or a room (`to #lunch`), or nobody, so that lines are commands. */
import type { Help } from '../../protocol/contract.ts';
import { contractOf } from '../../protocol/contracts.ts';
import { TEXT_CODE_POINTS_MAX } from '../../protocol/limits.ts';
import type { BadLine } from '../../protocol/line-grammar.ts';
import { codePointsUpTo, isRoomName, nameFits, nameKey } from '../../protocol/names.ts';
import { parseTypedLine } from '../../protocol/typed-lines.ts';
import { isCommandName, terminalNames } from '../../protocol/usage.ts';

/** The meaning of a line, with an addressee or without one. */
export type Written =
  | { readonly kind: 'blank' }
  /** A command, without the slash that marked it as one. */
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'say'; readonly to: string; readonly text: string }
  /** Directs the following lines to `to`; null: they are commands. */
  | { readonly kind: 'to'; readonly to: string | null }
  | { readonly kind: 'bad'; readonly answer: BadLine };

/** The words that begin a command on a terminal. */
export const COMMAND_WORDS: readonly string[] = [...terminalNames, 'to'];

export const TO_USAGE = 'to <#room or username>';

/** Help for `to`, in the form of the protocol's commands. */
export const TO_HELP = {
  line: 'write there line by line; /to ends it',
  more: 'What begins with / is a command meanwhile, as in /history; // says /. Alt+Enter begins a new line. Ctrl-D ends it too.',
  examples: ['to bob', 'to #lunch', '/to'],
} satisfies Help;

export class Writing {
  #partner: string | null = null;

  /** The addressee; null: lines are commands. */
  get partner(): string | null {
    return this.#partner;
  }

  begin(partner: string): void {
    this.#partner = partner;
  }

  /** Ends writing to the addressee. @returns whether there was one */
  end(): boolean {
    const was = this.#partner !== null;
    this.#partner = null;
    return was;
  }

  /** Somebody who was called `was` is called `name`. */
  renamed(was: string, name: string): void {
    if (this.#partner === was) this.#partner = name;
  }

  /** The user is not in `room` any more: writing on would join it again. */
  putOut(room: string): void {
    if (this.#partner !== null && nameKey(this.#partner) === nameKey(room)) this.#partner = null;
  }

  read(line: string): Written {
    const partner = this.#partner;
    if (partner === null) return readTo(line);
    if (line.startsWith('/') && !line.startsWith('//')) {
      return readTo(withPartner(line.slice(1), partner));
    }
    const text = line.startsWith('//') ? line.slice(1) : line;
    if (/^\p{White_Space}*$/u.test(text)) return { kind: 'blank' };
    if (codePointsUpTo(text, TEXT_CODE_POINTS_MAX) > TEXT_CODE_POINTS_MAX) {
      return { kind: 'bad', answer: 'Bad message' };
    }
    return { kind: 'say', to: partner, text };
  }
}

function readTo(line: string): Written {
  const [command, to, ...others] = line.split(/[ \t]+/, 4).filter((word) => word !== '');
  if (command !== 'to') return { kind: 'command', line };
  if (line.includes('\n')) return { kind: 'bad', answer: 'Bad username' };
  if (to === undefined) return { kind: 'to', to: null };
  if (!nameFits(to)) return { kind: 'bad', answer: 'Bad username' };
  return others.length === 0 ? { kind: 'to', to } : { kind: 'bad', answer: 'Invalid command' };
}

const COMMAND = /^[ \t]*([^ \t]+)[ \t]*/;

/**
 * Puts `partner` in place of a command's missing first argument. For a command that takes a room, that is when no
 * room is named; for one that takes either, when the rest reads as the other arguments.
 */
function withPartner(line: string, partner: string): string {
  const [head = '', word = ''] = COMMAND.exec(line) ?? [];
  // What one does where one writes: its text begins after one space or tab.
  if (word === 'me') return `me ${partner} ${line.trimStart().slice(word.length + 1)}`;
  const [first = ''] = isCommandName(word) ? (contractOf(word).typed?.order ?? []) : [];
  const typing = isCommandName(word) ? contractOf(word).arguments[first]?.typing : undefined;
  if (typing?.partner !== true) return line;
  const rest = line.slice(head.length);
  const completed = `${head.trimEnd()} ${partner}${rest === '' ? '' : ` ${rest}`}`;
  if (typing.completes === 'room') {
    return isRoomName(partner) && !rest.startsWith('#') ? completed : line;
  }
  return parseTypedLine(completed, 'terminal').kind === 'asked' ? completed : line;
}
