/** Each command's contract as people type it: its name, its parameters and what help says of it. */

export interface CommandContract {
  readonly usage: string;
  readonly help: string;
}

export const commandContracts = {
  login: { usage: 'login <username>', help: 'log in; a name has 1 to 20 characters, no spaces' },
  list: { usage: 'list', help: 'show who is logged in' },
  sendto: { usage: 'sendto <username> <message>', help: 'send a message to one person' },
  logout: { usage: 'logout', help: 'log out and stay connected' },
  exit: { usage: 'exit', help: 'leave' },
  help: { usage: 'help', help: 'show this' },
} as const satisfies Record<string, CommandContract>;

export type CommandName = keyof typeof commandContracts;

export const commandNames = Object.keys(commandContracts) as readonly CommandName[];

/** What `help` prints, a line a command. */
export function helpLines(): string[] {
  const contracts = Object.values(commandContracts);
  const width = Math.max(...contracts.map(({ usage }) => usage.length));
  return contracts.map(({ usage, help }) => `${usage.padEnd(width)}  ${help}`);
}
