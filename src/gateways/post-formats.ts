/** How posts become bytes: once for each wire format, whatever the number of those who hear of them. */
import type { News, Post } from '../chat/post.ts';
import { isRoomName } from '../protocol/names.ts';

const NOTHING = new Uint8Array(0);

/** A wire format of posts; stands for itself in `Post.forms`. */
export interface PostFormat {
  /** Empty for what is not told in this format. The bytes never change again. */
  encode(news: News): Uint8Array;
}

/** What `format` makes of `post`. */
export function formOf(post: Post, format: PostFormat): Uint8Array {
  let bytes = post.forms.get(format);
  if (bytes === undefined) {
    bytes = format.encode(post.news);
    post.forms.set(format, bytes);
  }
  return bytes;
}

/** For plain clients, to whom news come as from somebody: from a room, or from the other one in a conversation. */
export class PlainFormats {
  readonly #asToRecipient: PostFormat;
  readonly #asToSender: PostFormat;

  /** `encode` makes what comes as from `origin`. */
  constructor(encode: (origin: string, news: News) => Uint8Array) {
    // As from somebody who is gone, nothing is told.
    const told = (origin: string, news: News) => (origin === '' ? NOTHING : encode(origin, news));
    this.#asToRecipient = { encode: (news) => told(senderOf(news), news) };
    this.#asToSender = { encode: (news) => told(recipientOf(news), news) };
  }

  /** As `hearer` hears of `news`. */
  of(news: News, hearer: string | null): PostFormat {
    // Most posts are to rooms: all hear those as from the room, in the form that the sender gets.
    const recipient = recipientOf(news);
    if (isRoomName(recipient) || hearer === senderOf(news)) return this.#asToSender;
    return this.#asToRecipient;
  }
}

function recipientOf(news: News): string {
  if (news.kind === 'room') return news.room;
  return news.kind === 'presence' ? news.name : (news.to ?? '');
}

function senderOf(news: News): string {
  if (news.kind === 'room') return news.room;
  return news.kind === 'presence' ? news.name : news.from;
}
