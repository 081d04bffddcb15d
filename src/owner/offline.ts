/** Performs the owner's operations on the files alone: the store and the hub without a server. */

import { Hub } from '../chat/hub.ts';
import { AddressLimits } from '../chat/limits/addresses.ts';
import type { Observer } from '../chat/observer.ts';
import type { CallGate, LoginGate, RegistrationGate, RoomNameGate } from '../chat/ports.ts';
import type { PasswordGate } from '../chat/secrets.ts';
import { Reason } from '../protocol/frames.ts';
import { serverSecrets } from '../secrets/server-secrets.ts';
import { Store } from '../store/store.ts';
import { remark } from '../system/standard-streams.ts';
import { Administration } from './administration.ts';
import type { Item, Operation } from './operation.ts';
import type { OwnerSettings } from './owner-settings.ts';

/** Nobody logs in here, so there is nothing to limit. */
const anyLogin: LoginGate = { waitMs: () => 0, began() {}, undone() {} };
const anyRegistration: RegistrationGate = {
  refusal: () => Reason.none,
  began() {},
  undone() {},
};
const anyGuess: PasswordGate = { waitMs: () => 0, failed() {}, succeeded() {}, untried() {} };
const nobody: Observer = {
  loggedIn() {},
  loggedOut() {},
  renamed() {},
  account() {},
  guessed() {},
  denied() {},
  acted() {},
};

/** A program that keeps reading the files keeps them from being emptied. */
const ERASING_MS_MAX = 60_000;

/** There is no log: the owner sees faults on standard error. */
const remarks = { note() {}, failed: remark };

const anyRoomName: RoomNameGate = { waitMs: () => 0, tried() {} };

const anyCall: CallGate = { waitMs: () => 0, began() {} };

/**
 * Performs `operation` with the data folder opened as a server would. Throws OwnerError when it fails, StoreError when
 * the folder cannot be used.
 */
export async function* performOnFiles(
  { dataFolder, kept }: OwnerSettings,
  operation: Operation,
): AsyncGenerator<Item, void> {
  const store = await Store.open(dataFolder, kept.store, remarks);
  try {
    const hub = new Hub(kept.hub, {
      // There are no clients to show it to.
      version: '',
      limits: new AddressLimits(false),
      logins: anyLogin,
      registrations: anyRegistration,
      roomNames: anyRoomName,
      calls: anyCall,
      guesses: anyGuess,
      secrets: serverSecrets(kept.passwords),
      observer: nobody,
      log: store,
      archive: store,
      stored: store.stored,
      now: Date.now,
      date: Date.now,
      dated: (time) => time,
    });
    yield* new Administration(hub, store).perform(operation);
    const erases = operation.operation === 'retention' && operation.erase;
    if (erases || operation.operation === 'account-remove') await erased(store);
  } finally {
    await store.flush();
    await store.close();
  }
}

/** Opens the data folder once, so that pending erasures happen. */
export async function eraseRest({ dataFolder, kept }: OwnerSettings): Promise<void> {
  const store = await Store.open(dataFolder, kept.store, remarks);
  try {
    await erased(store);
  } finally {
    await store.close();
  }
}

/** Waits for pending erasures, but not for ever: the next start continues them. */
async function erased(store: Store): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ERASING_MS_MAX);
  });
  await Promise.race([store.erased(), late]);
  clearTimeout(timer);
}
