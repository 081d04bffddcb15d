/** Posts as the plain clients of each gateway get them: a message, or a line that says what happened. */
import type { News } from '../chat/post.ts';
import { decodeLenient, encodeText } from '../protocol/bytes.ts';
import { messageBytes, writeMessage } from '../protocol/server-frames.ts';
import { oneLine } from '../protocol/visible.ts';
import { plainNews } from './plain-news.ts';
import { PlainFormats } from './post-formats.ts';

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
    news.kind === 'message' ? `${news.from}: ${decodeLenient(news.text)}` : plainNews(news);
  return told === null ? NOTHING : encodeText(`${oneLine(`${origin}: ${told}`)}\n`);
});

function prefixed({ from, text }: Extract<News, { kind: 'message' }>): Uint8Array {
  const prefix = encodeText(`${from}: `);
  const whole = new Uint8Array(prefix.length + text.length);
  whole.set(prefix);
  whole.set(text, prefix.length);
  return whole;
}

function textOf(told: string | null): Uint8Array {
  return told === null ? NOTHING : encodeText(told);
}
