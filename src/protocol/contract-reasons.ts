/** The reasons for which each command may be refused. */
import type { Contract, Who } from './contract.ts';
import { Reason } from './frames.ts';

/** Reasons for people who may not use a command. */
const reasonsOfWho: Readonly<Record<Who, readonly Reason[]>> = {
  anyone: [],
  stranger: [Reason.alreadyLoggedIn],
  person: [Reason.notLoggedIn],
  account: [Reason.notLoggedIn, Reason.accountNeeded],
  operator: [Reason.notLoggedIn, Reason.accountNeeded, Reason.notPermitted],
};

/** Reading from storage, which may be overloaded or damaged. */
export const reasonsOfReading = [Reason.busy, Reason.damaged] as const;

/** Acts that only some may do in a room. */
export const reasonsOfRoomActs = [
  Reason.noSuchRoom,
  Reason.notMember,
  Reason.notPermitted,
] as const;

/** Each reason once, by number; without those that may answer the first message on any connection. */
export function reasonsOf({ who, reasons }: Pick<Contract, 'who' | 'reasons'>): readonly Reason[] {
  const all = new Set([...reasonsOfWho[who], ...reasons]);
  return [...all].sort((one, other) => one - other);
}
