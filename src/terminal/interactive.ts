/** The client on a terminal: a tool for a person (DESIGN section 2, "On a terminal"). */
import type { ConnectionEnd, Reply, Request } from '../client/connection.ts';
import type { Received } from '../client/happenings.ts';
import { Session, type SessionListener } from '../client/session.ts';
import type { OpenTransport } from '../client/transport.ts';
import { helpLines } from '../protocol/commands.ts';
import { type Line, parseLine } from '../protocol/line-grammar.ts';
import { oneLine } from '../protocol/visible.ts';
import { Answers } from './answers.ts';
import { ask } from './ask.ts';
import { complete, KnownNames } from './completion.ts';
import { Editor } from './editor.ts';
import { Job } from './job.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';
import { layOut, type Row } from './prompt.ts';
import { ReplyDeadline } from './reply-deadline.ts';
import { Screen } from './screen.ts';
import { endText, explanation, failureReason, malformedText } from './wording.ts';

/** More commands than this do not wait for replies: a server that is stuck gets no more of them. */
const ANSWERS_WAITING_MAX = 1000;

/** Chats with the server at `where` on the terminal of this process; answers the exit status. */
export function chatInteractively(
  where: string,
  open: OpenTransport,
  complain: (text: string) => void,
): Promise<number> {
  return new Promise((resolve) => new InteractiveChat(where, open, complain, resolve));
}

class InteractiveChat implements SessionListener {
  readonly #where: string;
  readonly #complain: (text: string) => void;
  readonly #resolve: (status: number) => void;
  readonly #shown = new Presentation(new Palette(process.stdout.hasColors()));
  readonly #screen = new Screen(process.stdout, (columns) => this.#layOut(columns));
  readonly #answers = new Answers((answer) => this.#screen.print(answer));
  readonly #names = new KnownNames();
  readonly #deadline = new ReplyDeadline(() => this.#finish(1));
  readonly #session: Session;
  /** Null until the server is reached. */
  #editor: Editor | null = null;
  #job: Job | null = null;
  /** Waits for the last replies, then ends. */
  #leaving = false;
  #finished = false;

