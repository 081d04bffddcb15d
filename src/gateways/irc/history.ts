/** Stored messages of a conversation, as many as a client of IRC asks for: the chat gives them by pages. */
import type { Reply as Answered } from '../../chat/answer.ts';
import { decodeLenient } from '../../protocol/bytes.ts';
import type { Arguments, ReplyData } from '../../protocol/contracts.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { isRoomName } from '../../protocol/names.ts';
import { Cap } from './capabilities.ts';
import { messageLines } from './message-lines.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';

export type Message = ReplyData<'history'>['messages'][number] & { readonly text: Uint8Array };

/** A place in a conversation: the id of a message, or a time. */
export type Place = { readonly id: number } | { readonly at: number };

/** The texts of one request; beyond, fewer messages are given than were asked for. */
const TEXT_BYTES_MAX = 4 * 1024 * 1024;

/** Is `message` at the place, or before it? */
export function isUpTo(message: Message, place: Place): boolean {
  return 'id' in place ? message.id <= place.id : message.at <= place.at;
}

/** Is it at the place, or after it? */
export function isFrom(message: Message, place: Place): boolean {
  return 'id' in place ? message.id >= place.id : message.at >= place.at;
}

type Then = (messages: Message[]) => void;

/** The newest messages before `place`, or of all, down to the first for which `stop` holds; oldest first. */
export function backward(
  session: IrcSession,
  reply: Reply,
  target: string,
  place: Place | null,
  limit: number,
  stop: (message: Message) => boolean,
  then: Then,
): void {
  const found: Message[] = [];
  let bytes = 0;
  const page = (range: Partial<Arguments<'history'>>) => {
    const wanted = Math.min(PAGE_MESSAGES_MAX, limit - found.length);
    const given = { ...range, with: target, limit: wanted };
    messages(session, reply, given, (all, more) => {
      for (const message of all.toReversed()) {
        if (stop(message)) return then(found.reverse());
        bytes += message.text.length;
        if (!message.deleted) found.push(message);
      }
      const [first] = all;
      const isDone = !more || found.length >= limit || bytes > TEXT_BYTES_MAX;
      if (isDone || first === undefined) return then(found.reverse());
      page({ before: first.id });
    });
  };
  if (limit <= 0) return then([]);
  if (place === null) page({});
  else page('id' in place ? { before: place.id } : { until: place.at });
}

/** The oldest messages after the message `place`, or from the time `place` on, up to the first for which `stop` holds. */
export function forward(
  session: IrcSession,
  reply: Reply,
  target: string,
  place: Place,
  limit: number,
  stop: (message: Message) => boolean,
  then: Then,
): void {
  const found: Message[] = [];
  let bytes = 0;
  const page = (range: Partial<Arguments<'history'>>) => {
    const wanted = Math.min(PAGE_MESSAGES_MAX, limit - found.length);
    const given = { ...range, with: target, limit: wanted };
    messages(session, reply, given, (all, more) => {
      for (const message of all) {
        if (stop(message)) return then(found);
        bytes += message.text.length;
        if (!message.deleted) found.push(message);
      }
      const last = all.at(-1);
      const isDone = !more || found.length >= limit || bytes > TEXT_BYTES_MAX;
      if (isDone || last === undefined) return then(found);
      page({ after: last.id });
    });
  };
  if (limit <= 0) return then([]);
  page('id' in place ? { after: place.id } : { since: place.at });
}

/** One page; none where the conversation has no history, or cannot be read now. */
function messages(
  session: IrcSession,
  reply: Reply,
  given: Arguments<'history'>,
  then: (messages: Message[], more: boolean) => void,
): void {
  session.request(reply, 'history', given, (answer) => {
    if (typeof answer === 'number' || !('data' in answer)) return then([], false);
    const { data, texts = [] } = answer as Answered<'history'>;
    const all = data.messages.map((message, at) => {
      return { ...message, text: texts[at] ?? new Uint8Array(0) };
    });
    then(all, data.more);
  });
}

/** Adds `message` of the conversation with `target` to `reply`, as it would have come. */
export function tellMessage(
  session: IrcSession,
  reply: Reply,
  target: string,
  message: Message,
): void {
  const { people } = session.network;
  const self = session.self;
  const isMine = message.from === self.name;
  const from = people.named(message.from);
  session.meet(from);
  const to = isRoomName(target) ? target : isMine ? people.nickOf(target) : self.nick;
  const text = decodeLenient(message.text);
  const lines = messageLines(session.network, session.caps, {
    as: message.as ?? null,
    source: from.source,
    target: to,
    // A client that cannot be told the time reads it.
    text: session.has(Cap.serverTime) ? text : `${clockOf(session, message.at)} ${text}`,
    id: message.id,
    at: message.at,
    reply: message.reply ?? null,
    account: message.guest === true ? null : from.nick,
  });
  for (const { body, tags } of lines) reply.line(body, ...tags);
}

const DAY_MS = 86_400_000;

/** `[04:50]`, or `[11-23 04:50]` where that is long ago; UTC, since the client's zone is not known. */
function clockOf(session: IrcSession, at: number): string {
  const iso = new Date(at).toISOString();
  const isOld = session.network.settings.now() - at > DAY_MS;
  return isOld ? `[${iso.slice(5, 10)} ${iso.slice(11, 16)}]` : `[${iso.slice(11, 16)}]`;
}
