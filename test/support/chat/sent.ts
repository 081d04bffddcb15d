/** Messages sent in a simulation. */
import assert from 'node:assert/strict';
import { decodeText } from '../../../src/protocol/bytes.ts';
import type { Manner } from '../../../src/protocol/manner.ts';
import type { SimulatedClient } from './simulated-client.ts';

/** A sent text, possibly sent more than once with the same key. */
export interface Sent {
  readonly text: string;
  readonly key: string | null;
  readonly to: string;
  readonly as: Manner | null;
  /** The account of its sender; null for a guest. */
  readonly from: number | null;
  /** The acknowledged entry; 0 for none. */
  acknowledged: number;
  /** The entry of the log; 0 for none. */
  stored: number;
  /** The number of attempts without an answer, including those that never got one. */
  open: number;
  lost: number;
  /** The number of clients that heard it live. */
  heardLive: number;
}

/** The message being sent; `to` if it was delayed by a query, since the name may be another person's by then. */
export interface Sending {
  readonly sent: Sent;
  readonly client: SimulatedClient;
  readonly to?: number;
}

export function textOf(bytes: Uint8Array): string {
  return decodeText(bytes, 0, bytes.length) ?? assert.fail('a text that is not UTF-8');
}
