/** Executes the lines that are typed. */
import { TEXT_CODE_POINTS_MAX } from '../../protocol/limits.ts';
import type { BadLine } from '../../protocol/line-grammar.ts';
import { parseTypedLine, refuseTypedLine, type TypedLine } from '../../protocol/typed-lines.ts';
import { isUnseen, oneLine } from '../../protocol/visible.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';
import type { ReadMarks } from '../conversation/read-marks.ts';
import { NOT_UTF_8, UNSEEN } from '../presentation/wording.ts';
import type { Desk } from './desk.ts';
import { help, helpAbout } from './help.ts';
import type { Logins } from './logins.ts';
import { findReference } from './references.ts';
import type { Saying } from './saying.ts';
import type { ServerCommands } from './server-commands.ts';
import { COMMAND_WORDS, type Writing, type Written } from './writing.ts';

/** Limit of the commands awaiting replies: a stuck server gets no more. */
const ANSWERS_WAITING_MAX = 1000;

export interface TypedCommandsWorld {
  readonly desk: Desk;
  readonly logins: Logins;
  readonly server: ServerCommands;
  readonly saying: Saying;
  readonly writing: Writing;
  readonly messages: KnownMessages;
  readonly marks: ReadMarks;
  /** The number of answers not printed yet. */
  waiting(): number;
  leave(): void;
}

/** A line as typed on a terminal. */
type Line = TypedLine<'terminal'>;

/** A line that the server answers. */
type Asking = Exclude<Line, { kind: 'password' | 'blank' | 'bad' | 'help' | 'exit' }>;

/** Kinds of lines that ask nothing. */
const IDLE: readonly string[] = ['bad', 'blank', 'password'];

/** The text of `line` that others will read as a message; null if there is none. */
function textOf(line: Asking): string | null {
  if (line.kind === 'sendto') return line.text;
  return line.kind === 'asked' && line.text !== '' ? line.text : null;
}

/** Is it a message, which may wait for a connection? */
function isMessage(line: Asking): boolean {
  if (line.kind !== 'asked') return line.kind === 'sendto';
  return line.command === 'reply' || line.command === 'sendto';
}

export class TypedCommands {
  readonly #world: TypedCommandsWorld;

  constructor(world: TypedCommandsWorld) {
    this.#world = world;
  }

