/**
 * The load generator for returns over IRC: registered clients, each in some of the rooms, lose their connections and
 * come back all at once.
 *
 *     node bench/irc-return-load.ts PORT CLIENTS ROOMS ROOMS_OF_EACH
 *
 * Clients log in with PASS, and are through their burst when a PING that they sent behind it is answered. It joins the
 * rooms, prints `ready`, and for each line on its standard input drops all connections, brings all clients back and
 * prints `back MILLISECONDS REFUSED`, the time from the first connect to the end of the last burst, and how often the
 * server was busy. A client that is not told of each of its rooms ends it with status 1.
 */
import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD, userName } from './dialects.ts';

const START_MS_MAX = 300_000;
/** A client that was refused waits so long. */
const AGAIN_MS = 200;
/** Clients that come at a time before the load begins. */
const LANES = 16;

const [port = 0, clients = 0, rooms = 0, roomsOfEach = 0] = process.argv.slice(2).map(Number);

function roomsOf(client: number): string[] {
  return Array.from({ length: roomsOfEach }, (_, i) => `#room${(client + i * 7) % rooms}`);
}

let sockets: Socket[] = [];

/** Clients that were told that the server is busy, since the last report. */
let refused = 0;

/** Connects, and again where the server is busy, until everything that the client says at once is answered. */
async function comesBack(client: number, joined: readonly string[] = []): Promise<Socket> {
  for (;;) {
    const socket = await connects(client, joined);
    if (socket !== null) return socket;
    refused++;
    await sleep(AGAIN_MS);
  }
}

/** Resolves with the socket when everything is answered; null: the server is busy. */
function connects(client: number, joined: readonly string[]): Promise<Socket | null> {
  const name = userName(client);
  const joins = joined.map((room) => `JOIN ${room}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.setNoDelay(true).setEncoding('latin1');
    const told = new Set<string>();
    let rest = '';
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() as string;
      for (const line of lines) {
        const [, room] = /^\S+ 366 \S+ (\S+)/.exec(line) ?? [];
        if (room !== undefined) told.add(room);
        if (/^\S+ PONG /.test(line)) {
          if (told.size !== roomsOfEach)
            fail(`${name} was told of ${[...told]}, not ${roomsOf(client)}`);
          // From here on what it hears is not looked at.
          socket.removeAllListeners('data').resume();
          resolve(socket);
        }
        if (/^ERROR .*server busy/.test(line)) resolve(null);
        else if (/^ERROR /.test(line)) fail(`${name}: ${line}`);
      }
    });
    socket.on('error', reject);
    socket.write(`PASS ${name}:${PASSWORD}\r\nNICK ${name}\r\nUSER u 0 * :u\r\n${joins}PING a\r\n`);
  });
}

function fail(why: string): never {
  process.stderr.write(`return load: ${why}\n`);
  process.exit(1);
}

const starting = setTimeout(() => fail('it took too long to begin'), START_MS_MAX);
let next = 0;
const lane = async (): Promise<void> => {
  while (next < clients) {
    const client = next++;
    sockets.push(await comesBack(client, roomsOf(client)));
  }
};
// The first ones make the rooms.
while (next < Math.min(clients, rooms)) {
  const client = next++;
  sockets.push(await comesBack(client, roomsOf(client)));
}
await Promise.all(Array.from({ length: LANES }, lane));
clearTimeout(starting);
process.stdout.write('ready\n');
for await (const _ of createInterface({ input: process.stdin })) {
  await Promise.all(
    sockets.map((socket) => {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      return closed;
    }),
  );
  refused = 0;
  const startedAt = performance.now();
  sockets = await Promise.all(Array.from({ length: clients }, (_, i) => comesBack(i)));
  process.stdout.write(`back ${performance.now() - startedAt} ${refused}\n`);
}
process.exit(0);
