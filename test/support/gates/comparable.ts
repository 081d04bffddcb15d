/** Answers and events as two servers must give them alike: without times and random values. */
import type { GateAnswer, Told } from './gate-client.ts';

/** Members with times or random values. */
const BY_CHANCE = new Set([
  ...['at', 'created', 'until', 'expires', 'edited', 'muted', 'code', 'token'],
]);
/** Members that an earlier server does not give: times, and what depends on nothing that is compared. */
const NEWER = new Set(['madeAt', 'since', 'idle', 'gone']);
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\dZ/g;
const CODE = /^\S+ (?=until TIME$)/;

/** An event without its times. */
export function tellable({ json, text }: Told): string {
  return `${JSON.stringify(json, masked)} ${text.replace(TIME, 'TIME')}`;
}

/** Members in the order of their names: in JSON it means nothing. */
function masked(key: string, value: unknown): unknown {
  if (BY_CHANCE.has(key)) return '…';
  if (NEWER.has(key)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How long one has to wait between wrong passwords depends on the time. */
export function answerWords({ outcome, json, shown }: GateAnswer): string {
  if (outcome === 'wrongPassword' || outcome === 'tooFast') return 'wrong';
  const lines = shown.map((line) => line.replace(TIME, 'TIME').replace(CODE, 'CODE '));
  return `${outcome} ${JSON.stringify(json, masked)} ${lines.join('\n')}`;
}
