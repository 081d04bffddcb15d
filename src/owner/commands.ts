/** Every command of the owner's. */
import { accountCommands } from './account-commands.ts';
import type { OwnerCommand } from './command.ts';

export const ownerCommands: readonly OwnerCommand[] = [...accountCommands];
