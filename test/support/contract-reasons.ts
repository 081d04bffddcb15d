/** Checks that a command is refused only for reasons in its contract. */
import assert from 'node:assert/strict';
import { reasonsOf } from '../../src/protocol/contract-reasons.ts';
import { type CommandName, contractOf } from '../../src/protocol/contracts.ts';
import { Reason, reasonText } from '../../src/protocol/frames.ts';

/** The reasons for which the first message on any connection may be refused. */
const OF_CONNECTIONS: readonly number[] = [Reason.serverFull, Reason.tooManyConnections];

/** Checks that `reason` is none, or in the contract of `command`. */
export function checkReason(command: CommandName, reason: number): void {
  if (reason === Reason.none || OF_CONNECTIONS.includes(reason)) return;
  const known: readonly number[] = reasonsOf(contractOf(command));
  assert.ok(
    known.includes(reason),
    `${command} gives a reason that its contract lacks: ${reasonText(reason)}`,
  );
}
