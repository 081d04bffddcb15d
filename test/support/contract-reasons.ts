/** No command is refused for a reason that its contract does not name. */
import assert from 'node:assert/strict';
import { reasonsOf } from '../../src/protocol/contract-reasons.ts';
import { type CommandName, contractOf } from '../../src/protocol/contracts.ts';
import { Reason, reasonText } from '../../src/protocol/frames.ts';

/** What any first message on a connection may be refused with. */
const OF_CONNECTIONS: readonly number[] = [Reason.serverFull, Reason.tooManyConnections];

/** `reason` is none, or one that the contract of `command` has. */
export function checkReason(command: CommandName, reason: number): void {
  if (reason === Reason.none || OF_CONNECTIONS.includes(reason)) return;
  const known: readonly number[] = reasonsOf(contractOf(command));
  assert.ok(
    known.includes(reason),
    `${command} gives a reason that its contract lacks: ${reasonText(reason)}`,
  );
}
