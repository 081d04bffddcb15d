/** What the commands of a client that are given as COMMANDs have in common. */
import type { Arguments } from '../protocol/contracts.ts';
import type { OtherCommand, ReplyData } from './connection.ts';

export abstract class Asking {
  /**
   * Gives `command`, which `text` belongs to.
   * @throws CommandRefused, CommandMalformed, ConnectionLost, InvalidArgument
   */
  protected abstract command<Name extends OtherCommand>(
    command: Name,
    given: Arguments<Name>,
    text?: string,
  ): Promise<ReplyData>;
}
