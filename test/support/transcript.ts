/** Plays a conversation from a readable transcript. */
import assert from 'node:assert/strict';
import { WireClient } from './wire-client.ts';

/**
 * Plays `transcript` on the server at `port`: `alice> login alice` is what the client called alice sends, and
 * `alice< Success` the next thing that it hears. `alice> (close)` closes, `alice< (closed)` is the
 * server's doing. A client connects with its first line. In the end nobody has heard anything else.
 */
export async function play(
  port: number,
  transcript: string,
  connect: (port: number) => Promise<WireClient> = WireClient.connect,
): Promise<void> {
  const clients = new Map<string, WireClient>();
  try {
    for (const line of transcript.split('\n').filter((one) => one.trim() !== '')) {
      const [, who = '', direction, said = ''] = /^\s*(\w+)([<>]) +(.*)$/s.exec(line) ?? [];
      assert.ok(who, `a line of a transcript: ${line}`);
      const client = clients.get(who) ?? (await connect(port));
      clients.set(who, client);
      if (direction === '<') await hear(client, said, line);
      else if (said === '(close)') client.socket.destroy();
      else client.say(said);
    }
    for (const [who, client] of clients) {
      // The server answers what is owed and closes its side: what came until then is all there is.
      client.socket.end();
      await client.gone();
      assert.deepEqual(client.heard, [], `${who} heard something else`);
    }
  } finally {
    for (const client of clients.values()) client[Symbol.dispose]();
  }
}

async function hear(client: WireClient, said: string, line: string): Promise<void> {
  if (said === '(closed)') await client.gone();
  else assert.equal(await client.next(), said, line.trim());
}
