/** Parses operations from untrusted input. */
import * as z from 'zod/mini';
import { type OwnerCommandName, ownerContracts } from '../protocol/owner-contracts.ts';
import type { Operation } from './operation.ts';

/** A command of the owner as an operation: its arguments stand beside its name. */
function ofCommand<const Name extends OwnerCommandName, Schema extends z.ZodMiniObject>({
  name,
  schema,
}: {
  readonly name: Name;
  readonly schema: Schema;
}) {
  return z.extend(schema, { operation: z.literal(name) });
}

const schema = z.discriminatedUnion('operation', [
  ofCommand(ownerContracts['account-add']),
  ofCommand(ownerContracts['account-reset-password']),
  ofCommand(ownerContracts['account-remove']),
  ofCommand(ownerContracts['account-operator']),
  z.strictObject({ operation: z.literal('account-list') }),
  z.strictObject({ operation: z.literal('account-invite') }),
  z.strictObject({ operation: z.literal('retention'), erase: z.boolean() }),
  z.strictObject({ operation: z.literal('mend-times'), mend: z.boolean() }),
]);

/** The operation in the JSON of `line`; null: there is none. */
export function parseOperation(line: string): Operation | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const { success, data } = schema.safeParse(value);
  return success ? data : null;
}
