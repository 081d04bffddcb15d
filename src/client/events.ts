/** EVENTs as the client understands them: by their contracts, for a server may be anybody's. */
import { decodeText } from '../protocol/bytes.ts';
import type { EventName, events } from '../protocol/events/events.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import type { Shape } from '../protocol/shapes.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';

type Contract<Name extends EventName> = (typeof events)[Name];
type Members<Name extends EventName> = Shape<Contract<Name>['members']>;
type Text<Name extends EventName> = Contract<Name>['text'] extends true
  ? { readonly text: string }
  : unknown;

/** An event as a client is told of it. */
type Told<Name extends EventName> = { readonly kind: Name } & Members<Name> & Text<Name>;

/** A message that somebody sent: other people's text, see `oneLine` before showing it. */
export type Received = Members<'message'> & Text<'message'>;

/** A conversation with messages that were not read. */
export type Unread = Members<'unread'>['conversations'][number];

/** Which message it is about, and whose: `to` is a person or a room. A negative id: it is kept nowhere. */
export type OfMessage = Pick<Members<'edited'>, 'message' | 'from' | 'to'>;

/** Something happened in a room; what does not belong to `what` is null. */
export type RoomEvent = Told<'room'>;
export type RoomAct = RoomEvent['what'];

/** The connection sees to these by itself. */
type NotTold = 'reply' | 'alive';

/** What a client is told unasked, besides messages. */
export type ClientEvent = EventOf<Exclude<EventName, 'message' | NotTold>>;

export type Event = { readonly kind: 'message'; readonly message: Received } | ClientEvent;

/** One of those named. */
export type EventOf<Names extends EventName> = { [Name in Names]: Told<Name> }[Names];

/** What an EVENT other than a reply says; null where this version does not understand it. */
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

/** Is it kept? Then it comes again, with what was missed or in the history. */
export function isStored<Message extends Pick<Received, 'id'>>(
  message: Message,
): message is Message & { readonly id: number } {
  return message.id !== null && message.id >= 0;
}
