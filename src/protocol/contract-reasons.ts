/** Every reason that a command can be refused with. */
import type { Contract, Who } from './contract.ts';
import { Reason } from './frames.ts';

/** The reasons for people who may not give a command. */
const reasonsOfWho: Readonly<Record<Who, readonly Reason[]>> = {
  anyone: [],
  stranger: [Reason.alreadyLoggedIn],
  person: [Reason.notLoggedIn],
  account: [Reason.notLoggedIn, Reason.accountNeeded],
  operator: [Reason.notLoggedIn, Reason.accountNeeded, Reason.notPermitted],
};

/** Each reason once, by its number; but not those that any first message on a connection may be refused with. */
export function reasonsOf({ who, reasons }: Pick<Contract, 'who' | 'reasons'>): readonly Reason[] {
  const all = new Set([...reasonsOfWho[who], ...reasons]);
  return [...all].sort((one, other) => one - other);
}
