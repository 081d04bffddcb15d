/** `.` in the place of a message's number: the last message; `.bob`: the last of bob's. */
import { type CommandName, contractOf } from '../../protocol/contracts.ts';
import type { MessageReference } from '../../protocol/typing.ts';
import { isCommandName } from '../../protocol/usage.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';

const REFERENCE = /^([ \t]*(\S+)[ \t]+)\.(\S*)(?=[ \t]|$)/;

export interface Reference {
  /** The line with a number that stands for it, and which message that is; null: none. */
  readonly line: string;
  readonly message: number | null;
}

/** Null where `typed` has none; `partner` is whom one is writing to: then it is a message of that conversation. */
export function findReference(
  typed: string,
  messages: KnownMessages,
  partner: string | null,
): Reference | null {
  const [found = '', head = '', command = '', name = ''] = REFERENCE.exec(typed) ?? [];
  const reference = found === '' ? undefined : referenceOf(command);
  if (reference === undefined) return null;
  const { whose, kept } = reference;
  // Of somebody who is named it is any of theirs.
  const own = name !== '' || whose === 'anybody' ? null : whose === 'own';
  const from = name === '' ? null : name;
  const message = messages.last({ conversation: partner, own, from, kept });
  return { line: `${head}0${typed.slice(found.length)}`, message };
}

/** Which message `.` means behind `command`; undefined where that is about none. */
function referenceOf(command: string): MessageReference | undefined {
  if (!isCommandName(command)) return undefined;
  const { typed, arguments: all } = contractOf<CommandName>(command);
  return all[typed?.order[0] ?? '']?.typing?.reference;
}
