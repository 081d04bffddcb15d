/** Encodes events: once per wire format, however many clients hear them. */
import type { HubEvent } from '../chat/delivery/event.ts';
import { isRoomName } from '../protocol/names.ts';

const NOTHING = new Uint8Array(0);

/** A wire format of events; the object itself is the key in `Event.forms`. */
export interface EventFormat {
  /** Encodes an event; empty where this format does not tell it. The bytes must never change again. */
  encode(event: HubEvent): Uint8Array;
}

/** `event` in `format`. */
export function formOf(event: HubEvent, format: EventFormat): Uint8Array {
  let bytes = event.forms.get(format);
  if (bytes === undefined) {
    bytes = format.encode(event);
    event.forms.set(format, bytes);
  }
  return bytes;
}

/**
 * Formats for plain clients, which hear an event as a message from someone: from a room, or from the other person of a
 * conversation.
 */
export class PlainFormats {
  readonly #asToRecipient: EventFormat;
  readonly #asToSender: EventFormat;

  /** `encode` encodes an event as a message from `origin`. */
  constructor(encode: (origin: string, event: HubEvent) => Uint8Array) {
    // An event with no origin, or one that is gone, is not told.
    const told = (origin: string, event: HubEvent) =>
      origin === '' ? NOTHING : encode(origin, event);
    this.#asToRecipient = { encode: (event) => told(senderOf(event), event) };
    this.#asToSender = { encode: (event) => told(recipientOf(event), event) };
  }

  /** The format in which `hearer` hears `event`. */
  of(event: HubEvent, hearer: string | null): EventFormat {
    // Most events are about rooms: everyone hears them as from the room, in the form that the sender gets.
    const recipient = recipientOf(event);
    if (isRoomName(recipient) || hearer === senderOf(event)) return this.#asToSender;
    return this.#asToRecipient;
  }
}

function recipientOf({ json }: HubEvent): string {
  if (json.event === 'room') return json.room;
  return 'to' in json ? (json.to ?? '') : '';
}

function senderOf({ json }: HubEvent): string {
  if (json.event === 'room') return json.room;
  if (json.event === 'watched' || json.event === 'renamed') return json.name;
  return 'from' in json ? json.from : '';
}
