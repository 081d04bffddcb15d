/** `chinwag serve`: a server from its start to a signal. */
import { once } from 'node:events';
import type { ServerConfig } from './config.ts';
import { openLog } from './log.ts';
import { type Server, startServer } from './server.ts';

/** Runs a server until a signal ends it; answers the exit status. */
export async function serve(config: ServerConfig): Promise<number> {
  const log = openLog(config.logLevel, config.logFormat);
  let server: Server;
  try {
    server = await startServer(config, log);
  } catch (error) {
    process.stderr.write(`chinwag: ${listenProblem(error as NodeJS.ErrnoException, config)}\n`);
    return 1;
  }
  const { signal } = await announceAndWait(server);
  log.note('shutting down', { signal });
  // A second signal ends at once, as the system does by default.
  await server.close();
  log.note('stopped');
  await log.flush();
  return 0;
}

async function announceAndWait({ address }: Server): Promise<{ signal: string }> {
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  process.stdout.write(`chinwag listening on ${address}\n`);
  const [signal] = await asked;
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  return { signal };
}

function listenProblem(error: NodeJS.ErrnoException, { net }: ServerConfig): string {
  const where = `${net.host}:${net.port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `${where} is in use; stop what listens there, or choose another with --port`;
    case 'EACCES':
      return `${where} may not be listened on by you; choose a --port above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${where} is not an address of this machine; choose another with --host`;
    default:
      return `cannot listen on ${where}: ${error.message}`;
  }
}
