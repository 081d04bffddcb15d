/** Starts Chinwag for measurements: through each of its gateways, from this checkout or another. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNode } from './children.ts';
import { announced, type RunningServer, type ServerKind } from './servers.ts';

const HERE = fileURLToPath(new URL('..', import.meta.url));

type Gateway = Pick<ServerKind, 'protocol' | 'secure'>;

/** The gateways to the same chat. */
const gateways: Readonly<Record<string, Gateway>> = {
  native: { protocol: 'native', secure: false },
  lines: { protocol: 'lines', secure: false },
  websocket: { protocol: 'websocket', secure: false },
  irc: { protocol: 'irc', secure: false },
  'irc-tagged': { protocol: 'irc-tagged', secure: false },
  'native+tls': { protocol: 'native', secure: true },
  'lines+tls': { protocol: 'lines', secure: true },
  'websocket+tls': { protocol: 'websocket', secure: true },
};

export const gatewayNames = Object.keys(gateways);

/** Clients of IRC are asked for a sign of life, and those of the load generator give none. */
const PATIENCE = ['--alive-after', '1h'];

/** Options that raise the rate limit of the real program. */
const RATES = ['--rate-limit', '--rate-burst'];
const RATE = '1000000';

/** The program of this checkout, or of the one at `folder`, through the gateway `name`. */
export function through(name: string, folder = HERE): ServerKind {
  const gateway = gateways[name];
  if (gateway === undefined) throw new RangeError(`${name} is not one of ${gatewayNames}`);
  return {
    name: folder === HERE ? name : `${name} at ${folder}`,
    ...gateway,
    start: () => start(folder, gateway),
  };
}

/** The native gateway, which most clients use. */
export const chinwag: ServerKind = { ...through('native'), name: 'Chinwag' };

async function start(folder: string, { protocol, secure }: Gateway): Promise<RunningServer> {
  const patience = protocol.startsWith('irc') ? PATIENCE : [];
  return startServer({
    folder,
    options: [...patience, ...(secure ? ['--tls', 'self-signed'] : [])],
  });
}

export interface ServerOptions {
  /** The checkout; this one by default. */
  readonly folder?: string;
  /** Its data folder, which is kept; by default a temporary one. */
  readonly data?: string;
  /** Further command-line options. */
  readonly options?: readonly string[];
}

/** Starts the server on a free port, with a high rate limit. */
export async function startServer(given: ServerOptions = {}): Promise<RunningServer> {
  const { folder = HERE, options = [] } = given;
  const program = join(folder, 'bin', 'chinwag.mjs');
  const args = ['serve', '--port', '0', '--log-level', 'warn', ...rates(program)];
  const data = given.data ?? (await mkdtemp(join(tmpdir(), 'chinwag-bench-')));
  const server = await announced(startNode(program, [...args, '--data', data, ...options]));
  return {
    ...server,
    stop: async () => {
      await server.stop();
      if (given.data === undefined) await rm(data, { recursive: true });
    },
  };
}

const rateOptions = new Map<string, string[]>();

/** Older checkouts have no rate limits yet, and refuse unknown options. */
function rates(program: string): string[] {
  const known = rateOptions.get(program);
  if (known !== undefined) return known;
  const help = execFileSync(process.execPath, [program, 'serve', '--help'], { encoding: 'utf8' });
  const options = RATES.flatMap((option) => (help.includes(`${option} `) ? [option, RATE] : []));
  rateOptions.set(program, options);
  return options;
}
