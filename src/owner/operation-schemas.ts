/** Parses operations from untrusted input. */
import * as z from 'zod/mini';
import type { Operation } from './operation.ts';

/** Longer than any name; the administration checks the rest. */
const name = z.string().check(z.maxLength(1000));
/** Limited by its line; checked like a name. */
const password = z.string();

const schema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('account-list') }),
  z.strictObject({ operation: z.literal('account-add'), name, password }),
  z.strictObject({ operation: z.literal('account-reset-password'), name, password }),
  z.strictObject({ operation: z.literal('account-remove'), name }),
  z.strictObject({ operation: z.literal('account-operator'), name, operator: z.boolean() }),
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
