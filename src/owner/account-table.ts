/** `chinwag account list` for people: columns that line up in any script. */
import stringWidth from 'string-width';
import { oneLine } from '../protocol/visible.ts';
import { isoSeconds } from './iso-seconds.ts';
import type { AccountItem } from './operation.ts';

const NAME_COLUMNS = 20;
export const HEADING = `${'NAME'.padEnd(NAME_COLUMNS)}     ID  REGISTERED            DEVICES       STORED  OPERATOR\n`;

export function asColumns({
  name,
  id,
  createdAt,
  devices,
  storedBytes,
  operator,
}: AccountItem): string {
  const shown = oneLine(name);
  const padded = shown + ' '.repeat(Math.max(0, NAME_COLUMNS - stringWidth(shown)));
  const columns = [
    padded,
    String(id).padStart(5),
    isoSeconds(createdAt),
    String(devices).padStart(7),
    String(storedBytes).padStart(11),
    operator ? 'yes' : 'no',
  ];
  return `${columns.join('  ')}\n`;
}
