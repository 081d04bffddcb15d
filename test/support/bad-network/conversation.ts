/**
 * The web client, the terminal client and a bot talk in a room through a bad network: no message is lost, doubled or
 * out of order, on the server or in any client.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChatClient, connect } from '../../../src/client/node.ts';
import { PASSWORD } from '../people.ts';
import { Relay } from '../relay.ts';
import type { ServerProcess } from '../server-process.ts';
import { until } from '../until.ts';
import type { WebPeople } from '../web-page.ts';
import { botTalker } from './bot-talker.ts';
import { pageTalker } from './page-talker.ts';
import { disorder, line, ROOM, type Talker } from './talker.ts';
import { terminalTalker } from './terminal-talker.ts';
import { type Spell, weatherOn } from './weather.ts';

export interface Plan {
  readonly server: ServerProcess;
  /** Opens browsers that reach the server through the relay at `port`. */
  readonly people: (port: number) => Promise<WebPeople>;
  readonly spells: readonly Spell[];
  /** The interval between two messages of a talker. */
  readonly everyMs: number;
  /** Called with each change of the network, and of the connection state that a client shows. */
  readonly tell: (who: string, what: string) => void;
}

export interface Outcome {
  /** The number of messages by talker. */
  readonly said: Readonly<Record<string, number>>;
  /** Messages lost, doubled or out of order, and where; empty if all is well. */
  readonly problems: readonly string[];
}

export async function talkThrough({
  server,
  people,
  spells,
  everyMs,
  tell,
}: Plan): Promise<Outcome> {
  using relay = await Relay.to(server.port);
  await using witness = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await witness.register('witness', PASSWORD);
  await witness.create(ROOM);
  const telling = (who: string) => (what: string) => tell(who, what);
  for (const name of ['bot', 'terminal']) await register(server.port, name);
  await using bot = await botTalker('bot', relay.port, telling('bot'));
  await using terminal = await terminalTalker('terminal', relay.port, telling('terminal'));
  const page = await (await people(relay.port)).registered('page');
  await joinElsewhere(server.port, 'page');
  await using web = await pageTalker('page', page, telling('page'));
  const talkers = [web, terminal, bot];

  // A client sends messages again only to a room that has stored one of its messages.
  let number = 0;
  const sayAll = async (): Promise<void> => {
    number++;
    for (const talker of talkers) await talker.say(number);
  };
  await sayAll();
  for (const talker of talkers) await talker.answered(number);
  let isOver = false;
  const weather = weatherOn(relay, spells, telling('network')).then(() => {
    isOver = true;
  });
  while (!isOver) {
    await sayAll();
    await Promise.race([sleep(everyMs), weather]);
  }
  await sayAll();
  const texts = await stored(witness, talkers, number);
  const problems = [...differences('the server', texts, talkers, number)];
  for (const talker of talkers) {
    const others = talkers.filter((one) => one !== talker);
    let heard: readonly string[] = [];
    await until(
      async () => {
        heard = await talker.heard(talkers.length * number);
        return others.every(({ name }) => heard.includes(line(name, number)));
      },
      () => `${talker.name} to hear the last of it: ${heard.slice(-5)}`,
    ).catch((error) => problems.push(`${error}`));
    problems.push(...differences(talker.name, heard, others, number));
    if (talker !== web) problems.push(...otherOrder(talker.name, heard, texts));
    problems.push(...talker.failures().map((what) => `${talker.name}: ${what}`));
  }
  const said = Object.fromEntries(talkers.map(({ name }) => [name, number]));
  return { said, problems };
}

async function register(port: number, name: string): Promise<void> {
  await using client = await connect(`chinwag://127.0.0.1:${port}`);
  await client.register(name, PASSWORD);
}

async function joinElsewhere(port: number, name: string): Promise<void> {
  await using client = await connect(`chinwag://127.0.0.1:${port}`, { missedMax: 0 });
  await client.login(name, { password: PASSWORD });
  await client.join(ROOM);
}

/** The stored messages of the room, once the last of each talker is there. */
async function stored(
  witness: ChatClient,
  talkers: readonly Talker[],
  last: number,
): Promise<string[]> {
  let texts: string[] = [];
  await until(
    async () => {
      texts = await everything(witness);
      return talkers.every(({ name }) => texts.includes(line(name, last)));
    },
    () => `the last messages to be stored; there are ${texts.slice(-5)}`,
  );
  return texts;
}

async function everything(witness: ChatClient): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const { messages, more } = await witness.history(ROOM, { after });
    texts.push(...messages.map(({ text }) => text));
    after = messages.at(-1)?.id ?? after;
    if (!more) return texts;
  }
}

/** Checks the order. The page shows its own messages before they are stored; the others follow the server's order. */
function otherOrder(where: string, heard: readonly string[], texts: readonly string[]): string[] {
  const same = texts.filter((text) => heard.includes(text));
  const at = heard.findIndex((text, index) => text !== same[index]);
  return at === -1 ? [] : [`${where} has ${heard[at]} where the server has ${same[at]}`];
}

/** Messages of `talkers` up to `last` that `where` lacks, has twice, or has in another order. */
function differences(
  where: string,
  texts: readonly string[],
  talkers: readonly Talker[],
  last: number,
): string[] {
  const has = new Set(texts);
  const said = talkers.flatMap(({ name }) =>
    Array.from({ length: last }, (_, at) => line(name, at + 1)),
  );
  return [
    ...said.filter((text) => !has.has(text)).map((text) => `${where} lacks ${text}`),
    ...disorder(texts).map((what) => `${where}: ${what}`),
  ];
}
