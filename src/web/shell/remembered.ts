/**
 * Remembers who was logged in. A reloaded tab goes on as the same person; a new one begins as the registered person
 * whose device this browser is, or as the last guest.
 */
import type { Remembered } from '../state/app-world.ts';
import { browserStore, onStored, tabStore } from './storage.ts';

const KEY = 'who';

function isRemembered(value: unknown): value is Remembered {
  const { name, registered, login } = (value ?? {}) as Partial<Remembered>;
  return (
    typeof name === 'string' &&
    typeof registered === 'boolean' &&
    (login === undefined || typeof login === 'string')
  );
}

const ofBrowser = () => browserStore.read(KEY, isRemembered);

export const remembered = {
  get(): Remembered | null {
    const ofTab = tabStore.read(KEY, isRemembered);
    // A registered person is logged in by the browser's cookie.
    return ofTab === null || ofTab.registered ? ofBrowser() : ofTab;
  },

  set(who: Remembered): void {
    tabStore.write(KEY, who);
    if (who.registered || ofBrowser()?.registered !== true) browserStore.write(KEY, who);
  },

  /** The person, `registered` or a guest, has logged out of this browser. */
  forget(registered: boolean): void {
    if (ofBrowser()?.registered === registered) browserStore.write(KEY, null);
  },

  /** Forgets who was logged in, in this tab only. */
  forgetHere(): void {
    tabStore.write(KEY, null);
  },

  /** Calls `changed` when another tab has changed the browser's person. */
  watch(changed: (who: Remembered | null) => void): void {
    onStored((key) => key === KEY && changed(ofBrowser()));
  },
};
