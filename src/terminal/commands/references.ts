/** References to messages: `.` in place of a message's number is the last message, and `.bob` is bob's last. */
import { type CommandName, contractOf } from '../../protocol/contracts.ts';
import type { MessageReference } from '../../protocol/typing.ts';
import { isCommandName } from '../../protocol/usage.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';

const REFERENCE = /^([ \t]*(\S+)[ \t]+)\.(\S*)(?=[ \t]|$)/;

export interface Reference {
  /** The line with a number in place of the reference. */
  readonly line: string;
  readonly message: number | null;
}

/**
 * Finds the reference in `typed`; null if there is none. With a `partner`, only messages of that conversation count.
 */
export function findReference(
  typed: string,
  messages: KnownMessages,
  partner: string | null,
): Reference | null {
  const [found = '', head = '', command = '', name = ''] = REFERENCE.exec(typed) ?? [];
  const reference = found === '' ? undefined : referenceOf(command);
  if (reference === undefined) return null;
  const { whose, kept } = reference;
  // With a name, any message of that person counts.
  const own = name !== '' || whose === 'anybody' ? null : whose === 'own';
  const from = name === '' ? null : name;
  const message = messages.last({ conversation: partner, own, from, kept });
  return { line: `${head}0${typed.slice(found.length)}`, message };
}

/** The kind of message that `.` means after `command`; undefined if the command is not about a message. */
function referenceOf(command: string): MessageReference | undefined {
  if (!isCommandName(command)) return undefined;
  const { typed, arguments: all } = contractOf<CommandName>(command);
  return all[typed?.order[0] ?? '']?.typing?.reference;
}
