/** The environment of a session on a terminal, for any server. */
import { systemClock } from '../client/clock.ts';
import { loadVocabulary } from '../client/own-vocabulary.ts';
import type { SessionWorld } from '../client/session.ts';
import { MISSED_MAX } from './conversation/arrivals.ts';

export const terminalWorld: Omit<SessionWorld, 'open'> = {
  ...systemClock,
  loadVocabulary,
  random: Math.random,
  /** Its name in the server's log. */
  client: 'chinwag terminal',
  missedMax: MISSED_MAX,
};
