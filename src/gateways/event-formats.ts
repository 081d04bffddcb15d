/** How events become bytes: once for each wire format, whatever the number of those who hear of them. */
import type { Event } from '../chat/delivery/event.ts';
import { isRoomName } from '../protocol/names.ts';

const NOTHING = new Uint8Array(0);

/** A wire format of events; stands for itself in `Event.forms`. */
export interface EventFormat {
  /** Empty for what is not told in this format. The bytes never change again. */
  encode(event: Event): Uint8Array;
}

/** What `format` makes of `event`. */
export function formOf(event: Event, format: EventFormat): Uint8Array {
  let bytes = event.forms.get(format);
  if (bytes === undefined) {
    bytes = format.encode(event);
    event.forms.set(format, bytes);
  }
  return bytes;
}

/** For plain clients, to whom events come as from somebody: from a room, or from the other one in a conversation. */
export class PlainFormats {
  readonly #asToRecipient: EventFormat;
  readonly #asToSender: EventFormat;

  /** `encode` makes what comes as from `origin`. */
  constructor(encode: (origin: string, event: Event) => Uint8Array) {
    // As from somebody who is gone, or from nobody, nothing is told.
    const told = (origin: string, event: Event) =>
      origin === '' ? NOTHING : encode(origin, event);
    this.#asToRecipient = { encode: (event) => told(senderOf(event), event) };
    this.#asToSender = { encode: (event) => told(recipientOf(event), event) };
  }

  /** As `hearer` hears of `event`. */
  of(event: Event, hearer: string | null): EventFormat {
    // Most are of rooms: all hear those as from the room, in the form that the sender gets.
    const recipient = recipientOf(event);
    if (isRoomName(recipient) || hearer === senderOf(event)) return this.#asToSender;
    return this.#asToRecipient;
  }
}

function recipientOf({ json }: Event): string {
  if (json.event === 'room') return json.room;
  return 'to' in json ? (json.to ?? '') : '';
}

function senderOf({ json }: Event): string {
  if (json.event === 'room') return json.room;
  return 'from' in json ? json.from : '';
}
