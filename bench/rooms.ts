/** What it takes to tell everybody in a room: one speaks, many listen, at Chinwag and at ngircd. */
import { type Child, nextLine } from './children.ts';
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

/** The rooms that there can be at the Chinwag of the checkout at `folder`; of this one where it is left out. */
export function roomsOf(
  name: string,
  folder?: string,
): readonly [RoomKind, RoomKind, RoomKind, RoomKind] {
  const start = () => startServer({ options: QUICK_PASSWORDS, ...(folder && { folder }) });
  return [
    { name, protocol: 'plain', start },
    { name: `${name}, kept`, protocol: 'plain-kept', start },
    { name: `${name}, EVENTs`, protocol: 'events', start },
    { name: `${name}, EVENTs, kept`, protocol: 'events-kept', start },
  ];
}

export const [unkept, kept, unkeptEvents, keptEvents] = roomsOf('Chinwag');
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

interface RunningRoom {
  readonly kind: RoomKind;
  readonly server: RunningServer;
  readonly generator: Child;
}

/**
 * Each kind at each size. All of a size are filled before they are measured in turns, for at some servers it takes minutes
 * until everybody is in; those whose turn it is not do nothing.
 */
export async function measureRooms(
  rounds: number,
  seconds: number,
  progress: (what: string) => void,
  kinds: readonly RoomKind[] = roomKinds,
  sizes: readonly number[] = possibleSizes(),
): Promise<RoomSample[]> {
  const samples: RoomSample[] = [];
  for (const size of sizes) {
    const running: RunningRoom[] = [];
    for (const kind of kinds) {
      running.push(await fill(kind, size, seconds));
      progress(`${size} people are in a room of ${kind.name}`);
    }
    for (let round = 1; round <= rounds; round++) {
      for (const window of ROOM_WINDOWS) {
        for (const { kind, server, generator } of running) {
          generator.tell(String(window));
          const load = await measureLoad(generator, server.pid);
          await hear(generator, 'over');
          samples.push({ kind, size, window, round, ...load });
        }
      }
      progress(`rooms of ${size}: round ${round} of ${rounds}`);
    }
    for (const { server, generator } of running) {
      await generator.stop();
      await server.stop();
    }
  }
  return samples;
}

async function fill(kind: RoomKind, size: number, seconds: number): Promise<RunningRoom> {
  const server = await kind.start();
  const words = [server.port, kind.protocol, size, WARM_UP_MS, seconds * 1000];
  const generator = startGenerator('room-load.ts', words, 'pipe');
  await hear(generator, 'ready');
  return { kind, server, generator };
}

async function hear(generator: Child, expected: string): Promise<void> {
  const line = await nextLine(generator);
  if (line !== expected) throw new Error(`the load generator said ${line}`);
}
