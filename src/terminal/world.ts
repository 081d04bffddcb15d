/** What a session on a terminal has of the world, whatever server it is with. */
import { systemClock } from '../client/clock.ts';
import { loadVocabulary } from '../client/own-vocabulary.ts';
import type { SessionWorld } from '../client/session.ts';
import { MISSED_MAX } from './conversation/arrivals.ts';

export const terminalWorld: Omit<SessionWorld, 'open'> = {
  ...systemClock,
  loadVocabulary,
  random: Math.random,
  /** What the server's log calls it. */
  client: 'chinwag terminal',
  missedMax: MISSED_MAX,
};
