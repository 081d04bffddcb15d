/** Measures IRC: pairs and rooms beside ngircd and Chinwag's own lines, idle clients, and many that come back at once. */
import { through } from './chinwag.ts';
import { type IdleSample, measureIdle } from './idle.ts';
import { measureReturn, type ReturnSample } from './irc-return.ts';
import { measureRooms, possibleSizes, type RoomKind, type RoomSample } from './rooms.ts';
import { ngircd, type ServerKind } from './servers.ts';
import { measureRound, type Sample } from './throughput.ts';
import { verify } from './verification.ts';

const lines: ServerKind = { ...through('lines'), name: 'Chinwag, lines' };
const irc: ServerKind = { ...through('irc'), name: 'Chinwag, IRC' };
const tagged: ServerKind = { ...through('irc-tagged'), name: 'Chinwag, IRC with tags' };

export const IRC = irc.name;
export const TAGGED = tagged.name;
export const LINES = lines.name;
export const NGIRCD = ngircd?.name ?? null;

export interface IrcSamples {
  readonly pairs: readonly Sample[];
  readonly rooms: readonly RoomSample[];
  readonly idle: IdleSample;
  readonly returns: readonly ReturnSample[];
}

export async function measureIrc(
  rounds: number,
  seconds: number,
  progress: (what: string) => void,
): Promise<IrcSamples> {
  const kinds = [lines, irc, tagged, ngircd].filter((kind) => kind !== null);
  for (const kind of kinds) await verify(kind);
  const pairs: Sample[] = [];
  for (let round = 1; round <= rounds; round++) {
    pairs.push(...(await measureRound(kinds, round, seconds)));
    progress(`pairs over IRC: round ${round} of ${rounds}`);
  }
  const rooms = await measureRooms(rounds, seconds, progress, kinds.map(roomOf), possibleSizes());
  const idle = await measureIdle(irc);
  progress('idle clients of IRC');
  const returns = await measureReturn(rounds);
  return { pairs, rooms, idle, returns };
}

/** A room of guests that keeps nothing. */
function roomOf({ name, protocol, start }: ServerKind): RoomKind {
  if (protocol !== 'irc' && protocol !== 'irc-tagged' && protocol !== 'lines') {
    throw new RangeError(`no rooms are measured over ${protocol}`);
  }
  return { name, protocol, start };
}