  /**
   * Executes the line that was `typed`; `amid`: more lines arrived together with it. Returns whether those may be
   * executed as well: after an invalid line, they are taken for pasted text.
   */
  execute(typed: string, amid = false): boolean {
    const { desk, saying, writing } = this.#world;
    const { say, shown } = desk;
    const written = writing.read(typed.toWellFormed());
    if (!typed.isWellFormed()) {
      say(shown.refusal(this.#refusalOf(written), NOT_UTF_8));
      return false;
    }
    switch (written.kind) {
      case 'blank':
        return true;
      case 'bad':
        say(shown.badLine(written.answer, typed.replace(/^\//, '')));
        return false;
      case 'to':
        this.#writeTo(written.to);
        return true;
      case 'say':
        if (isUnseen(written.text)) return this.#unseen();
        if (this.#mayAsk(true)) saying.say(written.to, written.text, true);
        return true;
      case 'command':
        return this.#command(written.line, amid);
    }
  }

  /** Is `line` a command or, if it is not `whole`, the possible start of one? */
  isCommand(line: string, whole: boolean): boolean {
    const { writing } = this.#world;
    if (!line.isWellFormed()) return false;
    const written = writing.read(line);
    if (written.kind === 'to') return true;
    if (written.kind !== 'command') return false;
    if (whole) return !IDLE.includes(this.#parse(written.line).line.kind);
    const [command = '', more] = written.line.trimStart().split(/[ \t]/, 2);
    return COMMAND_WORDS.some((name) =>
      more === undefined ? name.startsWith(command) : name === command,
    );
  }

  /** Is the message in `line` too long to send? */
  isTooLong(line: string): boolean {
    // UTF-16 units are at least as many as code points, which are what counts.
    if (line.length <= TEXT_CODE_POINTS_MAX) return false;
    const written = this.#world.writing.read(line);
    const read = written.kind === 'command' ? this.#parse(written.line).line : written;
    return read.kind === 'bad' && read.answer === 'Bad message';
  }

  /** The answer to a line that is not well-formed. */
  #refusalOf(written: Written): BadLine {
    if (written.kind === 'bad') return written.answer;
    if (written.kind === 'say') return 'Bad message';
    return written.kind === 'command'
      ? refuseTypedLine(parseTypedLine(written.line, 'terminal'))
      : 'Invalid command';
  }

  /** Refuses a message without a visible character: nobody means to send one. */
  #unseen(): false {
    const { say, shown } = this.#world.desk;
    say(shown.refusal('Bad message', UNSEEN));
    return false;
  }

  /** Directs the following lines to `to`; null: they are commands. */
  #writeTo(to: string | null): void {
    const { desk, writing } = this.#world;
    const { say, shown } = desk;
    if (to !== null) {
      writing.begin(to);
      const hint = 'a line that begins with / is a command, and /to ends it';
      return say(shown.notice(`writing to ${oneLine(to)}; ${hint}`));
    }
    if (!writing.end()) return say(shown.badLine('Invalid command', 'to'));
  }

  /** Parses a command and its reference to a message, if it has one; `message` is null if no message fits it. */
  #parse(typed: string): { readonly line: Line; readonly message?: number | null } {
    const { messages, writing } = this.#world;
    const reference = findReference(typed, messages, writing.partner);
    const line = parseTypedLine(reference?.line ?? typed, 'terminal');
    if (reference === null) return { line };
    const { message } = reference;
    if (message === null || line.kind !== 'asked' || !('message' in line.given)) {
      return { line, message };
    }
    return { line: { ...line, given: { ...line.given, message } } as Line, message };
  }

  #command(typed: string, amid: boolean): boolean {
    const { desk, logins, leave } = this.#world;
    const { session, shown, say, notice } = desk;
    const { line, message } = this.#parse(typed);
    if (typed.includes('\n') && !mayHaveLines(line)) {
      say(shown.refusal(refuseTypedLine(line), 'only a message has several lines'));
      return false;
    }
    if (message === null) {
      say(shown.failure('no message like that was shown'));
      return true;
    }
    switch (line.kind) {
      case 'blank':
      case 'password':
        return true;
      case 'bad':
        say(shown.badLine(line.answer, typed));
        return false;
      case 'help':
        say(this.#help('about' in line ? line.about : null));
        return true;
      case 'exit':
        if (!amid) leave();
        else notice('exit came at once with more, as in a pasted text: not carried out');
        return !amid;
    }
    const text = textOf(line);
    if (text !== null && isUnseen(text)) return this.#unseen();
    if (line.kind === 'logout' && !session.connected) logins.logoutUnconnected();
    else if (this.#mayAsk(isMessage(line))) this.#ask(line);
    return true;
  }

  #help(about: string | null): string {
    const { shown, columns } = this.#world.desk;
    return about === null ? help(shown, columns()) : helpAbout(shown, about, columns());
  }

  /** May a request be sent? If not, answers why. A message may wait for a connection. */
  #mayAsk(isMessage: boolean): boolean {
    const { desk, waiting } = this.#world;
    const { session, shown, say } = desk;
    const isTooMuch = waiting() >= ANSWERS_WAITING_MAX;
    const isThere = session.connected || (isMessage && session.comesBack);
    if (isThere && !isTooMuch) return true;
    const why = isThere ? 'too many commands wait for their replies' : 'not connected';
    say(shown.failure(why));
    return false;
  }

  #ask(line: Asking): void {
    const { desk, logins, server, saying, writing, marks } = this.#world;
    switch (line.kind) {
      case 'list':
        return desk.asked(desk.session.list(), (reply) => desk.shown.reply(reply));
      case 'sendto':
        return saying.say(line.name, line.text, false);
      case 'login':
        return logins.login(line.name);
      case 'logout':
        marks.flush();
        return logins.logout();
    }
    switch (line.command) {
      case 'sendto': {
        const { to, ...more } = line.given;
        return saying.say(to, line.text, to === writing.partner, more);
      }
      case 'reply':
        return saying.reply(line.given.message, line.text, writing.partner);
      case 'register':
        return logins.register(line.given.name, line.given.invitation ?? null);
      case 'change-password':
        return logins.changePassword();
      case 'unregister':
        return logins.unregister();
      case 'rename':
        return logins.rename(line.given.name);
      case 'hello':
      case 'alive':
      case 'login':
      case 'list':
      case 'logout':
        // The others have a grammar of their own, or cannot be typed.
        throw new Error(`${line.command} is not asked so`);
      default:
        return server.execute(line);
    }
  }
}

/** Only messages may have several lines, and only in their text. */
function mayHaveLines(line: Line): boolean {
  if (line.kind === 'sendto') return !line.name.includes('\n');
  return line.kind === 'asked' && line.text !== '';
}
