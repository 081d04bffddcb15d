/** Messages: PRIVMSG, NOTICE, TAGMSG (IRCv3 message-tags, echo-message, reply, react, typing). */
import { type Answer, reasonOf } from '../../../chat/answer.ts';
import { encodeText } from '../../../protocol/bytes.ts';
import type { Arguments } from '../../../protocol/contracts.ts';
import { Reason } from '../../../protocol/frames.ts';
import type { Manner } from '../../../protocol/manner.ts';
import { isRoomName } from '../../../protocol/names.ts';
import { roomFlags } from '../../../protocol/room-flags.ts';
import { meant } from '../addressing.ts';
import { Cap } from '../capabilities.ts';
import { dataOf } from '../entering.ts';
import { TARGETS_MAX } from '../isupport.ts';
import type { IrcLine } from '../line.ts';
import { messageLines, reactionTag, replyTags, timeTags } from '../message-lines.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import { toService } from '../services.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { whyNot } from '../words.ts';
import { addToBatch, takesBatches } from './open-batch.ts';
import { listed, noSuchChannel, roomOf, shown } from './refusals.ts';

/** Whom a client writes to, as the chat and as IRC call them. */
interface Target {
  readonly name: string;
  readonly nick: string;
  readonly isRoom: boolean;
}

export interface Saying {
  readonly verb: 'PRIVMSG' | 'NOTICE';
  readonly text: string;
  readonly line: Tagged;
}

/** What is said to the chat, and how it is meant. */
interface Words {
  readonly text: string;
  readonly as: Manner | null;
}

const CTCP = '\x01';
const ACTION = /^\x01ACTION(?: ([^\x01]*))?\x01?$/;

/** What is said, as far as its tags matter. */
type Tagged = Pick<IrcLine, 'tags'>;

export const privmsg = speaking('PRIVMSG');
/** Nothing may be answered to it, not even that it failed (RFC 2812 section 3.3.2). */
export const notice = speaking('NOTICE');

function speaking(verb: 'PRIVMSG' | 'NOTICE'): IrcCommand {
  return {
    flows: true,
    run(session, line, reply) {
      const reference = line.tags.get('batch');
      if (reference !== undefined && takesBatches(session)) {
        return addToBatch(session, reply, reference, verb, line);
      }
      const [targets = '', given = ''] = line.parameters;
      const isNotice = verb === 'NOTICE';
      if (targets === '') {
        if (isNotice) return;
        return session.numeric(reply, Numeric.noRecipient, `:No recipient given (${verb})`);
      }
      if (given === '') {
        if (isNotice) return;
        return session.numeric(reply, Numeric.noText, ':No text to send');
      }
      const names = listed(targets);
      if (names.length > TARGETS_MAX && !isNotice) tooMany(session, reply, targets);
      const saying = { verb, text: given, line };
      for (const name of names.slice(0, TARGETS_MAX)) say(session, reply, name, saying);
    },
  };
}

function tooMany(session: IrcSession, reply: Reply, targets: string): void {
  session.numeric(reply, Numeric.tooManyTargets, `${shown(targets)} :Too many targets`);
}

/** Calls `then` with the target called `name`; where there is none, the client is told, unless `isNotice`. */
function targetOf(
  session: IrcSession,
  reply: Reply,
  name: string,
  isNotice: boolean,
  then: (target: Target) => void,
): void {
  if (!isRoomName(name)) {
    return meant(session, reply, name, (exact) => then({ name: exact, nick: name, isRoom: false }));
  }
  const room = roomOf(session, name);
  if (room !== undefined) return then({ name: room.name, nick: room.name, isRoom: true });
  session.request(reply, 'who', { room: name, limit: 1 }, (answer) => {
    const data = dataOf<'who'>(answer);
    if (data !== null && !roomFlags(data).membersOnly) {
      return then({ name: data.room, nick: data.room, isRoom: true });
    }
    // Writing would join the room (PROTOCOL-EXTENSIONS section 16), which nobody expects of IRC.
    if (isNotice) return;
    if (data === null && reasonOf(answer) === Reason.noSuchRoom) {
      return noSuchChannel(session, reply, name);
    }
    cannotSend(session, reply, name, 'join it first (+n)');
  });
}

