/** The command line: dispatches arguments to serve, connect, the owner's commands, or help. */
import { readFileSync } from 'node:fs';
import { readServerConfig } from './options/config.ts';
import { OptionsError, optionsHelp } from './options/option-table.ts';
import { serverOptions } from './options/server-options.ts';
import { ownerCommands } from './owner/commands.ts';
import { oneLine } from './protocol/visible.ts';
import { boundHeap } from './system/heap.ts';
import { guardStreams, OutputError, print, remark } from './system/standard-streams.ts';
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

const COMMANDS = ['serve', 'connect', ...ownerCommands.keys()];

const USAGE_STATUS = 2;

/**
 * Node's replacement for bytes in an argument or variable that are not UTF-8. It must not become part of a name, not
 * even of a file's.
 */
const NOT_UTF_8 = '\ufffd';

/** Runs `chinwag` with `args`; returns the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const unreadable = args.find((arg) => arg.includes(NOT_UTF_8));
  if (unreadable !== undefined) throw new OptionsError([`"${oneLine(unreadable)}" is not UTF-8`]);
  const wantsHelp = rest.includes('--help') || rest.includes('-h');
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return show(OVERVIEW);
    case '--version':
      return show(`${packageVersion()}\n`);
    case 'serve':
      return wantsHelp ? show(SERVE_HELP) : serveWith(rest);
    case 'connect':
      return connectTo(rest, wantsHelp);
    default:
      if (ownerCommands.has(command)) return forTheOwner(args);
      throw new OptionsError([
        `${oneLine(command)} is not a command; these are: ${COMMANDS.join(', ')} (see chinwag --help)`,
      ]);
  }
}

function packageVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}

// Each loads only its own modules, so that a client starts twice as fast.

async function serveWith(args: readonly string[]): Promise<number> {
  const config = readServerConfig(args, process.env);
  boundHeap(config.memory.found);
  const { serve } = await import('./serve.ts');
  return serve(config, packageVersion());
}

async function connectTo(args: readonly string[], wantsHelp: boolean): Promise<number> {
  const { CONNECT_HELP, connect } = await import('./terminal/connect.ts');
  if (wantsHelp) return show(CONNECT_HELP);
  const options = readConnectOptions(args);
  if ('problems' in options) throw new OptionsError(options.problems);
  return connect(options);
}

async function forTheOwner(args: readonly string[]): Promise<number> {
  const { runOwnerCommand } = await import('./owner/command-line.ts');
  return runOwnerCommand(args);
}

async function show(text: string): Promise<number> {
  await print(text);
  return 0;
}

/** Reports the operating fault that ended the program; returns the exit status. */
function tellEnd(error: unknown): number {
  if (error instanceof OutputError) {
    if (error.complaint !== null) remark(error.complaint);
    return error.status;
  }
  if (!(error instanceof OptionsError)) throw error;
  for (const problem of error.problems) remark(problem);
  return USAGE_STATUS;
}

guardStreams();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellEnd(error);
}
