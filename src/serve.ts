/** `chinwag serve`: runs a server from its start to a signal. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openLog, type ServerLog } from './log/log.ts';
import { CertificateError } from './net/tls/certificate.ts';
import type { ServerConfig } from './options/config.ts';
import { serverOptions } from './options/server-options.ts';
import { PASSWORD_BYTES_MIN } from './protocol/limits.ts';
import { oneLine } from './protocol/visible.ts';
import type { Server } from './server.ts';
import { Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';
import { askedToEnd } from './system/end-signals.ts';
import { connectionsWithin, openFilesMax, TooFewFilesError } from './system/open-files.ts';
import { OutputError, print, remark } from './system/standard-streams.ts';

/** Runs a server of `version` until a signal ends it and the process; returns the exit status where it cannot start. */
export async function serve(config: ServerConfig, version: string): Promise<number> {
  const log = await openLog(config.logLevel, config.logFormat, config.logLimits);
  const { ignoredVariables } = config;
  if (ignoredVariables.length > 0) {
    log.note('variables that Kubernetes sets for a Service are ignored', {
      variables: ignoredVariables.map(oneLine).join(', '),
    });
  }
  const { passwordBytesMin } = config.hub;
  if (passwordBytesMin < PASSWORD_BYTES_MIN) {
    log.warned(`--min-password ${passwordBytesMin} allows passwords that are soon guessed`);
  }
  let server: Server;
  try {
    server = await open(withinOpenFiles(config, log), version, log);
  } catch (error) {
    const problem =
      error instanceof CertificateError ||
      error instanceof StoreError ||
      error instanceof TooFewFilesError
        ? oneLine(error.message)
        : listenProblem(error as NodeJS.ErrnoException, config);
    remark(problem);
    return 1;
  }
  log.note('limits fit the memory', memoryDetails(config));
  if (server.reload !== null) process.on('SIGHUP', server.reload);
  // Signals count from before it says that it listens.
  const asked = askedToEnd();
  void announce(server, log);
  const signal = await asked;
  log.note('shutting down', { signal });
  await server.close();
  log.note('stopped');
  await log.flush();
  // Unread output must not delay the end.
  process.exit(0);
}

async function open(config: ServerConfig, version: string, log: ServerLog): Promise<Server> {
  // The threads of storage start while this one loads the rest of the server.
  const opening = Store.open(config.dataFolder, config.store, log);
  const [store, { startServer }] = await Promise.all([opening, import('./server.ts')]);
  // A signal that came meanwhile ends the process before it listens.
  await nextTurn();
  return startServer(store, config, version, log);
}

/** @throws TooFewFilesError */
function withinOpenFiles(config: ServerConfig, log: ServerLog): ServerConfig {
  const files = openFilesMax();
  const connectionsMax = connectionsWithin(files);
  if (config.net.connectionsMax <= connectionsMax) return config;
  log.note('fewer connections than --max-connections, for there may be no more open files', {
    connections: connectionsMax,
    'ulimit -n': files,
  });
  return { ...config, net: { ...config.net, connectionsMax } };
}

async function announce({ address, fingerprint }: Server, log: ServerLog): Promise<void> {
  const key = fingerprint === null ? '' : `chinwag TLS fingerprint ${fingerprint}\n`;
  try {
    await print(`chinwag listening on ${address}\n${key}`);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    // Nobody may be reading standard output; the server runs all the same.
    if (error.complaint !== null) log.failed(error.complaint);
  }
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

/** The amount and source of the memory, and the limits derived from it. */
function memoryDetails({ memory: { found, limits } }: ServerConfig): Record<string, string> {
  const known = Object.entries(limits).map(([name, value]) => {
    return [name, serverOptions[name as keyof typeof limits].type.format(value)];
  });
  const memory = `${Math.floor(found.bytes / 1024 ** 2)}MiB`;
  return { memory, of: found.of, ...Object.fromEntries(known) };
}
