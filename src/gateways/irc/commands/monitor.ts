/** MONITOR (IRCv3 monitor): whether people are here, without sharing a channel with them. */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { WATCHED_NAMES_MAX } from '../../../protocol/limits.ts';
import { nameFits } from '../../../protocol/names.ts';
import { namesOf } from '../addressing.ts';
import { dataOf, wordLines } from '../entering.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { listed, shown } from './refusals.ts';

export const monitor: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [act = '', targets = ''] = parameters;
    switch (act.toUpperCase()) {
      case '+':
        return add(session, reply, listed(targets));
      case '-':
        return remove(session, reply, listed(targets));
      case 'C':
        session.monitored.clear();
        return session.request(reply, 'unwatch', {}, () => {});
      case 'L': {
        const nicks = session.monitored.targets.map(({ nick }) => nick);
        wordLines(session, reply, Numeric.monitorList, ':', nicks, ',');
        return session.numeric(reply, Numeric.endOfMonitorList, ':End of MONITOR list');
      }
      case 'S': {
        const { targets: all } = session.monitored;
        return status(session, reply, 'presence', all);
      }
    }
  },
};

interface Target {
  readonly nick: string;
  readonly name: string;
  readonly here?: ReadonlySet<string>;
}

function add(session: IrcSession, reply: Reply, nicks: readonly string[]): void {
  const { monitored } = session;
  const added: Target[] = [];
  for (const [at, nick] of nicks.entries()) {
    const name = namesOf(session, nick).at(-1) ?? nick;
    // Nobody can be called that.
    if (!nameFits(name) || monitored.has(name)) continue;
    if (monitored.isFull) {
      const rest = nicks.slice(at).map(shown);
      wordLines(session, reply, Numeric.monitorFull, `${WATCHED_NAMES_MAX} `, rest, ',', FULL);
      break;
    }
    monitored.add(nick, name);
    added.push({ nick, name });
  }
  status(session, reply, 'watch', added);
}

const FULL = ' :Monitor list is full';

function remove(session: IrcSession, reply: Reply, nicks: readonly string[]): void {
  const names = nicks.flatMap((nick) => session.monitored.remove(nick) ?? []);
  if (names.length > 0) session.request(reply, 'unwatch', { names }, () => {});
}

/** Tells which of `targets` are here, as `command` answers it. */
function status(
  session: IrcSession,
  reply: Reply,
  command: 'watch' | 'presence',
  targets: readonly Target[],
): void {
  if (targets.length === 0) return;
  // Whoever is here may spell it otherwise.
  const names = targets.map(({ name, here }) => here?.values().next().value ?? name);
  session.request(reply, command, { names }, (answer) => {
    if (reasonOf(answer) !== Reason.none) return;
    const online: string[] = [];
    const offline: string[] = [];
    for (const [at, { name, state }] of (dataOf<'presence'>(answer)?.people ?? []).entries()) {
      session.monitored.became(name, state);
      if (state === 'offline') offline.push(targets[at]?.nick ?? name);
      else online.push(session.network.people.named(name).source);
    }
    wordLines(session, reply, Numeric.monitorOnline, ':', online, ',');
    wordLines(session, reply, Numeric.monitorOffline, ':', offline, ',');
  });
}
