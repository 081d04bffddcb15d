/** The display of messages, replies and notices in the terminal client. */
import type { Reply } from '../../client/connection.ts';
import {
  NAME_CODE_POINTS_MAX,
  ROOM_NAME_CODE_POINTS_MAX,
  TEXT_CODE_POINTS_MAX,
} from '../../protocol/limits.ts';
import type { BadLine } from '../../protocol/line-grammar.ts';
import { isRoomName, nameFits } from '../../protocol/names.ts';
import { insteadOf, isTypedName, usageOf } from '../../protocol/usage.ts';
import { oneLine } from '../../protocol/visible.ts';
import { suggestion } from '../commands/suggestion.ts';
import { COMMAND_WORDS, TO_USAGE } from '../commands/writing.ts';
import type { Palette } from './palette.ts';
import { textLines } from './text-lines.ts';
import { failureReason, malformedText } from './wording.ts';

/**
 * The start of every line of the client's own, dim or not. No line of other people's text begins like this: a name
 * has no space in it, and a colon follows it.
 */
const NOTICE = '* ';

/** How many candidates of a completion are shown. */
const CANDIDATES_MAX = 50;

export class Presentation {
  readonly #palette: Palette;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** The prompt: `alice> `, or `> ` when not logged in; with an addressee, its name. */
  label(name: string | null): string {
    return name === null ? '> ' : `${oneLine(name)}> `;
  }

  /** `label`, possibly cut to fit, in the colour of `name`. */
  paintLabel(name: string | null, label: string): string {
    return name === null ? label : this.#palette.name(name, label.slice(0, -2)) + label.slice(-2);
  }

  /** A submitted line, as it stays on the screen. */
  submitted(name: string | null, line: string): string {
    return this.#palette.dim(this.label(name)) + textLines(line);
  }

  /** A question, in the prompt's place and as it stays on the screen. */
  question(text: string): string {
    return this.#palette.dim(oneLine(text));
  }

  /** The sender and the recipient of a direct message; null for a deleted account. */
  fromTo(from: string | null, to: string | null): string {
    return `${this.name(from)} → ${this.name(to)}`;
  }

  /** Text that concerns the user in particular. */
  strong(text: string): string {
    return this.#palette.strong(text);
  }

  /** The text that a reply prints, or null. */
  reply(reply: Reply): string | null {
    switch (reply.kind) {
      case 'ok':
        return 'Success';
      case 'failure':
        return this.failure(failureReason(reply.reason, reply.detail));
      case 'malformed':
        return this.fault(malformedText(reply.detail));
      case 'names':
        if (reply.names.length === 0) return null;
        return reply.names.map((name) => this.name(name)).join('\n');
    }
  }

  /** A fault that means a bug. */
  fault(what: string): string {
    return this.#palette.fault(`${NOTICE}error: ${what}`);
  }

  /** `Failure`, and the reason beneath it. */
  failure(why: string): string {
    return why === '' ? 'Failure' : `Failure\n${this.notice(why)}`;
  }

  /** The same words as in a pipe, and beneath them the right form of the line that was `typed`. */
  badLine(answer: BadLine, typed: string): string {
    return this.refusal(answer, hint(answer, typed));
  }

  /** The same words as in a pipe, and the reason beneath them. */
  refusal(answer: BadLine, why: string): string {
    return `${answer}\n${this.notice(why)}`;
  }

  /** A notice of the client: a line of its own. */
  notice(text: string): string {
    return this.#palette.dim(NOTICE + text);
  }

  candidates(candidates: readonly string[]): string {
    const shown = candidates.slice(0, CANDIDATES_MAX).join('  ');
    const more = candidates.length - CANDIDATES_MAX;
    return this.notice(more > 0 ? `${shown}  and ${more} more` : shown);
  }

  dim(text: string): string {
    return this.#palette.dim(text);
  }

  /** Null is a deleted account, shown by words with a space, which no name has. */
  name(name: string | null): string {
    if (name === null) return this.#palette.dim('(account gone)');
    return this.#palette.name(name, oneLine(name));
  }
}

function hint(answer: BadLine, typed: string): string {
  if (answer === 'Bad message') return `a message has at most ${TEXT_CODE_POINTS_MAX} characters`;
  const [command = '', name = ''] = typed.trim().split(/[ \t]+/, 2);
  if (command === 'to') return `usage: ${TO_USAGE}`;
  if (!isTypedName(command)) {
    const meant = suggestion(command, COMMAND_WORDS);
    return `${meant === null ? '' : `did you mean ${meant}? `}help shows the commands`;
  }
  if (answer === 'Bad username' && name !== '' && !nameFits(name)) {
    if (isRoomName(name))
      return `a room’s name has at most ${ROOM_NAME_CODE_POINTS_MAX} characters`;
    return `a username has at most ${NAME_CODE_POINTS_MAX} characters`;
  }
  const usage = usageOf(command, 'terminal');
  return usage === null ? (insteadOf(command) ?? 'help shows the commands') : `usage: ${usage}`;
}
