/** The server's owner, who makes people operators. */
import assert from 'node:assert/strict';
import { OWNER } from '../../../src/chat/calls.ts';
import { ask } from '../../../src/chat/execution.ts';
import type { Hub } from '../../../src/chat/hub.ts';
import { ownerCommands } from '../../../src/chat/owner-commands.ts';
import { requestOf } from '../../../src/chat/request.ts';

/** Makes the account `name` an operator, once storage has it. */
export function makeOperator(hub: Hub, name: string): void {
  const given = requestOf({ name, operator: true });
  ask(hub, OWNER, ownerCommands['account-operator'], given, (answer) => {
    assert.ok(typeof answer === 'object' && 'data' in answer, JSON.stringify(answer));
  });
}
