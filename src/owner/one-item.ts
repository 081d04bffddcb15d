/** Performs an operation with a single item as its answer. */
import { perform } from './administration-access.ts';
import type { Item, Operation } from './operation.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';

/** The item that `operation` answers with. Throws OwnerError when it fails. */
export async function only<Kind extends Item['kind']>(
  kind: Kind,
  settings: OwnerSettings,
  operation: Operation,
): Promise<Extract<Item, { kind: Kind }>> {
  let found: Item | null = null;
  for await (const item of perform(settings, operation)) found = item;
  if (found?.kind === kind) return found as Extract<Item, { kind: Kind }>;
  throw new OwnerError("the server's answer makes no sense: is it another version?");
}
