/** `chinwag serve`: a server from its start to a signal. */
import { once } from 'node:events';
import type { ServerConfig } from './config.ts';
import { openLog } from './log.ts';
import { CertificateError } from './net/certificate.ts';
import { oneLine } from './protocol/visible.ts';
import { type Server, startServer } from './server.ts';
import { StoreError } from './store/store-error.ts';

/** Runs a server of `version` until a signal ends it; answers the exit status. */
export async function serve(config: ServerConfig, version: string): Promise<number> {
  const log = openLog(config.logLevel, config.logFormat);
  let server: Server;
  try {
    server = await startServer(config, version, log);
  } catch (error) {
    const problem =
      error instanceof CertificateError || error instanceof StoreError
        ? oneLine(error.message)
        : listenProblem(error as NodeJS.ErrnoException, config);
    process.stderr.write(`chinwag: ${problem}\n`);
    return 1;
  }
  if (server.reload !== null) process.on('SIGHUP', server.reload);
  const { signal } = await announceAndWait(server);
  log.note('shutting down', { signal });
  // A second signal ends at once, as the system does by default.
  await server.close();
  log.note('stopped');
  await log.flush();
  return 0;
}

async function announceAndWait({ address, fingerprint }: Server): Promise<{ signal: string }> {
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  // Who started it may not want to know where.
  process.stdout.on('error', () => {});
  process.stdout.write(`chinwag listening on ${address}\n`);
  if (fingerprint !== null) process.stdout.write(`chinwag TLS fingerprint ${fingerprint}\n`);
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
