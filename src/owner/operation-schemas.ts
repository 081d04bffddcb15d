/** Reads an operation: what arrives is not believed. */
import { z } from 'zod';
import type { Operation } from './operation.ts';

/** Longer than any name; what it must be is for the administration to say. */
const name = z.string().max(1000);
/** As long as the line that it comes in; the same. */
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

/** The operation that `line` is as JSON; null: none. */
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