  constructor(
    where: string,
    open: OpenTransport,
    complain: (text: string) => void,
    resolve: (status: number) => void,
  ) {
    this.#where = where;
    this.#complain = complain;
    this.#resolve = resolve;
    this.#session = new Session(
      { open, after, random: Math.random, client: 'chinwag terminal', missedMax: 100 },
      this,
    );
  }

  // --- SessionListener ---

  opened(again: boolean): void {
    if (again) return this.#notice('connected again');
    this.#notice(`connected to ${this.#where}; help shows the commands`);
    this.#takeTerminal();
  }

  reply(_request: Request, reply: Reply): void {
    if (reply.kind === 'names') this.#names.listed(reply.names);
    if (reply.kind === 'malformed' && !process.stderr.isTTY) {
      this.#complain(malformedText(reply.detail));
      return this.#settle(null);
    }
    this.#settle(this.#shown.reply(reply));
  }

  unanswered(): void {
    this.#answers.settle(this.#shown.failure('connection lost; it may or may not have been done'));
  }

  message({ from, text }: Received): void {
    this.#names.wrote(from);
    this.#screen.print(this.#shown.message(from, text, new Date()));
    if (process.stdout.writableNeedDrain) this.#session.pause();
  }

  happened(): void {}

  lost(end: ConnectionEnd): void {
    if (this.#leaving) return this.#finish(1, endText(this.#where, end));
    this.#notice(`connection lost: ${explanation(end.why)}; trying to connect again`);
  }

  restored(name: string): void {
    this.#notice(`logged in again as ${oneLine(name)}`);
  }

  notRestored(name: string, reply: Reply, trying: boolean): void {
    const why = reply.kind === 'failure' ? failureReason(reply.reason, reply.detail) : reply.kind;
    this.#notice(
      `could not log in again as ${oneLine(name)} (${why})${trying ? '; still trying' : ''}`,
    );
  }

  ended(end: ConnectionEnd): void {
    this.#finish(1, endText(this.#where, end));
  }

  // --- the terminal ---

  #takeTerminal(): void {
    const { stdin, stdout } = process;
    this.#editor = new Editor(stdin, {
      submitted: (line) => this.#submitted(line),
      changed: () => this.#screen.redraw(),
      complete: (before) => this.#complete(before),
      interrupted: () => this.#interrupted(),
      suspended: () => this.#suspend(),
      cleared: () => this.#screen.clear(),
      closed: () => this.#leave(),
    });
    this.#job = new Job({
      continued: () => this.#continued(),
      ended: (status) => this.#finish(status),
    });
    stdout.on('resize', this.#resized);
    stdout.on('drain', () => this.#session.resume());
    // A terminal that is gone cannot be told anything.
    stdout.on('error', () => this.#finish(1));
    stdin.on('error', () => this.#finish(1));
    this.#screen.redraw();
  }

  readonly #resized = (): void => this.#screen.resized();

  #interrupted(): void {
    if (this.#editor?.line === '') return this.#finish(0);
    this.#editor?.clear();
    this.#screen.redraw();
  }

  #suspend(): void {
    this.#screen.close();
    this.#editor?.cooked();
    this.#job?.suspend();
  }

  #continued(): void {
    if (this.#leaving) return;
    this.#editor?.raw();
    this.#screen.reopen();
  }

  #layOut(columns: number): Row {
    const { name } = this.#session;
    const { line, cursor } = this.#editor ?? { line: '', cursor: 0 };
    const paint = (label: string): string => this.#shown.paintLabel(name, label);
    return layOut(this.#shown.label(name), paint, line, cursor, columns);
  }

  #complete(before: string): string {
    const { insert, candidates } = complete(before, this.#names);
    if (candidates.length > 0) this.#screen.print(this.#shown.candidates(candidates));
    return insert;
  }

  // --- lines ---

  #submitted(text: string): void {
    if (this.#leaving) return;
    this.#screen.print(this.#shown.submitted(this.#session.name, text));
    this.#execute(parseLine(text), text);
  }

  #execute(line: Line, typed: string): void {
    switch (line.kind) {
      case 'blank':
        return;
      case 'bad':
        return this.#answers.say(this.#shown.badLine(line.answer, typed));
      case 'help':
        return this.#answers.say(helpLines('seed').join('\n'));
      case 'exit':
        return this.#leave();
    }
    if (!this.#session.connected) return this.#answers.say(this.#shown.failure('not connected'));
    if (this.#answers.waiting >= ANSWERS_WAITING_MAX) {
      return this.#answers.say(this.#shown.failure('too many commands wait for their replies'));
    }
    this.#answers.owe();
    ask(this.#session, line);
  }

  /** The oldest reply owed has come; it may have changed the prompt. */
  #settle(answer: string | null): void {
    this.#answers.settle(answer);
    this.#screen.redraw();
    if (this.#leaving) this.#leaveWhenAnswered();
  }

  #notice(text: string): void {
    this.#screen.print(this.#shown.notice(text));
  }

  // --- leaving ---

  #leave(): void {
    if (this.#leaving || this.#finished) return;
    this.#leaving = true;
    this.#releaseTerminal();
    this.#leaveWhenAnswered();
  }

  #leaveWhenAnswered(): void {
    if (this.#answers.owed === 0) this.#finish(0);
    else this.#deadline.restart();
  }

  #releaseTerminal(): void {
    this.#screen.close();
    this.#editor?.close();
    process.stdout.off('resize', this.#resized);
  }

  #finish(status: number, complaint?: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#leaving = true;
    this.#deadline.stop();
    this.#releaseTerminal();
    this.#session.close();
    this.#job?.close();
    if (complaint !== undefined) this.#complain(complaint);
    this.#resolve(status);
  }
}

function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
