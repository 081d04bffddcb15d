/** Posts as the plain clients of each gateway get them: a message, or a line that says what happened. */
import type { News } from '../chat/post.ts';
import { countCodePoints, decodeLenient, encodeText } from '../protocol/bytes.ts';
import { messageBytes, writeMessage } from '../protocol/server-frames.ts';
import { oneLine } from '../protocol/visible.ts';
import { LINE_CODE_POINTS_MAX, plainNews } from './plain-news.ts';
import { PlainFormats } from './post-formats.ts';
import { replyNote } from './reply-note.ts';

const NOTHING = new Uint8Array(0);

/** SENDTO frames: a room's message has its author in front of the text, which stays as it was sent. */
export const nativePosts = new PlainFormats((origin, news) => {
  const text = news.kind === 'message' ? prefixed(news) : textOf(plainNews(news));
  if (text.length === 0) return NOTHING;
  const from = encodeText(origin);
  const frame = new Uint8Array(messageBytes(from.length, text.length));
  writeMessage(frame, 0, from, text, 0, text.length);
  return frame;
});

/** Lines of text, safe to print. */
export const linePosts = new PlainFormats((origin, news) => {
  const told =
    news.kind === 'message'
      ? `${news.from}${replyNote(news.reply)}: ${decodeLenient(news.text)}`
      : plainNews(news);
  return told === null ? NOTHING : encodeText(`${oneLine(`${origin}: ${told}`)}\n`);
});

function prefixed({ from, text, reply }: Extract<News, { kind: 'message' }>): Uint8Array {
  const note = replyNote(reply);
  const noted = encodeText(`${from}${note}: `);
  // A text that leaves no room for the note goes without it.
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

function textOf(told: string | null): Uint8Array {
  return told === null ? NOTHING : encodeText(told);
}
