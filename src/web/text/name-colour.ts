/** A steady colour for each name, so that who speaks is seen before it is read. */
import { nameKey } from '../../protocol/names.ts';

/** As many as styles/names.css has. */
export const COLOURS = 12;

/** FNV-1a, 32 bits: the same on every page, for a name however it is written. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

export function nameColour(name: string): number {
  let hash = OFFSET;
  for (const unit of nameKey(name)) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), PRIME);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % COLOURS;
}
