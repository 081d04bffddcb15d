/** The command line: argv → serve | connect | the owner's commands | help. */
import { readFileSync } from 'node:fs';
import { readServerConfig, serverOptions } from './config.ts';
import { boundHeap } from './heap.ts';
import { OptionsError, optionsHelp } from './options.ts';
import { oneLine } from './protocol/visible.ts';
import { readConnectOptions } from './terminal/connect-options.ts';

const OVERVIEW = `chinwag: a chat server and its clients

  chinwag serve [options]          run a server (127.0.0.1:4900)
  chinwag connect [HOST] [PORT]    chat, on the server at HOST:PORT (--tls: encrypted)

For the owner of a server, beside it while it runs or on its data while it does not:

  chinwag account list             who is registered
  chinwag account add NAME         register somebody; also reset-password, remove, operator
  chinwag account invite           a code that registers
  chinwag export, import           accounts and messages as JSON lines
  chinwag backup, restore          everything as one file
  chinwag check                    are the data sound?
  chinwag retention, mend-times    what a wrong clock held back, or stamped

  chinwag COMMAND --help           what it takes: the options of the server, for example
  chinwag --version
`;

const SERVE_HELP = `chinwag serve [options]

Options come from the command line, then from variables such as CHINWAG_PORT, then from the TOML
file that --config names (port = 4900), then from the defaults, shown in brackets.

${optionsHelp(serverOptions)}`;

const OWNER_COMMANDS: ReadonlySet<string> = new Set([
  'account',
  'export',
  'import',
  'backup',
  'restore',
  'check',
  'retention',
  'mend-times',
]);
const COMMANDS = ['serve', 'connect', ...OWNER_COMMANDS];

const USAGE_STATUS = 2;

/** Runs `chinwag` with `args`; answers the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const wantsHelp = rest.includes('--help') || rest.includes('-h');
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return print(OVERVIEW);
    case '--version':
      return print(`${packageVersion()}\n`);
    case 'serve':
      return wantsHelp ? print(SERVE_HELP) : serveWith(rest);
    case 'connect':
      return connectTo(rest, wantsHelp);
    default:
      if (OWNER_COMMANDS.has(command)) return forTheOwner(args);
      throw new OptionsError([
        `${oneLine(command)} is not a command; these are: ${COMMANDS.join(', ')} (see chinwag --help)`,
      ]);
  }
}

function packageVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}

// None of them loads what only the others need: a client starts twice as fast.

async function serveWith(args: readonly string[]): Promise<number> {
  const config = readServerConfig(args, process.env);
  boundHeap(config.memory.found);
  const { serve } = await import('./serve.ts');
  return serve(config, packageVersion());
}

async function connectTo(args: readonly string[], wantsHelp: boolean): Promise<number> {
  const { CONNECT_HELP, connect } = await import('./terminal/connect.ts');
  if (wantsHelp) return print(CONNECT_HELP);
  const options = readConnectOptions(args);
  if ('problems' in options) throw new OptionsError(options.problems);
  return connect(options);
}

async function forTheOwner(args: readonly string[]): Promise<number> {
  const { runOwnerCommand } = await import('./owner/command-line.ts');
  return runOwnerCommand(args);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  for (const problem of error.problems) process.stderr.write(`chinwag: ${problem}\n`);
  process.exitCode = USAGE_STATUS;
}
