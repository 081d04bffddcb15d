/** What a line that was typed does. */
import { helpLines } from '../protocol/commands.ts';
import { parseTypedLine, type TypedLine } from '../protocol/typed-lines.ts';
import type { Desk } from './desk.ts';
import type { Logins } from './logins.ts';
import type { LookUps } from './look-ups.ts';
import type { ReadMarks } from './read-marks.ts';

/** More commands than this do not wait for replies: a server that is stuck gets no more of them. */
const ANSWERS_WAITING_MAX = 1000;

export interface TypedCommandsWorld {
  readonly desk: Desk;
  readonly logins: Logins;
  readonly lookUps: LookUps;
  readonly marks: ReadMarks;
  /** How many answers have not been printed. */
  waiting(): number;
  leave(): void;
}

/** A line that is the server's to answer. */
type Asking = Exclude<TypedLine, { kind: 'blank' | 'bad' | 'help' | 'exit' | 'password' }>;

export class TypedCommands {
  readonly #world: TypedCommandsWorld;

  constructor(world: TypedCommandsWorld) {
    this.#world = world;
  }

  execute(typed: string): void {
    const { desk, logins, waiting, leave } = this.#world;
    const { session, shown, say } = desk;
    const line = parseTypedLine(typed, 'terminal');
    switch (line.kind) {
      case 'blank':
      // Not typed on a terminal, where passwords are asked for.
      case 'password':
        return;
      case 'bad':
        return say(shown.badLine(line.answer, typed));
      case 'help':
        return say(helpLines('terminal').join('\n'));
      case 'exit':
        return leave();
    }
    if (!session.connected) {
      return line.kind === 'logout'
        ? logins.logoutUnconnected()
        : say(shown.failure('not connected'));
    }
    if (waiting() >= ANSWERS_WAITING_MAX) {
      return say(shown.failure('too many commands wait for their replies'));
    }
    this.#ask(line);
  }

  #ask(line: Asking): void {
    const { desk, logins, lookUps, marks } = this.#world;
    switch (line.kind) {
      case 'list':
        return desk.asked(desk.session.list(), (reply) => desk.shown.reply(reply));
      case 'sendto':
        return desk.asked(desk.session.sendto(line.name, line.text), (reply) =>
          desk.shown.reply(reply),
        );
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
        return lookUps.execute(line);
    }
  }
}
