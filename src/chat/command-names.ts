/** What a command is called, for the log. */
import { commands } from './commands.ts';
import type { Asked } from './refusals.ts';

const NAMES: ReadonlyMap<Asked, string> = new Map(
  Object.entries(commands).map(([name, command]) => [command, name]),
);

/** Those of the web gateway have no name of their own: they log in and out. */
export function commandName(command: Asked): string {
  return NAMES.get(command) ?? (command.tries === true ? 'login' : 'logout');
}
