/** What operators of the server do: OPER, KILL, WALLOPS, REHASH (modern.ircdocs.horse, "Operator messages"). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { meant } from '../addressing.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { whyNot } from '../words.ts';
import { cut, shown } from './refusals.ts';

export const oper: IrcCommand = {
  least: 2,
  run(session, { parameters }, reply) {
    const [name = '', password = ''] = parameters;
    const { nick } = session;
    if (!session.network.settings.oper) {
      return session.numeric(reply, Numeric.noOperatorHost, ':No appropriate operator blocks');
    }
    session.request(reply, 'oper', { name, password }, (answer) => {
      switch (reasonOf(answer)) {
        case Reason.none:
          session.modes.isOperator = true;
          session.numeric(reply, Numeric.youAreOperator, ':You are now an IRC operator');
          return reply.line(`:${nick} MODE ${nick} +o`);
        case Reason.noSuchUser:
        case Reason.notPermitted:
          return session.numeric(reply, Numeric.noOperatorHost, ':No operator has that name');
        default:
          session.numeric(reply, Numeric.badPassword, `:Password incorrect (${whyNot(answer)})`);
      }
    });
  },
};

/** Calls `then` where the session's person is an operator, by an account or by OPER; else answers 481. */
function asOperator(session: IrcSession, reply: Reply, then: () => void): void {
  // The chat knows, and answers this to nobody else.
  session.request(reply, 'audit', { limit: 1 }, (answer) => {
    const reason = reasonOf(answer);
    if (reason !== Reason.notPermitted && reason !== Reason.accountNeeded) return then();
    notOperator(session, reply);
  });
}

function notOperator(session: IrcSession, reply: Reply): void {
  const rest = `:Permission Denied- You're not an IRC operator`;
  session.numeric(reply, Numeric.noPrivileges, rest);
}

export const kill: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [nick = '', words = ''] = parameters;
    const why = cut(words, TOPIC_CHARACTERS_MAX);
    meant(session, reply, nick, (name) => {
      session.request(reply, 'kill', { name, ...(why !== '' && { why }) }, (answer) => {
        switch (reasonOf(answer)) {
          case Reason.none:
            return session.notice(reply, `${shown(nick)} is gone`);
          case Reason.noSuchUser:
            return session.numeric(
              reply,
              Numeric.noSuchNick,
              `${shown(nick)} :No such nick/channel`,
            );
          case Reason.notStored:
            return session.notice(reply, `${shown(nick)} is not gone: ${whyNot(answer)}`);
          default:
            return notOperator(session, reply);
        }
      });
    });
  },
};

export const wallops: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const text = parameters[0] ?? '';
    if (text === '') return session.tooFew(reply, 'WALLOPS');
    asOperator(session, reply, () => {
      const line = `:${session.self.source} WALLOPS :${text}`;
      for (const one of session.network.everybody) {
        if (!one.modes.hearsWallops) continue;
        if (one === session) reply.line(line);
        else one.hear(`${line}\r\n`);
      }
    });
  },
};

/** What SIGHUP does. */
export const rehash: IrcCommand = {
  run(session, _line, reply) {
    asOperator(session, reply, () => {
      session.network.settings.reload?.();
      session.numeric(reply, Numeric.rehashing, 'chinwag :Rehashing');
    });
  },
};
