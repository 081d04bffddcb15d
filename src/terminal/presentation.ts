/** How the terminal client shows what people say, what the server answers, and what it has to say itself. */
import type { Reply } from '../client/connection.ts';
import { type CommandName, commandContracts } from '../protocol/commands.ts';
import { NAME_CODE_POINTS_MAX, TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import type { BadLine } from '../protocol/line-grammar.ts';
import { nameFits } from '../protocol/names.ts';
import { oneLine } from '../protocol/visible.ts';
import { clockOrDate, dateAndClock } from './local-time.ts';
import type { Palette } from './palette.ts';
import { failureReason, malformedText } from './wording.ts';

/** So many names or commands to choose from are shown. */
const CANDIDATES_MAX = 50;

/** Who said what to whom; a name is null where the account is gone. */
export interface Said {
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string;
}

export class Presentation {
  readonly #palette: Palette;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** What stands before the line being typed: `alice> `, or `> ` for nobody. */
  label(name: string | null): string {
    return name === null ? '> ' : `${oneLine(name)}> `;
  }

  /** `label`, or what is left of it where there is little room, in the colour of `name`. */
  paintLabel(name: string | null, label: string): string {
    return name === null ? label : this.#palette.name(name, label.slice(0, -2)) + label.slice(-2);
  }

  /** A line that was submitted, as it stays on the screen. */
  submitted(name: string | null, line: string): string {
    return this.#palette.dim(this.label(name)) + oneLine(line);
  }

  /** A question, in the prompt's place and as it stays on the screen. */
  question(text: string): string {
    return this.#palette.dim(oneLine(text));
  }

  /** A message that came, in the list of the others: of today, so that the time is enough, or older. */
  message(from: string, text: string, at: Date, now: Date): string {
    return this.#said(clockOrDate(at, now), this.name(from), text);
  }

  /** One that shows to whom it went: of one's own from elsewhere. */
  messageTo({ from, to, text }: Said, at: Date, now: Date): string {
    return this.#said(clockOrDate(at, now), this.#fromTo(from, to), text);
  }

  /** A line of a conversation. */
  past({ from, text }: Said, at: Date): string {
    return this.#said(dateAndClock(at), this.name(from), text);
  }

  /** A line of any conversation. */
  found({ from, to, text }: Said, at: Date): string {
    return this.#said(dateAndClock(at), this.#fromTo(from, to), text);
  }

  #said(time: string, who: string, text: string): string {
    return `${this.#palette.dim(time)} ${who}: ${oneLine(text)}`;
  }

  #fromTo(from: string | null, to: string | null): string {
    return `${this.name(from)} → ${this.name(to)}`;
  }

  /** What a reply prints, or null. */
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

  fault(what: string): string {
    return this.#palette.fault(`error: ${what}`);
  }

  failure(why: string): string {
    return why === '' ? 'Failure' : `Failure ${this.#palette.dim(`(${why})`)}`;
  }

  /** The seed's words, and how the line that was `typed` could have been right. */
  badLine(answer: BadLine, typed: string): string {
    return `${answer} ${this.#palette.dim(`(${hint(answer, typed)})`)}`;
  }

  /** What the client itself has to say. */
  notice(text: string): string {
    return this.#palette.dim(`* ${text}`);
  }

  candidates(candidates: readonly string[]): string {
    const shown = candidates.slice(0, CANDIDATES_MAX).join('  ');
    const more = candidates.length - CANDIDATES_MAX;
    return this.#palette.dim(more > 0 ? `${shown}  and ${more} more` : shown);
  }

  dim(text: string): string {
    return this.#palette.dim(text);
  }

  /** Null is somebody whose account is gone. A name has no spaces, so nobody is called that. */
  name(name: string | null): string {
    if (name === null) return this.#palette.dim('(account gone)');
    return this.#palette.name(name, oneLine(name));
  }
}

function hint(answer: BadLine, typed: string): string {
  if (answer === 'Bad message') return `a message has at most ${TEXT_CODE_POINTS_MAX} characters`;
  const [command = '', name = ''] = typed.trim().split(/[ \t]+/, 2);
  if (!Object.hasOwn(commandContracts, command)) return 'help shows the commands';
  if (answer === 'Bad username' && name !== '' && !nameFits(name)) {
    return `a username has at most ${NAME_CODE_POINTS_MAX} characters`;
  }
  const { usage, instead } = commandContracts[command as CommandName];
  return usage === null ? (instead ?? 'help shows the commands') : `usage: ${usage}`;
}
