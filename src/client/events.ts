/** Parsing of EVENTs by their contracts, since servers are not trusted to send valid ones. */
import { decodeText } from '../protocol/bytes.ts';
import type { events } from '../protocol/event-list.ts';
import type { EventName } from '../protocol/events/events.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import type { Shape } from '../protocol/shapes.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';

type EventNamed<Name extends EventName> = (typeof events)[Name];
type Members<Name extends EventName> = Shape<EventNamed<Name>['members']>;
type Text<Name extends EventName> = EventNamed<Name>['text'] extends true
  ? { readonly text: string }
  : unknown;

/** An event as the client's listener gets it. */
type Told<Name extends EventName> = { readonly kind: Name } & Members<Name> & Text<Name>;

/** An incoming message. It is other people's text: make it safe before showing it (see `oneLine`). */
export type Received = Members<'message'> & Text<'message'>;

/** A conversation with unread messages. */
export type Unread = Members<'unread'>['conversations'][number];

/** The message that an event is about; `to` is a person or a room. A message with a negative id is not stored. */
export type OfMessage = Pick<Members<'edited'>, 'message' | 'from' | 'to'>;

/** A happening in a room; members that do not belong to its `what` are null. */
export type RoomEvent = Told<'room'>;
export type { RoomAct } from '../protocol/events/room.ts';

/** Events that the connection handles by itself. */
type NotTold = 'reply' | 'alive';

/** Any event that reaches the client's user, other than a message. */
export type ClientEvent = EventOf<Exclude<EventName, 'message' | NotTold>>;

export type Event = { readonly kind: 'message'; readonly message: Received } | ClientEvent;

/** A union of the named events. */
export type EventOf<Names extends EventName> = { [Name in Names]: Told<Name> }[Names];

/** Parses an EVENT other than a reply; null if this version does not understand it. */
export function readEvent({ events }: Vocabulary, payload: JsonPayload): Event | null {
  const { json, bytes, start, end } = payload;
  const { event: kind } = json;
  if (!isKnown(events, kind)) return null;
  const { members, text: hasText } = events[kind];
  const { data } = members.safeParse(json);
  if (data === undefined) return null;
  const text = hasText ? decodeText(bytes, start, end) : undefined;
  if (text === null || text === '') return null;
  const told = text === undefined ? { ...data } : { ...data, text };
  return (kind === 'message' ? { kind, message: told } : { kind, ...told }) as Event;
}

function isKnown(events: Vocabulary['events'], kind: unknown): kind is Exclude<EventName, NotTold> {
  if (typeof kind !== 'string' || kind === 'reply' || kind === 'alive') return false;
  return Object.hasOwn(events, kind);
}

/** Is the message stored? Then it comes again, among missed messages and in the history. */
export function isStored<Message extends Pick<Received, 'id'>>(
  message: Message,
): message is Message & { readonly id: number } {
  return message.id !== null && message.id >= 0;
}
