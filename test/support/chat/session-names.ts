/** Names and passwords of a simulation. */
import type { Simulation } from './simulation.ts';

/** Few names, so that they and their reservations collide; some cannot be registered, some not be used. */
const NAMES = ['alice', 'Alice', 'ALICE', 'bob', 'ｂob', 'Zoë', 'ZOË', '字', 'eve!'];
const MORE_NAMES = Array.from({ length: 12 }, (_, i) => `name-${i}`);
const FORBIDDEN = ['#room', 'a b'];
export const PASSWORDS = ['password one', 'password two'];

/** A name that somebody may have. */
export function anyName({ random, storage }: Simulation): string {
  const { accounts } = storage.executed;
  if (accounts.size > 0 && !random.oneIn(3)) {
    return random.pick([...accounts.values()]).record.name;
  }
  if (random.oneIn(30)) return random.pick(FORBIDDEN);
  return random.pick(random.oneIn(2) ? NAMES : MORE_NAMES);
}

/** A name that is likely to be free. */
export function newName({ random }: Simulation): string {
  return random.pick(random.oneIn(3) ? NAMES : MORE_NAMES);
}
