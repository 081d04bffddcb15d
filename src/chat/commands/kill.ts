/** Ends all connections of a person. */
import { Reason } from '../../protocol/frames.ts';
import { serverAct } from '../acts/server-acts.ts';
import { answering } from '../answering.ts';
import { personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const kill: Handler<'kill'> = {
  run(hub, actor, { given }) {
    const by = personOf(actor);
    const person = hub.find(given.name);
    if (person === undefined || person.clients.length === 0) return Reason.noSuchUser;
    // Nobody acts on an equal.
    if (person.isOperator) return Reason.notPermitted;
    const { why } = given;
    return answering(hub, actor, true, (answer) => {
      const act = {
        by: by.operatorId ?? 0,
        byName: by.name,
        what: 'kill',
        whom: person.name,
        detail: why ?? null,
      };
      serverAct(hub, act, answer, () => {
        const words = `killed by ${by.name}${why === undefined ? '' : `: ${why}`}`;
        hub.logOut(person, null, words, words);
        return Reason.none;
      });
    });
  },
};
