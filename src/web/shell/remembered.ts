/**
 * Who was logged in, for the next time. A tab goes on as who it was; a new one begins as the registered person that this
 * browser is the device of, or as the last guest.
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
    // Who is registered is so by what the browser has.
    return ofTab === null || ofTab.registered ? ofBrowser() : ofTab;
  },

  set(who: Remembered): void {
    tabStore.write(KEY, who);
    if (who.registered || ofBrowser()?.registered !== true) browserStore.write(KEY, who);
  },

  /** Whoever was here, a guest or somebody `registered`, has logged out of this browser. */
  forget(registered: boolean): void {
    if (ofBrowser()?.registered === registered) browserStore.write(KEY, null);
  },

  /** This tab is nobody's any more. */
  forgetHere(): void {
    tabStore.write(KEY, null);
  },

  /** Calls `changed` when another tab has changed who that is for the browser. */
  watch(changed: (who: Remembered | null) => void): void {
    onStored((key) => key === KEY && changed(ofBrowser()));
  },
};
