/** The names of the events, and their JSON on the wire. */
import type { events } from '../event-list.ts';
import type { Wire } from '../shapes.ts';

export type EventName = keyof typeof events;

/** The JSON of an EVENT. */
export type EventJson<Name extends EventName = EventName> = {
  readonly [One in Name]: { readonly event: One } & Wire<(typeof events)[One]['members']>;
}[Name];
