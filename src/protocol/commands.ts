/** Each command's contract as people type it: its name, its parameters and what help says of it. */

export interface CommandContract {
  /** How it is typed on a terminal; null: not there. */
  readonly usage: string | null;
  /** How it is typed on a line of a program such as `nc`, where that is not as on a terminal. */
  readonly lineUsage?: string | null;
  /** What to do on a terminal, where it is not there. */
  readonly instead?: string;
  readonly help: string;
}

/** In the order in which help shows them. What has no usage is for programs: they send it as a COMMAND. */
const table = {
  login: { usage: 'login <username>', help: 'log in; up to 20 characters, no spaces' },
  password: {
    usage: null,
    lineUsage: 'password <password>',
    instead: 'login asks for the password',
    help: 'go on with a login that needs a password',
  },
  register: {
    usage: 'register <username> [invitation]',
    lineUsage: 'register <username> <password> [invitation]',
    help: 'make a name yours',
  },
  list: { usage: 'list', help: 'show who is logged in' },
  sendto: { usage: 'sendto <username> <message>', help: 'send a message to one person' },
  unread: { usage: 'unread', help: 'show who wrote what you have not read' },
  history: {
    usage: 'history <username> [before <number>]',
    help: 'show what you wrote to each other',
  },
  search: {
    usage: 'search <words or "phrases">',
    help: 'find messages; from: with: before: after:',
  },
  sessions: { usage: 'sessions', help: 'show the devices that stay logged in' },
  revoke: { usage: 'revoke <number>', help: 'log one of these devices out' },
  'invite-code': { usage: 'invite-code', help: 'make an invitation for somebody' },
  rename: { usage: 'rename <username>', help: 'change your registered name' },
  'change-password': {
    usage: 'change-password',
    lineUsage: 'change-password <old> <new>',
    help: 'change your password',
  },
  unregister: {
    usage: 'unregister',
    lineUsage: 'unregister <password>',
    help: 'give up your name, erase what you wrote',
  },
  logout: { usage: 'logout', help: 'log out and stay connected' },
  exit: { usage: 'exit', help: 'leave' },
  help: { usage: 'help', help: 'show this' },
  hello: { usage: null, help: 'say that this client knows the extensions' },
  missed: { usage: null, help: 'fetch what came while this device was away' },
  received: { usage: null, help: 'say how far this device has received' },
  read: { usage: null, help: 'say how far a conversation was read' },
} as const satisfies Record<string, CommandContract>;

export type CommandName = keyof typeof table;

export const commandContracts: Readonly<Record<CommandName, CommandContract>> = table;

/** What there is in a pipe, and `help`, which is not: DESIGN section 2. */
export const seedCommandNames = ['login', 'list', 'sendto', 'logout', 'exit', 'help'] as const;

export type SeedCommandName = (typeof seedCommandNames)[number];

/** What may be typed on a terminal. */
export const commandNames: readonly CommandName[] = namesOf('terminal');

/** Where commands are typed; `seed`: those of the seed alone. */
export type Place = 'seed' | 'terminal' | 'lines';

/** How a command is typed there, or null. */
export function usageOf(name: CommandName, place: Place): string | null {
  const { usage, lineUsage } = commandContracts[name];
  return place === 'lines' && lineUsage !== undefined ? lineUsage : usage;
}

/** What `help` prints, a line a command. */
export function helpLines(place: Place): string[] {
  const rows = namesOf(place).map((name) => ({
    usage: usageOf(name, place) ?? '',
    help: commandContracts[name].help,
  }));
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  return rows.map(({ usage, help }) => `${usage.padEnd(width)}  ${help}`);
}

function namesOf(place: Place): readonly CommandName[] {
  if (place === 'seed') return seedCommandNames;
  const all = Object.keys(commandContracts) as CommandName[];
  return all.filter((name) => usageOf(name, place) !== null);
}
