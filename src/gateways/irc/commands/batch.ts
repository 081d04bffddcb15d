/** The command BATCH: begins and ends a message of several lines, and says it (IRCv3 draft/multiline). */
import { INVALID } from '../multiline.ts';
import type { IrcCommand } from '../session.ts';
import { say } from './messages.ts';
import { begin, fail, refuse } from './open-batch.ts';

export const batch: IrcCommand = {
  least: 1,
  flows: true,
  run(session, line, reply) {
    const [word = ''] = line.parameters;
    if (word.startsWith('+')) return begin(session, line, reply);
    const { multiline } = session;
    if (multiline === null || word !== `-${multiline.reference}`) {
      return fail(session, reply, INVALID);
    }
    session.multiline = null;
    const { verb, text, target, opening, refused } = multiline;
    if (refused) return;
    // Nothing to see is nothing said.
    if (verb === null || text.trim() === '') return refuse(session, multiline, INVALID);
    // As the answer to the line that began it, which alone has the label.
    say(session, multiline.reply, target, { verb, text, line: opening });
    session.release(multiline.reply);
  },
};
