/** What it takes to tell everybody in a room: one speaks, many listen, at Chinwag and at ngircd. */
import { startServer } from './chinwag.ts';
import { type Load, measureLoad, startGenerator } from './generator.ts';
import { QUICK_PASSWORDS } from './people.ts';
import { openFilesMax } from './process-usage.ts';
import type { RoomProtocol } from './room-dialects.ts';
import { ngircd, type RunningServer } from './servers.ts';

/** Besides the one who speaks. */
export const SIZES = [100, 1000, 5000] as const;
/** Messages under way. */
export const ROOM_WINDOWS = [1, 16] as const;

const WARM_UP_MS = 500;
/** Of the open files, these are for other things than connections. */
const OTHER_FILES = 200;

/** A room at a server, and what its members speak. */
export interface RoomKind {
  readonly name: string;
  readonly protocol: RoomProtocol;
  start(): Promise<RunningServer>;
}

const start = () => startServer({ options: QUICK_PASSWORDS });

export const unkept: RoomKind = { name: 'Chinwag', protocol: 'plain', start };
export const kept: RoomKind = { name: 'Chinwag, kept', protocol: 'plain-kept', start };
export const unkeptEvents: RoomKind = { name: 'Chinwag, EVENTs', protocol: 'events', start };
export const keptEvents: RoomKind = {
  name: 'Chinwag, EVENTs, kept',
  protocol: 'events-kept',
  start,
};
/** Where it is installed. */
export const channel: RoomKind | null =
  ngircd === null ? null : { name: ngircd.name, protocol: 'irc', start: ngircd.start };

export const roomKinds = [unkept, kept, unkeptEvents, keptEvents, channel].filter(
  (kind) => kind !== null,
);

/** What is counted are deliveries. */
export interface RoomSample extends Load {
  readonly kind: RoomKind;
  readonly size: number;
  readonly window: number;
  readonly round: number;
}

/** Those of `SIZES` that a process may have open. */
export function possibleSizes(): number[] {
  return SIZES.filter((size) => size + OTHER_FILES <= openFilesMax());
}

/** Each kind at each size, a server of its own each time. */
export async function measureRooms(round: number, seconds: number): Promise<RoomSample[]> {
  const samples: RoomSample[] = [];
  for (const size of possibleSizes()) {
    for (const kind of roomKinds) samples.push(...(await measure(kind, size, round, seconds)));
  }
  return samples;
}

async function measure(
  kind: RoomKind,
  size: number,
  round: number,
  seconds: number,
): Promise<RoomSample[]> {
  const server = await kind.start();
  const words = [server.port, kind.protocol, size, WARM_UP_MS, seconds * 1000, ...ROOM_WINDOWS];
  const generator = startGenerator('room-load.ts', words);
  const samples: RoomSample[] = [];
  for (const window of ROOM_WINDOWS) {
    const load = await measureLoad(generator, server.pid);
    samples.push({ kind, size, window, round, ...load });
  }
  if ((await generator.exited) !== 0) throw new Error('the load generator failed');
  await server.stop();
  return samples;
}
