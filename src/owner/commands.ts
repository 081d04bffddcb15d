/** The commands of the owner, by their first word. Each is loaded with what it needs only when it is given. */
import type { OwnerCommand } from './command.ts';

type Load = () => Promise<readonly OwnerCommand[]>;

const exporting: Load = async () => (await import('./export-commands.ts')).exportCommands;
const backup: Load = async () => (await import('./backup-commands.ts')).backupCommands;
const clock: Load = async () => (await import('./clock-commands.ts')).clockCommands;

export const ownerCommands: ReadonlyMap<string, Load> = new Map([
  ['account', async () => (await import('./account-commands.ts')).accountCommands],
  ['export', exporting],
  ['import', exporting],
  ['backup', backup],
  ['restore', backup],
  ['check', async () => [(await import('./check-command.ts')).checkCommand]],
  ['retention', clock],
  ['mend-times', clock],
]);
