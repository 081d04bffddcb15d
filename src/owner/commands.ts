/** Every command of the owner's. */
import { accountCommands } from './account-commands.ts';
import type { OwnerCommand } from './command.ts';
import { exportCommands } from './export-commands.ts';

export const ownerCommands: readonly OwnerCommand[] = [...accountCommands, ...exportCommands];
