/** What a line that was typed does. */
import { parseTypedLine, type TypedLine } from '../protocol/typed-lines.ts';
import { oneLine } from '../protocol/visible.ts';
import type { Desk } from './desk.ts';
import { help, helpAbout } from './help.ts';
import type { KnownMessages } from './known-messages.ts';
import type { Logins } from './logins.ts';
import { isLookUp, type LookUps } from './look-ups.ts';
import type { ReadMarks } from './read-marks.ts';
import { findReference } from './references.ts';
import type { RoomCommands } from './room-commands.ts';
import type { Saying } from './saying.ts';
import type { Writing } from './writing.ts';

/** More commands than this do not wait for replies: a server that is stuck gets no more of them. */
const ANSWERS_WAITING_MAX = 1000;

export interface TypedCommandsWorld {
  readonly desk: Desk;
  readonly logins: Logins;
  readonly lookUps: LookUps;
  readonly rooms: RoomCommands;
  readonly saying: Saying;
  readonly writing: Writing;
  readonly messages: KnownMessages;
  readonly marks: ReadMarks;
  /** How many answers have not been printed. */
  waiting(): number;
  leave(): void;
}

/** What is not typed on a terminal, where passwords are asked for and everything is shown as what it is. */
type Elsewhere = 'password' | 'notices';

/** A line that is the server's to answer. */
type Asking = Exclude<TypedLine, { kind: Elsewhere | 'blank' | 'bad' | 'help' | 'exit' }>;

export class TypedCommands {
  readonly #world: TypedCommandsWorld;

  constructor(world: TypedCommandsWorld) {
    this.#world = world;
  }

  execute(typed: string): void {
    const { desk, saying, writing } = this.#world;
    const written = writing.read(typed);
    switch (written.kind) {
      case 'blank':
        return;
      case 'bad':
        return desk.say(desk.shown.badLine(written.answer, typed.replace(/^\//, '')));
      case 'to':
        return this.#writeTo(written.to);
      case 'say':
        if (this.#mayAsk(true)) saying.say(written.to, written.text, true);
        return;
      case 'command':
        return this.#command(written.line);
    }
  }

  /** The lines that follow are for `to`; null: they are commands. */
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

  #command(typed: string): void {
    const { desk, logins, messages, writing, leave } = this.#world;
    const { session, shown, say } = desk;
    const reference = findReference(typed, messages, writing.partner);
    if (reference?.message === null) return say(shown.failure('no message like that was shown'));
    const parsed = parseTypedLine(reference?.line ?? typed, 'terminal');
    const line =
      reference !== null && 'message' in parsed
        ? { ...parsed, message: reference.message }
        : parsed;
    switch (line.kind) {
      case 'blank':
      case 'password':
      case 'notices':
        return;
      case 'bad':
        return say(shown.badLine(line.answer, typed));
      case 'help':
        return say(this.#help('about' in line ? line.about : null));
      case 'exit':
        return leave();
    }
    if (line.kind === 'logout' && !session.connected) return logins.logoutUnconnected();
    const isMessage = line.kind === 'sendto' || line.kind === 'reply';
    if (this.#mayAsk(isMessage)) this.#ask(line);
  }

  #help(about: string | null): string {
    const { shown, columns } = this.#world.desk;
    return about === null ? help(shown, columns()) : helpAbout(shown, about, columns());
  }

  /** May the server be asked something? Says so where not. A message may wait for a connection. */
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
    const { desk, logins, lookUps, rooms, saying, writing, marks } = this.#world;
    switch (line.kind) {
      case 'list':
        return desk.asked(desk.session.list(), (reply) => desk.shown.reply(reply));
      case 'sendto':
        return saying.say(line.name, line.text, false);
      case 'reply':
        return saying.reply(line.message, line.text, writing.partner);
      case 'login':
        return logins.login(line.name);
      case 'logout':
        marks.flush();
        return logins.logout();
      case 'register':
        return logins.register(line.name, line.invitation);
      case 'change-password':
        return logins.changePassword();
      case 'unregister':
        return logins.unregister();
      case 'rename':
        return logins.rename(line.name);
      default:
        return isLookUp(line) ? lookUps.execute(line) : rooms.execute(line);
    }
  }
}
