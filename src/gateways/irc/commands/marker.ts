/** MARKREAD (IRCv3 draft/read-marker). */
import { isRoomName } from '../../../protocol/names.ts';
import { meant } from '../addressing.ts';
import { backward } from '../history.ts';
import { decodeTime } from '../ids.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { roomOf, shown } from './refusals.ts';

export const markRead: IrcCommand = {
  run(session, { parameters }, reply) {
    const [given = '', time] = parameters;
    const { network } = session;
    if (given === '') {
      return session.fail(reply, 'MARKREAD', 'NEED_MORE_PARAMS', 'Missing parameters');
    }
    const room = roomOf(session, given);
    // Of a room that one is not in, nothing was read.
    if (isRoomName(given) && room === undefined) {
      return reply.line(`:${network.server} MARKREAD ${shown(given)} *`);
    }
    meant(session, reply, room?.name ?? given, (target) =>
      mark(session, reply, target, given, time),
    );
  },
};

function mark(
  session: IrcSession,
  reply: Reply,
  target: string,
  given: string,
  time: string | undefined,
): void {
  const { reading } = session;
  const tell = () => reading.marker(reply, target, (at) => reading.markerLine(reply, target, at));
  if (time === undefined) return tell();
  const at = time.startsWith('timestamp=') ? decodeTime(time.slice('timestamp='.length)) : null;
  if (at === null) {
    const text = 'Invalid timestamp';
    return session.fail(reply, 'MARKREAD', 'INVALID_PARAMS', text, shown(given));
  }
  reading.marker(reply, target, (known) => {
    // It only goes forward: the answer is what holds.
    if (known !== null && at <= known) return reading.markerLine(reply, target, known);
    const place = { at: at + 1 };
    // The newest message that is not after that time, however many there are since.
    backward(session, reply, target, place, 1, never, ([message]) => {
      if (message === undefined) {
        reading.mark(target, at);
        return tell();
      }
      session.request(reply, 'read', { with: target, upTo: message.id, at }, tell);
    });
  });
}

const never = () => false;
