/** What the people of a simulation have sent. */
import type { SimulatedClient } from './simulated-client.ts';

/** A text that somebody sent, maybe more than once with the same key. */
export interface Sent {
  readonly text: string;
  readonly key: string | null;
  readonly to: string;
  /** The account of its sender; null for a guest. */
  readonly from: number | null;
  /** The entry that was acknowledged; 0 for none. */
  acknowledged: number;
  /** The entry of the log; 0 for none. */
  stored: number;
  /** Without an answer yet, and those that never got one. */
  open: number;
  lost: number;
  /** Clients that heard it live. */
  heardLive: number;
}

/** What is being sent; `to` where it is sent on after a question, for the name may be another's by then. */
export interface Sending {
  readonly sent: Sent;
  readonly client: SimulatedClient;
  readonly to?: number;
}
