/** Measures the memory of many memberships, and of a long message to many people. */
import { TEXT_CODE_POINTS_MAX } from '../src/protocol/limits.ts';
import { AskingClient } from './asking-client.ts';
import { startServer } from './chinwag.ts';
import { userName } from './dialects.ts';
import { QUICK_PASSWORDS, registerPeople } from './people.ts';
import { peakKib, restartPeak, settledKib } from './process-usage.ts';
import { possibleSizes } from './rooms.ts';

const PEOPLE = 500;
/** Rooms of each person: the most that one may be in. */
const ROOMS = 100;
/** Concurrent logins. */
const LANES = 50;
const OWNER = 'owner';
const LONG_ROOM = '#long';
/** A character of four bytes. */
const CHARACTER = '🙂';
const DELIVERY_MS_MAX = 60_000;

export interface MembershipSample {
  readonly who: 'guests' | 'registered people';
  readonly people: number;
  /** Rooms of each person. */
  readonly rooms: number;
  /** Growth of the server's resident memory when they joined, in KiB. */
  readonly kib: number;
}

export interface LongSample {
  readonly members: number;
  readonly textBytes: number;
  /** The largest growth of the server's resident memory, in KiB. */
  readonly kib: number;
}

/** Everybody is logged in and all rooms exist; then everybody joins all rooms. */
export async function measureMemberships(who: MembershipSample['who']): Promise<MembershipSample> {
  const server = await startServer({ options: QUICK_PASSWORDS });
  const registered = who === 'registered people';
  if (registered) await registerPeople(server.port, PEOPLE, [OWNER]);
  const enter = (name: string) =>
    registered ? AskingClient.open(server.port, name) : AskingClient.guest(server.port, name);
  const owner = await enter(OWNER);
  const rooms = Array.from({ length: ROOMS }, (_, i) => `#room${i}`);
  for (const room of rooms) await owner.ask('create', { room, kept: registered });
  const people: AskingClient[] = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await enter(userName(i)));
  const before = await settledKib(server.pid);
  const waiting = people.values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const one of waiting) for (const room of rooms) await one.ask('join', { room });
    }),
  );
  const kib = (await settledKib(server.pid)) - before;
  for (const one of [owner, ...people]) one.close();
  await server.stop();
  return { who, people: PEOPLE, rooms: ROOMS, kib };
}

/** One message of the longest text, to guests; null where the limit of open files is too low. */
export async function measureLong(): Promise<LongSample | null> {
  const members = possibleSizes().at(-1);
  if (members === undefined) return null;
  const server = await startServer();
  const owner = await AskingClient.guest(server.port, OWNER);
  await owner.ask('create', { room: LONG_ROOM });
  const listeners: AskingClient[] = [];
  const names = Array.from({ length: members }, (_, i) => userName(i)).values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const name of names) {
        const listener = await AskingClient.guest(server.port, name);
        await listener.ask('join', { room: LONG_ROOM });
        listeners.push(listener);
      }
    }),
  );
  const text = CHARACTER.repeat(TEXT_CODE_POINTS_MAX);
  const textBytes = Buffer.byteLength(text);
  const before = await settledKib(server.pid);
  restartPeak(server.pid);
  let heard = 0;
  const all = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${heard} heard it`)), DELIVERY_MS_MAX);
    for (const listener of listeners) {
      listener.onMessage = (bytes) => {
        if (bytes !== textBytes) reject(new Error(`a message of ${bytes} bytes came`));
        if (++heard < members) return;
        clearTimeout(late);
        resolve();
      };
    }
  });
  await owner.ask('sendto', { to: LONG_ROOM }, text);
  await all;
  const kib = peakKib(server.pid) - before;
  for (const one of [owner, ...listeners]) one.close();
  await server.stop();
  return { members, textBytes, kib };
}
