/** Measures rooms with one speaker and many listeners, at Chinwag and at ngircd. */
import { type Child, nextLine } from './children.ts';
import { startServer } from './chinwag.ts';
import { type Load, measureLoad, startGenerator } from './generator.ts';
import { QUICK_PASSWORDS } from './people.ts';
import { openFilesMax } from './process-usage.ts';
import type { RoomProtocol } from './room-dialects.ts';
import { ngircd, type RunningServer } from './servers.ts';

/** Members besides the speaker. */
export const SIZES = [100, 1000, 5000] as const;
/** Messages in flight. */
export const ROOM_WINDOWS = [1, 16] as const;

const WARM_UP_MS = 500;
/** Open files reserved for other purposes than connections. */
const OTHER_FILES = 200;

/** A room at a server, and the protocol of its members. */
export interface RoomKind {
  readonly name: string;
  readonly protocol: RoomProtocol;
  start(): Promise<RunningServer>;
}

/** The kinds of rooms at the checkout at `folder`; this one by default. */
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
/** Null where ngircd is not installed. */
export const channel: RoomKind | null =
  ngircd === null ? null : { name: ngircd.name, protocol: 'irc', start: ngircd.start };

export const roomKinds = [unkept, kept, unkeptEvents, keptEvents, channel].filter(
  (kind) => kind !== null,
);

/** Deliveries are counted. */
export interface RoomSample extends Load {
  readonly kind: RoomKind;
  readonly size: number;
  readonly window: number;
  readonly round: number;
}

/** The `SIZES` within the limit of open files. */
export function possibleSizes(): number[] {
  return SIZES.filter((size) => size + OTHER_FILES <= openFilesMax());
}

interface RunningRoom {
  readonly kind: RoomKind;
  readonly server: RunningServer;
  readonly generator: Child;
}

/**
 * Measures each kind at each size. All rooms of a size are filled first and then measured in turns, because at some
 * servers filling takes minutes; the others are idle meanwhile.
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
