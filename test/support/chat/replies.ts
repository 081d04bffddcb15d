/** Replies to commands, checked against their contracts. */
import assert from 'node:assert/strict';
import type { Reply } from '../../../src/chat/answer.ts';
import { type CommandName, contractOf, type ReplyData } from '../../../src/protocol/contracts.ts';
import { assertOnWire } from '../on-wire.ts';

/** The content of a reply; null for another kind of answer. */
export function replyTo<Name extends CommandName>(
  command: Name,
  answer: object | string | number | undefined,
): Reply<Name> | null {
  if (typeof answer !== 'object' || !('data' in answer)) return null;
  const { reply, texts: list } = contractOf(command);
  const given = answer as Reply<Name>;
  assertOnWire(reply, given.data);
  if (list !== undefined) {
    const entries = (given.data as Readonly<Record<string, unknown>>)[list] as readonly object[];
    const bytes = entries.map((entry) => ('bytes' in entry ? entry.bytes : null));
    assert.deepEqual(
      given.texts?.map(({ length }) => length),
      bytes,
    );
  }
  return given;
}

export function dataOf<Name extends CommandName>(
  command: Name,
  answer: object | string | number | undefined,
): ReplyData<Name> {
  const reply = replyTo(command, answer);
  assert.ok(reply !== null, `${command}: ${JSON.stringify(answer)}`);
  return reply.data as ReplyData<Name>;
}

/** The texts of the reply's list. */
export function textsOf(
  command: CommandName,
  answer: object | string | number | undefined,
): string[] {
  return (replyTo(command, answer)?.texts ?? []).map((text) => Buffer.from(text).toString());
}
