/** The interactive client: a prompt that incoming messages never break, with history and completion. */
import type { AboutServer } from '../client/about-server.ts';
import { systemClock } from '../client/clock.ts';
import type { ConnectionEnd, Reply, Request } from '../client/connection.ts';
import type { Received } from '../client/events.ts';
import { Session, type SessionListener } from '../client/session.ts';
import type { OpenTransport } from '../client/transport.ts';
import { PASSWORD_BYTES_MIN } from '../protocol/limits.ts';
import { oneLine } from '../protocol/visible.ts';
import { complete } from './commands/completion.ts';
import type { Desk } from './commands/desk.ts';
import { Logins } from './commands/logins.ts';
import { Conversation } from './conversation/conversation.ts';
import { ReadMarks } from './conversation/read-marks.ts';
import { Remembered } from './device/remembered.ts';
import type { TokenFile } from './device/token-file.ts';
import { Editor } from './input/editor.ts';
import { mayAskSecret } from './input/history-secrets.ts';
import type { Keyboard } from './input/keyboard.ts';
import { Palette } from './presentation/palette.ts';
import { Presentation } from './presentation/presentation.ts';
import {
  endText,
  explanation,
  lostText,
  malformedText,
  notRestoredText,
  slowText,
} from './presentation/wording.ts';
import { Passwords } from './questions/passwords.ts';
import { Questions } from './questions/questions.ts';
import { Answers } from './requests/answers.ts';
import { Outstanding } from './requests/outstanding.ts';
import { ReplyDeadline } from './requests/reply-deadline.ts';
import { inputRow } from './screen/input-row.ts';
import type { Row } from './screen/prompt.ts';
import { Seat } from './screen/seat.ts';
import { terminalWorld } from './world.ts';

const INTERRUPTED_STATUS = 130;

/** How much of a line that is too long stays on the screen. */
const ECHO_UNITS = 200;

export interface InteractiveOptions {
  /** The server's address, as the user gave it. */
  readonly where: string;
  readonly open: OpenTransport;
  readonly keyboard: Keyboard;
  /** Is the connection safe from eavesdroppers? */
  readonly confidential: boolean;
  /** The tokens of this device; null: none are to be stored or used. */
  readonly tokens: TokenFile | null;
  readonly complain: (text: string) => void;
}

/** Chats on the terminal of this process; resolves with the exit status. */
export function chatInteractively(options: InteractiveOptions): Promise<number> {
  return new Promise((resolve) => new InteractiveChat(options, resolve));
}

