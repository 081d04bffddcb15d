/** Events as plain clients hear them on each gateway: as a message, or as a line that says what happened. */
import type { EventData } from '../chat/delivery/event.ts';
import { countCodePoints, decodeLenient, encodeText } from '../protocol/bytes.ts';
import { withoutFormatting } from '../protocol/formatting.ts';
import { messageBytes, writeMessage } from '../protocol/server-frames.ts';
import { oneLine } from '../protocol/visible.ts';
import { PlainFormats } from './event-formats.ts';
import { eventLine, LINE_CODE_POINTS_MAX } from './event-lines.ts';
import { noteOn } from './message-note.ts';

const NOTHING = new Uint8Array(0);

/** SENDTO frames: a room's message has its author before the text, which is unchanged. */
export const nativeEvents = new PlainFormats((origin, event) => {
  const { json } = event;
  const text =
    json.event === 'message' ? prefixed(json, event.text) : encodeText(eventLine(event) ?? '');
  if (text.length === 0) return NOTHING;
  const from = encodeText(origin);
  const frame = new Uint8Array(messageBytes(from.length, text.length));
  writeMessage(frame, 0, from, text, 0, text.length);
  return frame;
});

/** Lines of text, safe to print. */
export const lineEvents = new PlainFormats((origin, event) => {
  const { json, text } = event;
  const told =
    json.event === 'message'
      ? `${json.from}${noteOn(json)}: ${withoutFormatting(decodeLenient(text))}`
      : eventLine(event);
  return told === null ? NOTHING : encodeText(`${oneLine(`${origin}: ${told}`)}\n`);
});

function prefixed(json: EventData<'message'>, text: Uint8Array): Uint8Array {
  const { from } = json;
  const note = noteOn(json);
  const noted = encodeText(`${from}${note}: `);
  // The note is left out where the text leaves no room for it.
  const prefix = note === '' || fits(noted, text) ? noted : encodeText(`${from}: `);
  const whole = new Uint8Array(prefix.length + text.length);
  whole.set(prefix);
  whole.set(text, prefix.length);
  return whole;
}

function fits(prefix: Uint8Array, text: Uint8Array): boolean {
  if (prefix.length + text.length <= LINE_CODE_POINTS_MAX) return true;
  const count = countCodePoints(prefix, 0, prefix.length) + countCodePoints(text, 0, text.length);
  return count <= LINE_CODE_POINTS_MAX;
}
