/** What a command needs of the conversation in which it was typed. */
import type { OtherCommand, Reply, Request } from '../../client/connection.ts';
import { ReplyError } from '../../client/reply-error.ts';
import { type ReplyOf, readReply } from '../../client/reply-reader.ts';
import type { Session } from '../../client/session.ts';
import type { Arguments } from '../../protocol/contracts.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { explanation } from '../presentation/wording.ts';

export interface Desk {
  readonly session: Session;
  readonly shown: Presentation;
  /**
   * A line asked the server for `request`: `show` answers what its reply prints, or null. `mayAsk`: it may ask the user for
   * a secret, or they may say one again, so what is typed waits for it.
   */
  asked(request: Request, show: (reply: Reply) => string | null, mayAsk?: boolean): void;
  /** The client's own answer to a line, in its turn. */
  say(answer: string): void;
  notice(text: string): void;
  /** How wide the terminal is. */
  columns(): number;
  /** Reads a line; null: the user gives none. What `done` asks is asked at once. */
  askSeen(question: string, done: (line: string | null) => void): void;
  askUnseen(question: string, done: (line: string | null) => void): void;
}

/** Asks for what only an extended server has, which `text` belongs to; `show` says what is printed when it was done. */
export function askMore<Name extends OtherCommand>(
  { session, shown, asked, say }: Desk,
  command: Name,
  given: Arguments<Name>,
  show: (reply: ReplyOf<Name>) => string | null,
  text = '',
): void {
  if (!session.connected) return say(shown.failure('not connected'));
  if (!session.extended) return say(shown.failure('the server does not know it'));
  asked(session.ask(command, given, text), (reply) => {
    if (reply.kind !== 'ok' || reply.data === null) return shown.reply(reply);
    try {
      return show(readReply(command, reply.data));
    } catch (error) {
      if (!(error instanceof ReplyError)) throw error;
      return shown.fault(explanation(error.message));
    }
  });
}
