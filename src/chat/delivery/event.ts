/** An event as it travels, encoded once for each wire format. */

import type { events } from '../../protocol/event-list.ts';
import type { EventJson, EventName } from '../../protocol/events/events.ts';
import type { RoomAct } from '../../protocol/events/room.ts';
import { capabilityOf, type Hearing } from '../../protocol/hearing.ts';
import type { Role } from '../../protocol/members.ts';
import type { SomeRoomFlags } from '../../protocol/room-flags.ts';
import { storedKinds } from '../stored-list.ts';

/** Events of the chat, without those about the connection itself. */
export type HubEventName = {
  readonly [Name in EventName]: (typeof events)[Name]['told'] extends 'connection' ? never : Name;
}[EventName];

export type EventData<Name extends HubEventName = HubEventName> = EventJson<Name>;

const NOTHING = new Uint8Array(0);

export class HubEvent {
  /** The JSON of the EVENT. Names are those of the time. */
  readonly json: EventData;
  /** UTF-8; empty where the event has no text. */
  readonly text: Uint8Array;
  /** The capability that a client needs to hear of it: see protocol/hearing.ts. */
  readonly capability: Hearing;
  /** Of a room that keeps nothing, so the log has nothing of it. */
  readonly isUnkept: boolean;
  /** Of somebody who leaves all rooms at once: the same for each of them. */
  departure: object | null = null;
  /** The encoded event in each wire format, by an object that stands for the format. An entry never changes. */
  readonly forms = new Map<object, Uint8Array>();

  constructor(json: EventData, text: Uint8Array = NOTHING, isUnkept = false) {
    this.json = json;
    this.text = text;
    this.capability = capabilityOf(json);
    this.isUnkept = isUnkept;
  }
}

/** The names under which listeners hear what is stored. */
export const STORED_EVENTS: ReadonlySet<(typeof storedKinds)[keyof typeof storedKinds]['heardAs']> =
  new Set(Object.values(storedKinds).map(({ heardAs }) => heardAs));

/** Is it absent from the log, so that it can be heard only now? What is stored of a room is told from the log. */
export function isPassing({ json, isUnkept }: HubEvent): boolean {
  if (isUnkept || !(STORED_EVENTS as ReadonlySet<string>).has(json.event)) return true;
  // Messages that are not stored have a negative id, or none.
  if (json.event === 'message') return json.id === undefined || json.id < 0;
  return 'message' in json && json.message !== undefined && json.message < 0;
}

/** Fields of a single act in a room; null or left out: none. */
export interface Particulars {
  readonly name?: string;
  readonly role?: Role;
  readonly until?: number | null;
  readonly why?: string | null;
  readonly topic?: string;
  readonly seconds?: number;
  readonly message?: number;
  readonly flags?: SomeRoomFlags;
  readonly addedBy?: string;
  readonly gone?: true;
}

interface Named {
  readonly name: string;
}

interface NamedRoom extends Named {
  readonly passing: boolean;
}

export function roomEvent(
  room: NamedRoom,
  what: RoomAct,
  by: Named,
  { until = null, why = null, ...more }: Particulars = {},
): HubEvent {
  const json = {
    event: 'room',
    room: room.name,
    what,
    by: by.name,
    ...more,
    ...(until !== null && { until }),
    ...(why !== null && { why }),
  } as const;
  return new HubEvent(json, NOTHING, room.passing);
}
