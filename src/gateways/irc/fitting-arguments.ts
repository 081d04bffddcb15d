/** Refuses arguments that no command takes, such as names that are too long, before they reach the hub. */
import type { Refusal } from '../../chat/answer.ts';
import type { Contract } from '../../protocol/contract.ts';
import { type Arguments, type CommandName, contractOf } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { nameFits } from '../../protocol/names.ts';

/** Arguments that name a person, or a room: nobody has a name that does not fit. */
const ABOUT: ReadonlyMap<PropertyKey, Reason> = new Map<PropertyKey, Reason>([
  ['room', Reason.noSuchRoom],
  ['to', Reason.noSuchUser],
  ['with', Reason.noSuchUser],
  ['name', Reason.noSuchUser],
  ['names', Reason.noSuchUser],
]);

/** Why `given` cannot be arguments of the command `name`; null: they can. */
export function misfit<Name extends CommandName>(
  name: Name,
  given: Arguments<Name>,
): Reason | Refusal | null {
  // The path of a message: its one argument that a client chooses freely is a name.
  if (name === 'sendto') {
    return nameFits((given as Arguments<'sendto'>).to) ? null : Reason.noSuchUser;
  }
  const contract: Contract = contractOf(name);
  const parsed = contract.schema.safeParse(given);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  const about = ABOUT.get(issue?.path[0] ?? '');
  return about ?? { reason: Reason.notPermitted, why: issue?.message };
}
