/** The connection itself: PING, PONG, QUIT, and what is known and not done. */
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { Numeric } from '../numerics.ts';
import type { IrcCommand } from '../session.ts';
import { cut } from './refusals.ts';

/** Its answer waits for those to messages before it, as a sign that they are stored. */
export const ping: IrcCommand = {
  early: true,
  flows: true,
  run(session, { parameters }, reply) {
    const [cookie] = parameters;
    if (cookie === undefined || cookie === '') {
      return session.numeric(reply, Numeric.needMoreParameters, 'PING :Not enough parameters');
    }
    const { server } = session.network;
    reply.line(`:${server} PONG ${server} :${cookie}`);
  },
};

/** That something came is all that it is for. */
export const pong: IrcCommand = { early: true, flows: true, run() {} };

export const quit: IrcCommand = {
  early: true,
  run(session, { parameters }) {
    const why = cut(parameters[0] ?? '', TOPIC_CHARACTERS_MAX);
    session.says(why);
    session.quit(why === '' ? 'quit' : `quit: ${why}`);
  },
};

/** From a client it means nothing (RFC 2812 section 3.7.4). */
export const error: IrcCommand = { early: true, flows: true, run() {} };