function cannotSend(session: IrcSession, reply: Reply, name: string, why: string): void {
  session.numeric(reply, Numeric.cannotSend, `${shown(name)} :Cannot send to channel: ${why}`);
}

/** Says something to the person or room called `name`. */
export function say(session: IrcSession, reply: Reply, name: string, saying: Saying): void {
  const { verb, text } = saying;
  const isNotice = verb === 'NOTICE';
  if (session.network.people.isService(name)) {
    return toService(session, reply, name, text, isNotice);
  }
  const words = wordsOf(saying);
  if (words === null) {
    // A question to a client, or the answer to one, which other clients could not tell from a text.
    if (isNotice) return;
    const number = isRoomName(name) ? Numeric.cannotSend : Numeric.cannotSendToUser;
    return session.numeric(reply, number, `${shown(name)} :CTCP is not passed on here`);
  }
  targetOf(session, reply, name, isNotice, (target) => {
    send(session, reply, target, saying, words, replyOf(session, saying.line));
  });
}

/** What is said to the chat; null: nothing that it could pass on. */
function wordsOf({ verb, text }: Saying): Words | null {
  if (!text.startsWith(CTCP)) return { text, as: verb === 'NOTICE' ? 'notice' : null };
  // In a NOTICE it would be the answer to a question.
  const action = verb === 'NOTICE' ? null : ACTION.exec(text);
  if (action === null) return null;
  // Something is done, though nobody says what.
  return { text: action[1] || ' ', as: 'action' };
}

/** The message that is answered, where the client names one of ours. */
function replyOf(session: IrcSession, { tags }: Tagged): number | null {
  if (!session.has(Cap.messageTags)) return null;
  const id = tags.get('+reply') ?? tags.get('+draft/reply');
  return id === undefined ? null : session.network.ids.decode(id);
}

function send(
  session: IrcSession,
  reply: Reply,
  target: Target,
  saying: Saying,
  words: Words,
  answered: number | null,
): void {
  const given: Arguments<'sendto'> = {
    to: target.name,
    ...(answered !== null && { reply: answered }),
    ...(words.as !== null && { as: words.as }),
  };
  session.request(
    reply,
    'sendto',
    given,
    (answer) => {
      // An id that means nothing in this conversation is no reason to lose what was said.
      if (answered !== null && reasonOf(answer) === Reason.notFound) {
        return send(session, reply, target, saying, words, null);
      }
      said(session, reply, target, saying, words, answered, answer);
    },
    encodeText(words.text),
  );
}

function said(
  session: IrcSession,
  reply: Reply,
  target: Target,
  { verb }: Saying,
  { text, as }: Words,
  answered: number | null,
  answer: Answer<'sendto'>,
): void {
  if (reasonOf(answer) !== Reason.none) {
    if (verb !== 'NOTICE') notSaid(session, reply, target, answer);
    return;
  }
  if (!target.isRoom) {
    const { people } = session.network;
    const person = people.withNick(target.nick);
    if (person !== undefined && person.name === target.name) session.meet(person);
  }
  if (session.has(Cap.echoMessage)) {
    const receipt = typeof answer === 'object' && 'at' in answer ? answer : null;
    const lines = messageLines(session.network, session.caps, {
      as,
      source: session.self.source,
      target: target.nick,
      text,
      id: receipt?.id ?? null,
      at: receipt?.at ?? session.network.settings.now(),
      reply: answered,
      account: session.self.accountName,
    });
    for (const { body, tags } of lines) reply.line(body, ...tags);
  }
  if (verb === 'PRIVMSG' && !target.isRoom) tellAway(session, target);
}

