/** The environment of the page's state: connections, storage, cookies. */
import type { ChatWorld } from './chat-state.ts';
import type { ConnectorWorld } from './connector.ts';
import type { DeviceCookieWorld } from './device-cookie.ts';
import type { Heard } from './heard.ts';

/** The person who was logged in, as remembered for the next page. */
export interface Remembered {
  readonly name: string;
  readonly registered: boolean;
  /** For a registered person: identifies a login by password, whatever the name. */
  readonly login?: string | undefined;
}

export interface RememberedWorld {
  readonly random: () => number;
  readonly remembered: {
    get(): Remembered | null;
    set(who: Remembered): void;
    /** The person, `registered` or a guest, has logged out of this browser. */
    forget(registered: boolean): void;
    /** Forgets who was logged in, in this tab only. */
    forgetHere(): void;
    /** Calls `changed` when another tab has logged in or out. */
    watch(changed: (who: Remembered | null) => void): void;
  };
}

export interface AppWorld
  extends Omit<ChatWorld, 'drafts'>,
    ConnectorWorld,
    DeviceCookieWorld,
    RememberedWorld {
  /** The drafts of the person `name`. */
  readonly draftsOf: (name: string) => ChatWorld['drafts'];
  /** What the features hear of. */
  readonly heard: readonly Heard[];
  /** The status of a plain request to the server, which explains a failed connection; null if there was no answer. */
  readonly reach: () => Promise<number | null>;
}
