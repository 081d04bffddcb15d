/** All commands of the owner. */
import { accountCommands } from './account-commands.ts';
import { backupCommands } from './backup-commands.ts';
import { checkCommand } from './check-command.ts';
import { clockCommands } from './clock-commands.ts';
import type { OwnerCommand } from './command.ts';
import { exportCommands } from './export-commands.ts';

export const ownerCommands: readonly OwnerCommand[] = [
  ...accountCommands,
  ...exportCommands,
  ...backupCommands,
  checkCommand,
  ...clockCommands,
];
