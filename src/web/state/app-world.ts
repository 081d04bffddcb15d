/** What the page needs of the world. */
import type { ChatWorld } from './chat-state.ts';
import type { ConnectorWorld } from './connector.ts';
import type { DeviceCookieWorld } from './device-cookie.ts';

/** What the page remembers of who was logged in. */
export interface Remembered {
  readonly name: string;
  readonly registered: boolean;
  /** Of somebody registered: tells one login by password from another, under whatever name. */
  readonly login?: string | undefined;
}

export interface RememberedWorld {
  readonly random: () => number;
  readonly remembered: {
    get(): Remembered | null;
    set(who: Remembered): void;
    /** Whoever was here, a guest or somebody `registered`, has logged out of this browser. */
    forget(registered: boolean): void;
    /** This tab is nobody's any more. */
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
  /** Drafts are a person's own. */
  readonly draftsOf: (name: string) => ChatWorld['drafts'];
  /** The status of a plain request to the server, by which a connection that fails is explained; null: none came. */
  readonly reach: () => Promise<number | null>;
}
