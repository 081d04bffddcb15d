/** A talker built as a bot on the client library, which recovers from lost connections as docs/CLIENT.md says. */
import { ConnectionLost, connect } from '../../../src/client/node.ts';
import { PASSWORD } from '../people.ts';
import { line, ROOM, type Talker, type Tell } from './talker.ts';

/** Logs in as the registered `name`, through the relay at `port`. */
export async function botTalker(name: string, port: number, tell: Tell): Promise<Talker> {
  const failures: string[] = [];
  const heard: string[] = [];
  let wakers: (() => void)[] = [];
  const client = await connect(`chinwag://127.0.0.1:${port}`, {
    onStatus: (status) => {
      tell('why' in status ? `${status.kind}: ${status.why}` : status.kind);
      if (status.kind !== 'restored') return;
      for (const wake of wakers) wake();
      wakers = [];
    },
  });
  await client.login(name, { password: PASSWORD, device: 'bot' });
  await client.join(ROOM);
  const listening = (async () => {
    for await (const { to, text } of client) if (to === ROOM) heard.push(text);
  })();
  /** Sends unsent messages again, in front of later ones. */
  const send = async (text: string): Promise<void> => {
    for (;;) {
      const restored = new Promise<void>((resolve) => wakers.push(resolve));
      try {
        return void (await client.send(ROOM, text));
      } catch (error) {
        if (!(error instanceof ConnectionLost) || error.sent) throw error;
        await restored;
      }
    }
  };
  let sending = Promise.resolve();
  return {
    name,
    failures: () => failures,
    async say(number) {
      const text = line(name, number);
      sending = sending
        .then(() => send(text))
        .catch((error) => void failures.push(`${text}: ${error}`));
    },
    answered: () => sending,
    heard: async () => heard,
    async [Symbol.asyncDispose]() {
      client.close();
      await listening;
    },
  };
}
