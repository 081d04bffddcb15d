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
  sendto: { usage: 'sendto <username> <message>', help: 'send a message to a person or a #room' },
  rooms: { usage: 'rooms [part of a name]', help: 'show the rooms that there are' },
  create: {
    usage: 'create <#room> [private] [no-guests] [not-kept]',
    help: 'make a room, yours to look after',
  },
  group: { usage: 'group <username> …', help: 'begin a private room without a name' },
  join: { usage: 'join <#room>', help: 'go into a room' },
  leave: { usage: 'leave <#room>', help: 'go out of it' },
  who: { usage: 'who <#room>', help: 'show who is in it' },
  topic: { usage: 'topic <#room> [text]', help: 'say what it is about' },
  invite: { usage: 'invite <#room> <username>', help: 'ask somebody in' },
  reply: {
    usage: 'reply <number> <message>',
    help: 'answer the message of that number',
  },
  edit: { usage: 'edit <number> <message>', help: 'correct what you wrote' },
  delete: { usage: 'delete <number>', help: 'take a message back' },
  react: { usage: 'react <number> <emoji> [off]', help: 'say it with an emoji' },
  reactions: { usage: 'reactions <number>', help: 'show who reacted to a message' },
  edits: { usage: 'edits <number>', help: 'show what a message said before' },
  pin: { usage: 'pin <number> [off]', help: 'keep a message of a room in sight' },
  pins: { usage: 'pins <#room>', help: 'show what is pinned in a room' },
  context: { usage: 'context <number>', help: 'show what was said around a message' },
  away: { usage: 'away [text]', help: 'say that you are away, or here again' },
  presence: { usage: 'presence <username> …', help: 'show whether people are here' },
  block: { usage: 'block <username>', help: 'hear no more of somebody' },
  unblock: { usage: 'unblock <username>', help: 'hear of them again' },
  blocks: { usage: 'blocks', help: 'show whom you have blocked' },
  notices: {
    usage: null,
    lineUsage: 'notices on|off',
    help: 'whether you are told of edits, reactions and who was put out',
  },
  kick: { usage: 'kick <#room> <username> [why]', help: 'put somebody out of a room' },
  ban: { usage: 'ban <#room> <username> [1h] [why]', help: 'put out, and keep out' },
  unban: { usage: 'unban <#room> <username>', help: 'let in again' },
  bans: { usage: 'bans <#room>', help: 'show who is kept out' },
  mute: { usage: 'mute <#room> <username> [10m] [why]', help: 'let somebody only listen' },
  unmute: { usage: 'unmute <#room> <username>', help: 'let them speak again' },
  role: {
    usage: 'role <#room> <username> owner|moderator|member',
    help: 'say what somebody may do there',
  },
  slow: { usage: 'slow <#room> 30s|off', help: 'a pause between two messages of each' },
  'remove-room': { usage: 'remove-room <#room>', help: 'end a room, with all that was said in it' },
  audit: {
    usage: 'audit [#room] [before <number>]',
    help: 'show what moderators did; for operators',
  },
  unread: { usage: 'unread', help: 'show who wrote what you have not read' },
  conversations: { usage: 'conversations', help: 'show with whom you have written' },
  history: {
    usage: 'history <username> [before <number>]',
    help: 'show what was said to a person or #room',
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
  help: { usage: 'help [command]', help: 'show this, or more about one of them' },
  hello: { usage: null, help: 'say that this client knows the extensions' },
  alive: { usage: null, help: 'say that this client is there' },
  missed: { usage: null, help: 'fetch what came while this device was away' },
  received: { usage: null, help: 'say how far this device has received' },
  read: { usage: null, help: 'say how far a conversation was read' },
  typing: { usage: null, help: 'say that somebody is typing' },
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
  // A pipe has none, and the seed's grammar no parameter for it.
  if (place === 'seed' && name === 'help') return name;
  const { usage, lineUsage } = commandContracts[name];
  return place === 'lines' && lineUsage !== undefined ? lineUsage : usage;
}

/** A longer usage has a line to itself, so that the columns fit a screen. */
const USAGE_COLUMNS_MAX = 36;

/** What `help` prints, a line or two for each command. */
export function helpLines(place: Place): string[] {
  return inColumns(
    namesOf(place).map((name) => [usageOf(name, place) ?? '', commandContracts[name].help]),
  );
}

type UsageAndHelp = readonly [usage: string, help: string];

/** Side by side where `columns` are enough for that, otherwise one beneath the other. */
export function inColumns(
  rows: readonly UsageAndHelp[],
  columns = Number.POSITIVE_INFINITY,
): string[] {
  const usages = rows.map(([usage]) => usage.length);
  const width = Math.max(...usages.filter((length) => length <= USAGE_COLUMNS_MAX));
  const helps = Math.max(...rows.map(([, help]) => help.length));
  if (width + 2 + helps > columns) return rows.flatMap(([usage, help]) => [usage, `  ${help}`]);
  return rows.flatMap(([usage, help]) =>
    usage.length > width
      ? [usage, `${''.padEnd(width)}  ${help}`]
      : [`${usage.padEnd(width)}  ${help}`],
  );
}

function namesOf(place: Place): readonly CommandName[] {
  if (place === 'seed') return seedCommandNames;
  const all = Object.keys(commandContracts) as CommandName[];
  return all.filter((name) => usageOf(name, place) !== null);
}
