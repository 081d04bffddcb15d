/** The client on a terminal: a tool for a person (DESIGN section 2, "On a terminal"). */
import type { ConnectionEnd, Reply, Request } from '../client/connection.ts';
import { Session, type SessionListener } from '../client/session.ts';
import type { OpenTransport } from '../client/transport.ts';
import { type CommandName, commandContracts, helpLines } from '../protocol/commands.ts';
import { NAME_CODE_POINTS_MAX, TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { type BadLine, type Line, parseLine } from '../protocol/line-grammar.ts';
import { oneLine } from '../protocol/visible.ts';
import { Answers } from './answers.ts';
import { complete, KnownNames } from './completion.ts';
import { Editor } from './editor.ts';
import { Palette } from './palette.ts';
import { layOut } from './prompt.ts';
import { ReplyDeadline } from './reply-deadline.ts';
import { Screen } from './screen.ts';
import { endText, explanation, failureReason, malformedText } from './wording.ts';

/** More commands than this do not wait for replies: a server that is stuck gets no more of them. */
const ANSWERS_WAITING_MAX = 1000;

/** So many names or commands to choose from are shown. */
const CANDIDATES_MAX = 50;

/** The signals that end a program, by the number that goes into its exit status. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

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
  readonly #palette = new Palette(process.stdout.hasColors());
  readonly #screen = new Screen(process.stdout, (columns) => this.#layOut(columns));
  readonly #answers = new Answers((answer) => this.#screen.print(answer));
  readonly #names = new KnownNames();
  readonly #session: Session;
  /** Null until the server is reached. */
  #editor: Editor | null = null;
  readonly #deadline = new ReplyDeadline(() => this.#finish(1));
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
    this.#session = new Session({ open, after, random: Math.random }, this);
  }

  // --- SessionListener ---

  opened(again: boolean): void {
    if (again) return this.#notice('connected again');
    this.#notice(`connected to ${this.#where}; help shows the commands`);
    this.#takeTerminal();
  }

  reply(_request: Request, reply: Reply): void {
    if (reply.kind === 'names') this.#names.listed(reply.names);
    this.#settle(this.#replyText(reply));
  }

  unanswered(): void {
    this.#settle(this.#failure('connection lost; it may or may not have been done'));
  }

  message(from: string, text: string): void {
    this.#names.wrote(from);
    this.#print(`${this.#time()} ${this.#palette.name(from, oneLine(from))}: ${oneLine(text)}`);
  }

  lost(end: ConnectionEnd): void {
    if (this.#leaving) return this.#finish(1, endText(this.#where, end));
    this.#notice(`connection lost: ${explanation(end.why)}; trying to connect again`);
  }

  restored(name: string): void {
    this.#notice(`logged in again as ${oneLine(name)}`);
  }

  notRestored(name: string, reply: Reply, trying: boolean): void {
    const why = reply.kind === 'failure' ? failureReason(reply.reason, reply.detail) : reply.kind;
    const what = `could not log in again as ${oneLine(name)} (${why})`;
    this.#notice(trying ? `${what}; the server may still hold it, trying again` : what);
  }

  ended(end: ConnectionEnd): void {
    this.#finish(1, endText(this.#where, end));
  }

  // --- the terminal ---

  #takeTerminal(): void {
    this.#editor = new Editor(process.stdin, {
      submitted: (line) => this.#submitted(line),
      changed: () => this.#screen.redraw(),
      complete: (before) => this.#complete(before),
      interrupted: () => this.#interrupted(),
      suspended: () => this.#suspend(),
      cleared: () => this.#screen.clear(),
      closed: () => this.#leave(),
    });
    process.stdout.on('resize', this.#resized);
    process.stdout.on('drain', this.#drained);
    // A terminal that is gone cannot be told anything.
    process.stdout.on('error', () => this.#finish(1));
    process.stdin.on('error', () => this.#finish(1));
    process.on('SIGCONT', this.#continued);
    for (const signal of Object.keys(SIGNALS)) process.on(signal, this.#signalled);
    this.#screen.redraw();
  }

  readonly #resized = (): void => this.#screen.resized();
  readonly #drained = (): void => this.#session.resume();

  readonly #signalled = (signal: NodeJS.Signals): void => {
    this.#finish(128 + SIGNALS[signal as keyof typeof SIGNALS]);
  };

  #interrupted(): void {
    if (this.#editor?.line === '') return this.#finish(0);
    this.#editor?.clear();
    this.#screen.redraw();
  }

  #suspend(): void {
    this.#screen.close();
    this.#editor?.cooked();
    // The whole job, as the terminal itself does it: npx may stand between the shell and us.
    process.kill(0, 'SIGTSTP');
  }

  readonly #continued = (): void => {
    if (this.#leaving) return;
    this.#editor?.raw();
    this.#screen.reopen();
  };

  #layOut(columns: number): ReturnType<typeof layOut> {
    const { name } = this.#session;
    const paint = (label: string): string =>
      name === null ? label : this.#palette.name(name, label.slice(0, -2)) + label.slice(-2);
    return layOut(this.#label, paint, this.#editor?.line ?? '', this.#editor?.cursor ?? 0, columns);
  }

  get #label(): string {
    const { name } = this.#session;
    return name === null ? '> ' : `${oneLine(name)}> `;
  }

  #complete(before: string): string {
    const { insert, candidates } = complete(before, this.#names);
    if (candidates.length > 0) {
      const more = candidates.length - CANDIDATES_MAX;
      const shown = candidates.slice(0, CANDIDATES_MAX).join('  ');
      this.#print(this.#palette.dim(more > 0 ? `${shown}  and ${more} more` : shown));
    }
    return insert;
  }

  // --- lines ---

  #submitted(text: string): void {
    if (this.#leaving) return;
    this.#print(this.#palette.dim(this.#label) + oneLine(text));
    this.#execute(parseLine(text), text);
  }

  #execute(line: Line, typed: string): void {
    switch (line.kind) {
      case 'blank':
        return;
      case 'bad':
        return this.#answers.say(`${line.answer} ${this.#palette.dim(`(${hint(line, typed)})`)}`);
      case 'help':
        return this.#answers.say(helpLines().join('\n'));
      case 'exit':
        return this.#leave();
    }
    if (!this.#session.connected) return this.#answers.say(this.#failure('not connected'));
    if (this.#answers.waiting >= ANSWERS_WAITING_MAX) {
      return this.#answers.say(this.#failure('too many commands wait for their replies'));
    }
    this.#answers.owe();
    switch (line.kind) {
      case 'login':
        return this.#session.login(line.name);
      case 'list':
        return this.#session.list();
      case 'sendto':
        return this.#session.sendto(line.name, line.text);
      case 'logout':
        return this.#session.logout();
    }
  }

  #settle(answer: string | null): void {
    this.#answers.settle(answer);
    this.#screen.redraw();
    if (this.#leaving) this.#leaveWhenAnswered();
  }

  /** What a reply prints, or null. */
  #replyText(reply: Reply): string | null {
    switch (reply.kind) {
      case 'ok':
        return 'Success';
      case 'failure':
        return this.#failure(failureReason(reply.reason, reply.detail));
      case 'names':
        if (reply.names.length === 0) return null;
        return reply.names.map((name) => this.#palette.name(name, oneLine(name))).join('\n');
      case 'malformed': {
        const text = malformedText(reply.detail);
        if (process.stderr.isTTY) return this.#palette.fault(`error: ${text}`);
        this.#complain(text);
        return null;
      }
    }
  }

  #failure(why: string): string {
    return why === '' ? 'Failure' : `Failure ${this.#palette.dim(`(${why})`)}`;
  }

  /** What the client itself has to say. */
  #notice(text: string): void {
    this.#print(this.#palette.dim(`* ${text}`));
  }

  #print(text: string): void {
    this.#screen.print(text);
    if (process.stdout.writableNeedDrain) this.#session.pause();
  }

  #time(): string {
    const now = new Date();
    const twoDigits = (number: number): string => String(number).padStart(2, '0');
    return this.#palette.dim(`${twoDigits(now.getHours())}:${twoDigits(now.getMinutes())}`);
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
    process.off('SIGCONT', this.#continued);
  }

  #finish(status: number, complaint?: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#leaving = true;
    this.#deadline.stop();
    this.#releaseTerminal();
    this.#session.close();
    process.stdout.off('drain', this.#drained);
    for (const signal of Object.keys(SIGNALS)) process.off(signal, this.#signalled);
    if (complaint !== undefined) this.#complain(complaint);
    this.#resolve(status);
  }
}

/** How the line that was `typed` could have been right. */
function hint({ answer }: { readonly answer: BadLine }, typed: string): string {
  if (answer === 'Bad message') return `a message has at most ${TEXT_CODE_POINTS_MAX} characters`;
  const word = typed.trim().split(/[ \t]/, 1)[0] as string;
  if (!Object.hasOwn(commandContracts, word)) return 'help shows the commands';
  const { usage } = commandContracts[word as CommandName];
  return answer === 'Bad username'
    ? `${usage}, the username of 1 to ${NAME_CODE_POINTS_MAX} characters`
    : usage;
}

function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
