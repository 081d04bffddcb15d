/** Capabilities: the names by which a client asks in `hello` for what it wants to hear, from the events' contracts. */
import { events } from './event-list.ts';
import type { Capability as Words } from './events/event-contract.ts';
import type { EventName } from './events/events.ts';

export type Capability = {
  readonly [Name in EventName]: keyof (typeof events)[Name]['capabilities'];
}[EventName];

/** All of them, each with what it brings. */
export const capabilities: Readonly<Record<Capability, Words>> = Object.assign(
  {},
  ...Object.values(events).map((contract) => contract.capabilities),
);

export const capabilityNames = Object.keys(capabilities) as readonly Capability[];
