/** Chinwag as a server to measure: through each of its gateways, from this checkout or another. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNode } from './children.ts';
import { announced, type RunningServer, type ServerKind } from './servers.ts';

const HERE = fileURLToPath(new URL('..', import.meta.url));

type Gateway = Pick<ServerKind, 'protocol' | 'secure'>;

/** The ways to the same chat. */
const gateways: Readonly<Record<string, Gateway>> = {
  native: { protocol: 'native', secure: false },
  lines: { protocol: 'lines', secure: false },
  websocket: { protocol: 'websocket', secure: false },
  'native+tls': { protocol: 'native', secure: true },
  'lines+tls': { protocol: 'lines', secure: true },
  'websocket+tls': { protocol: 'websocket', secure: true },
};

export const gatewayNames = Object.keys(gateways);

/** The real program, with its rate limit set high. */
const RATES = ['--rate-limit', '--rate-burst'];
const RATE = '1000000';

/** The program of this checkout, or of another at `folder`, through the gateway called `name`. */
export function through(name: string, folder = HERE): ServerKind {
  const gateway = gateways[name];
  if (gateway === undefined) throw new RangeError(`${name} is not one of ${gatewayNames}`);
  const { secure } = gateway;
  return {
    name: folder === HERE ? name : `${name} at ${folder}`,
    ...gateway,
    start: () => start(folder, secure),
  };
}

/** What most of its clients speak. */
export const chinwag: ServerKind = { ...through('native'), name: 'Chinwag' };

async function start(folder: string, secure: boolean): Promise<RunningServer> {
  return startServer({ folder, options: secure ? ['--tls', 'self-signed'] : [] });
}

export interface ServerOptions {
  /** Whose checkout; this one where it is left out. */
  readonly folder?: string;
  /** Where it keeps its data, which stays; a folder of its own that goes with it where it is left out. */
  readonly data?: string;
  /** Of its command line. */
  readonly options?: readonly string[];
}

/** The server, on a free port, with its rate limit set high. */
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

/** An old checkout has no rates yet, and refuses options that it does not know. */
function rates(program: string): string[] {
  const known = rateOptions.get(program);
  if (known !== undefined) return known;
  const help = execFileSync(process.execPath, [program, 'serve', '--help'], { encoding: 'utf8' });
  const options = RATES.flatMap((option) => (help.includes(`${option} `) ? [option, RATE] : []));
  rateOptions.set(program, options);
  return options;
}