/** 301 for whoever is away, once in a while to each session; by itself, so that the echo does not wait for it. */
function tellAway(session: IrcSession, target: Target): void {
  if (!session.awayTold.isNew(target.name, session.network.settings.now())) return;
  const reply = session.newReply(null);
  session.request(reply, 'presence', { names: [target.name] }, (answer) => {
    const [one] = dataOf<'presence'>(answer)?.people ?? [];
    // Under the name that they have, however the client writes it.
    if (one !== undefined && one.state !== 'offline') {
      session.meet(session.network.people.named(one.name));
    }
    if (one?.state !== 'away') return;
    session.numeric(reply, Numeric.away, `${shown(target.nick)} :${one.text || 'away'}`);
  });
}

/** Why a message did not go out. */
function notSaid(session: IrcSession, reply: Reply, target: Target, answer: Answer): void {
  const { nick, isRoom } = target;
  const why = whyNot(answer);
  switch (reasonOf(answer)) {
    case Reason.noSuchUser:
      return session.numeric(reply, Numeric.noSuchNick, `${shown(nick)} :No such nick/channel`);
    case Reason.noSuchRoom:
      return noSuchChannel(session, reply, nick);
    case Reason.notStored:
    case Reason.busy:
    case Reason.damaged:
      session.fail(reply, 'PRIVMSG', 'TEMPORARILY_UNAVAILABLE', why, shown(nick));
      break;
  }
  if (isRoom) return cannotSend(session, reply, nick, why);
  session.numeric(reply, Numeric.cannotSendToUser, `${shown(nick)} :${why}`);
}

// --- TAGMSG ---

export const tagmsg: IrcCommand = {
  flows: true,
  run(session, line, reply) {
    const [targets = ''] = line.parameters;
    if (targets === '') {
      return session.numeric(reply, Numeric.noRecipient, ':No recipient given (TAGMSG)');
    }
    const names = listed(targets);
    if (names.length > TARGETS_MAX) tooMany(session, reply, targets);
    for (const name of names.slice(0, TARGETS_MAX)) {
      if (session.network.people.isService(name)) continue;
      targetOf(session, reply, name, false, (target) => tag(session, reply, target, line));
    }
  },
};

/** Tags that have no meaning in the chat are dropped (`CLIENTTAGDENY` of 005). */
function tag(session: IrcSession, reply: Reply, target: Target, { tags }: IrcLine): void {
  if (!session.has(Cap.messageTags)) return;
  const id = tags.get('+reply') ?? tags.get('+draft/reply');
  const message = id === undefined ? null : session.network.ids.decode(id);
  const on = tags.get('+draft/react');
  const off = tags.get('+draft/unreact');
  const emoji = on ?? off;
  if (message !== null && emoji !== undefined) {
    react(session, reply, target, message, emoji, on === undefined);
  }
  if (tags.get('+typing') === 'active') {
    session.request(reply, 'typing', { to: target.name }, () => {
      echo(session, reply, target, '+typing=active');
    });
  }
}

function react(
  session: IrcSession,
  reply: Reply,
  target: Target,
  message: number,
  emoji: string,
  off: boolean,
): void {
  const given = { message, emoji, ...(off && { off }) };
  session.request(reply, 'react', given, (answer) => {
    if (reasonOf(answer) !== Reason.none) {
      const code = reasonOf(answer) === Reason.notEmoji ? 'INVALID_REACTION' : 'CANNOT_REACT';
      return session.fail(reply, 'TAGMSG', code, whyNot(answer), shown(target.nick));
    }
    echo(session, reply, target, ...replyTags(session.network, message), reactionTag(emoji, off));
  });
}

function echo(session: IrcSession, reply: Reply, target: Target, ...tags: string[]): void {
  if (!session.has(Cap.echoMessage)) return;
  const { network, caps } = session;
  const time = timeTags(caps, network.settings.now());
  reply.line(`:${session.self.source} TAGMSG ${target.nick}`, ...time, ...tags);
}
