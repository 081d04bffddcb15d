/** REDACT (IRCv3 draft/message-redaction). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { isRoomName } from '../../../protocol/names.ts';
import { timeTags } from '../message-lines.ts';
import type { IrcCommand } from '../session.ts';
import { whyNot } from '../words.ts';
import { roomOf, shown } from './refusals.ts';

export const redact: IrcCommand = {
  least: 2,
  run(session, { parameters }, reply) {
    const [target = '', id = ''] = parameters;
    const { network, caps } = session;
    const room = roomOf(session, target);
    const fail = (code: string, text: string, ...context: string[]) =>
      session.fail(reply, 'REDACT', code, text, shown(target), ...context);
    if (isRoomName(target) && room === undefined) {
      return fail('INVALID_TARGET', 'You cannot delete messages there');
    }
    const message = network.ids.decode(id);
    if (message === null) return fail('UNKNOWN_MSGID', 'There is no such message', shown(id));
    session.request(reply, 'delete', { message }, (answer) => {
      const reason = reasonOf(answer);
      if (reason === Reason.none) {
        const where = room?.name ?? target;
        return reply.line(
          `:${session.self.source} REDACT ${where} ${id}`,
          ...timeTags(caps, network.settings.now()),
        );
      }
      if (reason === Reason.notFound) {
        return fail('UNKNOWN_MSGID', 'There is no such message', shown(id));
      }
      fail('REDACT_FORBIDDEN', whyNot(answer), shown(id));
    });
  },
};
