/** What a command is called, for the log. */
import { commands } from './commands.ts';
import type { Command } from './request.ts';

const NAMES: ReadonlyMap<Command, string> = new Map(
  Object.entries(commands).map(([name, command]) => [command, name]),
);

/** Those of the web gateway have no name of their own: they log in and out. */
export function commandName(command: Command): string {
  return NAMES.get(command) ?? (command.tries === true ? 'login' : 'logout');
}
