/** Performs an operation through the running server, or on the files when none runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hasData } from '../store/database/database.ts';
import { FolderInUseError, StoreError } from '../store/store-error.ts';
import { askServer, reachServer } from './control-client.ts';
import { unreachable } from './control-socket.ts';
import type { Item, Operation } from './operation.ts';
import { OwnerError } from './owner-error.ts';
import type { OwnerSettings } from './owner-settings.ts';

/** How long a starting or stopping server, or another command, may hold the folder. */
const IN_USE_MS_MAX = 5000;
const RETRY_MS = 100;

/** Throws OwnerError when `operation` fails. */
export async function* perform(
  settings: OwnerSettings,
  operation: Operation,
): AsyncGenerator<Item, void> {
  const { dataFolder } = settings;
  if (operation.operation !== 'account-add' && operation.operation !== 'account-invite') {
    requireData(dataFolder);
  }
  const deadline = performance.now() + IN_USE_MS_MAX;
  for (;;) {
    const server = await reachServer(dataFolder);
    if (server !== null) return yield* askServer(server, operation);
    // Without a server to ask, this program loads most of one.
    const { performOnFiles } = await import('./offline.ts');
    try {
      return yield* performOnFiles(settings, operation);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (!(error instanceof FolderInUseError)) throw new OwnerError(error.message);
      const why = unreachable(dataFolder);
      if (why !== null) throw new OwnerError(`${error.message}, which cannot be asked: ${why}`);
      if (performance.now() > deadline) throw new OwnerError(error.message);
    }
    await sleep(RETRY_MS);
  }
}

/** Commands that only read must not create a folder. */
export function requireData(folder: string): void {
  if (hasData(folder)) return;
  throw new OwnerError(`${folder} has no data of a server; --data DIR says where they are`);
}

/**
 * Runs `work`, which needs the folder to itself.
 * @throws OwnerError with advice where a server is running
 */
export async function withoutServer<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new OwnerError(`${error.message}: stop the server first`);
  }
}
