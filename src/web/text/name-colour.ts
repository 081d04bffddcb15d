/** A fixed colour for each name, so that readers recognize speakers before they read the name. */
import { nameKey } from '../../protocol/names.ts';

/** The number of colours in styles/names.css. */
export const COLOURS = 12;

/** 32-bit FNV-1a: the same on every page, and for every spelling of a name. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

export function nameColour(name: string): number {
  let hash = OFFSET;
  for (const unit of nameKey(name)) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), PRIME);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % COLOURS;
}
