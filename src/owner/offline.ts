/** The owner's operations on the files alone: the store and the hub without a server around them. */
import { Hub } from '../chat/hub.ts';
import type { LoginGate, Observer } from '../chat/ports.ts';
import type { PasswordGate } from '../chat/secrets.ts';
import { serverSecrets } from '../secrets/server-secrets.ts';
import { Store } from '../store/store.ts';
import { Administration } from './administration.ts';
import type { Item, Operation } from './operation.ts';
import type { OwnerSettings } from './owner-settings.ts';

/** Nobody logs in, so nobody is kept from it, and nothing is to be told. */
const anyLogin: LoginGate = { allows: () => true, loggedIn() {} };
const anyGuess: PasswordGate = { allows: () => true, failed() {}, succeeded() {} };
const nobody: Observer = { loggedIn() {}, loggedOut() {}, account() {}, guessed() {} };

/** Who asked sees what failed; there is no log. */
const noLog = { note() {}, failed() {} };

/**
 * Does `operation` with the data folder opened as a server would. Throws OwnerError when it cannot be done, StoreError
 * when the folder cannot be had.
 */
export async function* performOnFiles(
  { dataFolder, kept }: OwnerSettings,
  operation: Operation,
): AsyncGenerator<Item, void> {
  const store = await Store.open(dataFolder, kept.store, noLog);
  try {
    const hub = new Hub(kept.hub, {
      logins: anyLogin,
      guesses: anyGuess,
      secrets: serverSecrets(kept.passwords),
      observer: nobody,
      log: store,
      archive: store,
      stored: store.stored,
      now: Date.now,
    });
    yield* new Administration(hub, store).perform(operation);
  } finally {
    await store.flush();
    await store.close();
  }
}
