/** Every table of chinwag.db, and by column what becomes of it. */
import type { Columns } from './column.ts';
import { messageTables } from './messages.ts';
import { peopleTables } from './people.ts';
import { roomTables } from './rooms.ts';
import { upkeepTables } from './upkeep.ts';

export const TABLES: Readonly<Record<string, Columns>> = {
  ...peopleTables,
  ...roomTables,
  ...messageTables,
  ...upkeepTables,
};
