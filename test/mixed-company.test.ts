/**
 * Clients of every kind act at random, together: between each pair messages arrive in order, none lost and none
 * doubled, and each client's replies come in the order of its requests.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { PipedClient } from './support/cli.ts';
import { type Kind, kinds } from './support/kinds.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { until } from './support/until.ts';

const RUNS = 15;

/** Fewer names than clients, so that they are fought over. */
const NAMES = ['ann', 'bob', 'cyd', 'dan', 'eve'] as const;

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Said =
  | { readonly command: 'login'; readonly name: string }
  | { readonly command: 'list' | 'logout' }
  | { readonly command: 'sendto'; readonly name: string; readonly text: string };

/** What connects somebody: a client of one of the kinds, or the program in a pipe. */
interface Client {
  /** What was heard and not taken. */
  readonly heard: string[];
  say(...lines: string[]): void;
  reset?(): void;
  /** Resolves with what was heard and not taken. */
  leave(): Promise<string[]>;
  [Symbol.dispose](): void;
}

/** `chinwag connect` in a pipe. */
async function piped(port: number): Promise<Client> {
  const client = PipedClient.of(port);
  const heard: string[] = [];
  let rest = '';
  client.child.stdout?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) heard.push(line);
  });
  return {
    heard,
    say: (...lines) => client.write(lines.map((line) => `${line}\n`).join('')),
    async leave() {
      const { status, stderr } = await client.end();
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      return heard;
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

/** A connection, all that was said on it and all that was heard. */
class Party {
  readonly id: number;
  readonly client: Client;
  readonly #run: number;
  readonly said: Said[] = [];
  /** All that was heard, when it is over. */
  heard: readonly string[] = [];
  dropped = false;
  #sent = 0;
  #counted = 0;
  #answers = 0;

  constructor(id: number, client: Client, run: number) {
    this.id = id;
    this.client = client;
    this.#run = run;
  }

  say(...all: Said[]): void {
    this.said.push(...all);
    // Whoever dropped in an earlier run may not be gone yet: each has names of its own.
    const lines = all.map((one) => {
      if (one.command === 'login') return `login ${one.name}-${this.#run}`;
      return one.command === 'sendto' ? `sendto ${one.name}-${this.#run} ${one.text}` : one.command;
    });
    this.client.say(...lines);
  }

  /** All was heard: nothing is on its way any more. */
  close(): void {
    const ours = new RegExp(`^(\\w+)-${this.#run}(?=:|$)`);
    const all = this.client.heard.splice(0);
    this.heard = all
      .filter((line) => ours.test(line) || !/^\w+-\d+$/.test(line))
      .map((line) => line.replace(ours, '$1'));
  }

  /** Sends messages that say whose they are, and which. */
  send(name: string, count: number, length: number): void {
    const messages = Array.from({ length: count }, (): Said => {
      const text = `${this.id}/${this.#sent++} ${'x'.repeat(length)}`;
      return { command: 'sendto', name, text };
    });
    this.say(...messages);
  }

  /** Has everything been answered? (Of lists that nobody is on, nothing shows.) */
  get answered(): boolean {
    const { heard } = this.client;
    for (; this.#counted < heard.length; this.#counted++) {
      const line = heard[this.#counted];
      if (line === 'Success' || line === 'Failure') this.#answers++;
    }
    return this.#answers === this.said.filter(({ command }) => command !== 'list').length;
  }
}

/** What one connection knows: who it was when, which messages it heard, and what came of those it sent. */
class Account {
  readonly party: Party;
  /** The texts heard, in order, and to whom they were sent. */
  readonly messages: { readonly text: string; readonly from: string; readonly to: string }[] = [];
  /** What was answered to a text, and as whom it was sent. */
  readonly answers = new Map<string, { readonly answer: string; readonly from: string }>();
  #name: string | null = null;
  #at = 0;

  /** @throws where the replies cannot be those to what was said, in that order */
  constructor(party: Party) {
    this.party = party;
    for (const said of party.said) this.#read(said);
    this.#readMessages();
    assert.equal(this.#at, party.heard.length, 'there are more replies than were asked for');
  }

  #read(said: Said): void {
    // A list of nobody leaves no trace. Whoever is logged in is on it.
    if (said.command === 'list') return this.#readList();
    this.#readMessages();
    const answer = this.party.heard[this.#at++] ?? '';
    const told = `${answer} to ${JSON.stringify(said).slice(0, 80)} of ${this.#name}`;
    assert.match(answer, /^(Success|Failure)$/, told);
    const success = answer === 'Success';
    switch (said.command) {
      case 'login':
        if (this.#name !== null) assert.equal(success, false, told);
        else if (success) this.#name = said.name;
        return;
      case 'logout':
        assert.equal(success, this.#name !== null, told);
        this.#name = null;
        return;
      case 'sendto':
        if (this.#name === null) assert.equal(success, false, told);
        if (this.#name === said.name) {
          assert.equal(success, true, told);
          assert.equal(this.messages.at(-1)?.text, said.text, 'to oneself, before the answer');
        }
        this.answers.set(said.text, { answer, from: this.#name ?? '' });
    }
  }

  #readList(): void {
    this.#readMessages();
    const names: string[] = [];
    for (const { heard } = this.party; ; this.#at++) {
      const line = heard[this.#at] ?? '';
      if (!(NAMES as readonly string[]).includes(line)) break;
      names.push(line);
    }
    // Two lists may follow one upon the other: the first of them ends where a name comes again.
    const end = names.findIndex((name, i) => names.indexOf(name) < i);
    if (end !== -1) {
      this.#at -= names.length - end;
      names.length = end;
    }
    if (this.#name !== null) assert.ok(names.includes(this.#name), `${this.#name} in ${names}`);
  }

  #readMessages(): void {
    for (const { heard } = this.party; ; this.#at++) {
      const [, from, text] = /^(\w+): (.*)$/.exec(heard[this.#at] ?? '') ?? [];
      if (from === undefined || text === undefined) return;
      assert.ok(this.#name !== null, `${from}'s message reached somebody who is not logged in`);
      this.messages.push({ text, from, to: this.#name });
    }
  }
}

function idOf(text: string): readonly [sender: number, number: number] {
  const [, sender, number] = /^(\d+)\/(\d+) x*$/.exec(text) ?? [];
  return [Number(sender), Number(number)];
}

/** All accounts are true at once. Answers how many messages were heard. */
function compare(parties: readonly Party[]): number {
  const accounts = parties.filter(({ dropped }) => !dropped).map((party) => new Account(party));
  const sent = new Map<string, string>();
  for (const { said } of parties) {
    for (const one of said) if (one.command === 'sendto') sent.set(one.text, one.name);
  }
  const answers = new Map(accounts.flatMap((account) => [...account.answers]));
  const heard = new Set<string>();
  for (const { messages } of accounts) {
    const last = new Map<number, number>();
    for (const { text, from, to } of messages) {
      const [sender, number] = idOf(text);
      assert.equal(sent.get(text), to, `${text} to another than it was sent to`);
      assert.ok(number > (last.get(sender) ?? -1), `${text} out of order`);
      assert.ok(!heard.has(text), `${text} is doubled`);
      // Of somebody who dropped, the answer is not known.
      const answered = answers.get(text);
      if (answered) assert.deepEqual(answered, { answer: 'Success', from });
      last.set(sender, number);
      heard.add(text);
    }
  }
  const mayHaveTaken = new Set<string>();
  for (const { said, dropped } of parties) {
    for (const one of said) if (dropped && one.command === 'login') mayHaveTaken.add(one.name);
  }
  for (const [text, { answer }] of answers) {
    const to = sent.get(text) as string;
    if (answer === 'Success' && !mayHaveTaken.has(to))
      assert.ok(heard.has(text), `${text} is lost`);
  }
  return heard.size;
}

type Step =
  | { readonly do: 'login'; readonly name: string }
  | { readonly do: 'list' | 'logout' | 'drop' | 'wait' }
  | { readonly do: 'send'; readonly name: string; readonly count: number; readonly length: number };

/** Where each of the kinds sits, and after them the program in a pipe. */
const SEATS: readonly (Kind | null)[] = [...kinds, null];

const name = fc.constantFrom(...NAMES);
const bare = (what: 'list' | 'logout' | 'drop' | 'wait') => fc.constant({ do: what } as Step);
const length = fc.oneof(
  { weight: 9, arbitrary: fc.nat(30) },
  { weight: 1, arbitrary: fc.nat(20_000) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('login' as const), name }) },
  { weight: 2, arbitrary: bare('logout') },
  { weight: 2, arbitrary: bare('list') },
  { weight: 1, arbitrary: bare('drop') },
  { weight: 3, arbitrary: bare('wait') },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      name,
      count: fc.integer({ min: 1, max: 40 }),
      length,
    }),
  },
);
const program = fc.array(fc.tuple(fc.nat(SEATS.length - 1), step), {
  minLength: 100,
  maxLength: 300,
});

/** Has everybody do what `steps` say without waiting for answers, and leave; resolves with all there were. */
async function meet(
  run: number,
  steps: readonly (readonly [seat: number, step: Step])[],
): Promise<Party[]> {
  const parties: Party[] = [];
  const connect = async (seat: number): Promise<Party> => {
    const kind = SEATS[seat];
    const client = kind ? await kind.connect(server.port) : await piped(server.port);
    const party = new Party(parties.length, client, run);
    parties.push(party);
    return party;
  };
  try {
    const seated = await Promise.all(SEATS.map((_, seat) => connect(seat)));
    for (const [seat, one] of steps) {
      let party = seated[seat] as Party;
      if (party.dropped) party = seated[seat] = await connect(seat);
      await take(party, one);
    }
    const staying = parties.filter(({ dropped }) => !dropped);
    const answered = (): Promise<unknown> =>
      until(
        () => staying.every((party) => party.answered),
        () => 'every answer',
      );
    // When everything is answered, every message is on its way; and none comes after one's own logout.
    await answered();
    for (const party of staying) party.say({ command: 'logout' });
    await answered();
    for (const party of staying) party.close();
    const rest = await Promise.all(staying.map(({ client }) => client.leave()));
    assert.deepEqual(rest.flat(), [], 'nothing more is heard');
    return parties;
  } finally {
    for (const { client } of parties) client[Symbol.dispose]();
  }
}

async function take(party: Party, one: Step): Promise<void> {
  switch (one.do) {
    case 'login':
      return party.say({ command: 'login', name: one.name });
    case 'send':
      return party.send(one.name, one.count, one.length);
    case 'wait':
      return turn();
    case 'drop':
      if (party.client.reset === undefined) return;
      party.dropped = true;
      return party.client.reset();
    default:
      return party.say({ command: one.do });
  }
}

test('between each pair messages arrive in order, none lost, none doubled', async () => {
  let run = 0;
  let messages = 0;
  await fc.assert(
    fc.asyncProperty(program, async (steps) => {
      // Most of them are somebody from the start.
      const logins = SEATS.map((_, seat): [number, Step] => {
        return [seat, { do: 'login', name: NAMES[seat % NAMES.length] as string }];
      });
      const parties = await meet(run++, [...logins, ...steps]);
      messages += compare(parties);
    }),
    // To make a failure smaller would take minutes; its seed repeats it.
    { numRuns: RUNS, endOnFailure: true },
  );
  // That it was about something.
  assert.ok(messages > RUNS * 100, `${messages} messages`);
});