class InteractiveChat implements SessionListener {
  readonly #where: string;
  readonly #complain: (text: string) => void;
  readonly #resolve: (status: number) => void;
  readonly #shown = new Presentation(new Palette(process.stdout.hasColors()));
  readonly #answers = new Answers((answer) => this.#seat.screen.print(answer));
  readonly #outstanding = new Outstanding(this.#answers, systemClock, (waiting) => {
    if (this.#session.connected && !this.#leaving) this.#notice(slowText(waiting));
  });
  readonly #deadline = new ReplyDeadline(() => this.#finish(1));
  readonly #questions = new Questions(
    (done) => this.#editor.readAnswer(done),
    (text) => this.#seat.screen.print(this.#shown.question(text)),
  );
  readonly #marks = new ReadMarks(systemClock.after, (name, upTo) => this.#markRead(name, upTo));
  readonly #session: Session;
  readonly #logins: Logins;
  #passwordBytesMin = PASSWORD_BYTES_MIN;
  readonly #conversation: Conversation;
  readonly #seat: Seat;
  readonly #editor: Editor;
  /** Is it waiting for the last replies before it ends? */
  #leaving = false;
  #finished = false;

  constructor(options: InteractiveOptions, resolve: (status: number) => void) {
    const { where, open, keyboard, confidential, tokens, complain } = options;
    this.#where = where;
    this.#complain = complain;
    this.#resolve = resolve;
    this.#seat = new Seat(keyboard, (columns) => this.#layOut(columns), {
      drained: () => this.#session.resume(),
      ended: (status) => this.#finish(status),
    });
    this.#editor = this.#editorAt(keyboard);
    this.#session = new Session({ ...terminalWorld, open }, this);
    const notice = (text: string): void => this.#notice(text);
    const desk: Desk = {
      session: this.#session,
      shown: this.#shown,
      asked: (request, show, mayAsk = false) => {
        this.#outstanding.asked(request, show, mayAsk);
        if (mayAsk) this.#editor.holdGuarded();
      },
      say: (answer) => this.#answers.say(answer),
      notice,
      columns: () => this.#seat.screen.columns,
      askSeen: (question, done) => this.#askUser(question, true, done),
      askUnseen: (question, done) => this.#askUser(question, false, done),
    };
    this.#logins = new Logins(
      desk,
      new Passwords(desk, confidential, () => this.#passwordBytesMin),
      new Remembered(confidential ? tokens : null, where, notice),
    );
    this.#conversation = new Conversation({
      desk,
      logins: this.#logins,
      marks: this.#marks,
      print: (text) => this.#seat.screen.print(text),
      waiting: () => this.#answers.waiting,
      leave: () => this.#leave(),
    });
  }

  #askUser(question: string, seen: boolean, done: (line: string | null) => void): void {
    // No questions while leaving.
    if (this.#leaving) done(null);
    else this.#questions.ask(question, seen, done);
  }

  // --- SessionListener ---

  opened(again: boolean, { name, passwordBytesMin }: AboutServer): void {
    this.#passwordBytesMin = passwordBytesMin;
    if (again) return this.#notice('connected again');
    const where = name === null ? this.#where : `${explanation(name)} (${this.#where})`;
    this.#notice(`connected to ${where}; help shows the commands`);
    this.#seat.begin();
    // Releases earlier input as well.
    this.#editor.hold(false);
  }

  reply(request: Request, reply: Reply): void {
    if (reply.kind === 'names') this.#conversation.names.listed(reply.names);
    const isComplaint = reply.kind === 'malformed' && !process.stderr.isTTY;
    const isAnswer = this.#outstanding.settle(request, (show) => {
      if (!isComplaint) return show(reply);
      this.#complain(malformedText(reply.detail));
      return null;
    });
    if (isAnswer) this.#answered();
  }

  unanswered(request: Request, wasSent: boolean): void {
    const mightHaveAsked = this.#outstanding.mayAsk;
    const doubt = wasSent ? 'it may or may not have been done' : 'it was not sent';
    this.#outstanding.settle(request, () => this.#shown.failure(`connection lost; ${doubt}`));
    // Input typed after that command may be a secret.
    if (mightHaveAsked && !this.#outstanding.mayAsk && this.#editor.forgetAhead()) {
      this.#notice('what was typed meanwhile is dropped');
    }
    this.#answered();
  }

  message(message: Received, missed: boolean): void {
    this.#conversation.arrivals.message(message, missed, this.#session.name);
    if (process.stdout.writableNeedDrain) this.#session.pause();
  }

  event(what: Parameters<SessionListener['event']>[0]): void {
    switch (what.kind) {
      case 'unread':
        return this.#conversation.arrivals.unread(what.conversations);
      case 'renamed':
        if (what.was !== null) return this.#conversation.renamed(what.was, what.name, what.by);
        this.#logins.renamed(what.name);
        return this.#notice(`your name is ${oneLine(what.name)} now`);
      case 'closing':
        // The connection will be lost like any other, and the session logs in again.
        if (what.again) return this.#notice(`the server says: ${explanation(what.why)}`);
        this.#logins.putOut();
        return this.#notice(`logged out by the server: ${explanation(what.why)}`);
      default:
        return this.#conversation.arrivals.event(what, this.#session.name);
    }
  }

  lost(end: ConnectionEnd): void {
    if (this.#leaving) return this.#finish(1, endText(this.#where, end));
    this.#marks.forget();
    this.#conversation.messages.lost();
    this.#notice(lostText(end.why, this.#session.waiting));
  }

  restored(name: string): void {
    this.#logins.restored(name);
  }

  notRestored(name: string, reply: Reply, trying: boolean): void {
    this.#logins.notRestored(name, reply, trying);
    this.#notice(notRestoredText(name, reply, trying));
  }

  ended(end: ConnectionEnd): void {
    this.#finish(1, endText(this.#where, end));
  }

  // --- the terminal ---

  #editorAt(keyboard: Keyboard): Editor {
    return new Editor(keyboard, {
      submitted: (line, amid) => this.#submitted(line, amid),
      changed: () => this.#seat.redraw(),
      complete: (before) => this.#complete(before),
      isCommand: (line, whole) => this.#conversation.commands.isCommand(line, whole),
      isMessage: (line) => this.#conversation.writing.read(line).kind === 'say',
      notice: (text) => this.#notice(text),
      interrupted: () => this.#interrupted(),
      suspended: () => this.#seat.suspend(),
      cleared: () => this.#seat.screen.clear(),
      endedSome: () => this.#conversation.writing.end(),
      closed: () => this.#leave(),
    });
  }

  #interrupted(): void {
    if (!this.#seat.begun) return this.#finish(INTERRUPTED_STATUS);
    if (this.#editor.forgetAhead()) return this.#seat.redraw();
    if (this.#editor.line === '') return this.#finish(0);
    this.#editor.clear();
    this.#seat.redraw();
  }

  #layOut(columns: number): Row {
    const world = { shown: this.#shown, questions: this.#questions, editor: this.#editor };
    return inputRow({ ...world, name: this.#name }, columns);
  }

  /** The name in the prompt: the addressee, or the user. */
  get #name(): string | null {
    return this.#conversation.writing.partner ?? this.#session.name;
  }

  #complete(before: string): string {
    const { insert, candidates } = complete(
      before,
      this.#conversation.names,
      this.#conversation.writing.partner !== null,
    );
    if (candidates.length > 0) this.#seat.screen.print(this.#shown.candidates(candidates));
    return insert;
  }

  // --- lines ---

  #submitted(text: string, amid: boolean): boolean {
    if (this.#leaving) return false;
    const { commands } = this.#conversation;
    if (mayAskSecret(text)) this.#editor.guard();
    const isTooLong = commands.isTooLong(text);
    const echo = isTooLong ? `${text.slice(0, ECHO_UNITS)}…` : text;
    this.#seat.screen.print(this.#shown.submitted(this.#name, echo));
    const goesOn = commands.execute(text, amid);
    // Puts the line back, for the user to shorten.
    if (isTooLong) this.#editor.insert(text);
    this.#seat.redraw();
    this.#editor.hold(this.#outstanding.mayAsk);
    return goesOn;
  }

  /** A reply has been handled; it may have changed the prompt. */
  #answered(): void {
    this.#seat.redraw();
    this.#editor.hold(this.#outstanding.mayAsk);
    if (this.#leaving) this.#leaveWhenAnswered();
  }

  #markRead(name: string, upTo: number): void {
    const { connected, registered } = this.#session;
    if (!connected || !registered || !this.#outstanding.mayAskQuietly) return;
    this.#outstanding.askedQuietly(this.#session.ask('read', { with: name, upTo }));
  }

  #notice(text: string): void {
    this.#seat.screen.print(this.#shown.notice(text));
  }

  // --- leaving ---

  #leave(): void {
    if (this.#leaving || this.#finished) return;
    this.#leaving = true;
    this.#seat.release();
    this.#leaveWhenAnswered();
  }

  #leaveWhenAnswered(): void {
    if (this.#answers.owed === 0) this.#finish(0);
    else this.#deadline.restart();
  }

  #finish(status: number, complaint?: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#leaving = true;
    this.#deadline.stop();
    this.#outstanding.close();
    this.#marks.flush();
    this.#seat.close();
    this.#editor.close();
    this.#session.close();
    if (complaint !== undefined) this.#complain(complaint);
    this.#resolve(status);
  }
}
