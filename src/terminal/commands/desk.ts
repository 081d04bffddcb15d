/** The interface through which a command asks the server and answers the user. */
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
   * A line has sent `request`: `show` returns the text to print for its reply, or null. `mayAsk`: the reply may lead to
   * a question for a secret, or the user may repeat one, so typed input waits for it.
   */
  asked(request: Request, show: (reply: Reply) => string | null, mayAsk?: boolean): void;
  /** Prints the client's own answer to a line, in its turn. */
  say(answer: string): void;
  notice(text: string): void;
  /** The width of the terminal. */
  columns(): number;
  /** Asks for a line, shown as it is typed; null: the user cancelled. A question asked by `done` comes next. */
  askSeen(question: string, done: (line: string | null) => void): void;
  askUnseen(question: string, done: (line: string | null) => void): void;
}

/** Sends an extension command and its `text`; `show` returns the text to print if it succeeds. */
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
