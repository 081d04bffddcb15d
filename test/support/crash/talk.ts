/** All messages in the places of a load, and how they are recognized. */
import assert from 'node:assert/strict';
import { AccountClient, type Received } from '../account-client.ts';
import { type Act, Known, Ledger } from './acts.ts';
import type { Actor, Place, Said, State } from './place.ts';

/** A word in every text, to search for all of them. */
export const EVERYWHERE = 'crowd';

/** Matches the marker, which is unique for every version of every text. */
export const MARKER = /w(\d+)v(\d+) crowd/g;

const FILLER = 'what people say in rooms is short, and now and then it is not; ';

const NEW: State = { version: 0, deleted: false, pinned: false, reactions: [] };

export class Talk {
  readonly ledger = new Ledger();
  readonly said: Said[] = [];
  readonly problems: unknown[] = [];
  readonly #byId = new Map<number, Said>();

  compose(
    place: Place,
    author: string,
    stream: string,
    more: { guest?: boolean; reply?: Said | null; before?: Act | null } = {},
  ): Said {
    const { guest = false, reply = null, before = null } = more;
    const known = { there: new Known(false), state: new Known(NEW), id: null, busy: false };
    const serial = this.said.length;
    const said: Said = { serial, place, author, guest, stream, reply, before, ...known };
    this.said.push(said);
    place.said.push(said);
    return said;
  }

  /** Sends a message over `client`. @returns whether it was acknowledged; null if unknown */
  async say(client: AccountClient, said: Said): Promise<boolean | null> {
    const { place, author, reply, serial } = said;
    const act = this.ledger.next(place.isRoom ? 'said in rooms' : 'said between two');
    const to = place.addressFor(author);
    const given = { to, ...(serial % 2 === 0 ? { key: `key-${serial}` } : {}) };
    const answer = await this.ledger.attempt(act, said.there, true, () =>
      client.command(
        'sendto',
        reply === null ? given : { ...given, reply: reply.id ?? 0 },
        textOf(said, 0),
      ),
    );
    if (answer?.ok) this.hasId(said, answer.json.message as number);
    return answer?.ok ?? null;
  }

  hasId(said: Said, id: number): void {
    assert.ok(id > 0, `${describe(said)} is kept, and has the id ${id}`);
    const other = this.#byId.get(id) ?? said;
    assert.equal(other, said, `the id ${id} is that of two: ${describe(other)}, ${describe(said)}`);
    assert.ok(said.id === null || said.id === id, `${describe(said)} has two ids`);
    said.id = id;
    this.#byId.set(id, said);
  }

  withId(id: number): Said | undefined {
    return this.#byId.get(id);
  }

  /** The message with `text`, and the number of that version. */
  recognise(text: string): { said: Said; version: number } {
    const [, serial, version] = /^w(\d+)v(\d+) /.exec(text) ?? [];
    const said = this.said[Number(serial)];
    assert.ok(said !== undefined, `nobody said ${text.slice(0, 80)}`);
    assert.equal(text, textOf(said, Number(version)), describe(said));
    return { said, version: Number(version) };
  }

  /** Connects `actor`, or a guest, to hear messages. Resolves with null if the server is gone. */
  async enter(
    port: number,
    actor: { name: string; password?: string },
    heard: (said: Said) => void = () => {},
  ): Promise<AccountClient | null> {
    const client = await AccountClient.connect(port).catch(() => null);
    if (client === null) return null;
    const attend = (what: () => void) => {
      try {
        what();
      } catch (error) {
        this.problems.push(error);
        client.socket.destroy();
      }
    };
    client.onMessage = (message) => attend(() => heard(this.#hear(message)));
    client.onEvent = (json, text) => attend(() => this.#learn(json, text));
    void client.command('hello', {});
    const answer = await client.command('login', actor);
    assert.ok(answer === null || answer.ok, `login ${actor.name}: ${JSON.stringify(answer)}`);
    return answer === null ? null : client;
  }

  #hear({ text, from, id }: Received): Said {
    const { said, version } = this.recognise(text);
    assert.equal(from, said.author, describe(said));
    assert.equal(version, 0, `${describe(said)} was changed before it was heard`);
    said.there.witness((there) => there);
    this.hasId(said, id ?? 0);
    return said;
  }

  #learn(json: Readonly<Record<string, unknown>>, text: string): void {
    const said = this.#byId.get(json.message as number);
    if (said === undefined) return;
    if (json.event === 'edited') {
      const { said: other, version } = this.recognise(text);
      assert.equal(other, said, `${describe(said)} says what is another’s`);
      said.state.witness((state) => state.version === version && !state.deleted);
    }
    if (json.event === 'deleted') said.state.witness(({ deleted }) => deleted);
  }
}

/** The person that it mentions: in one message of a few, and only in rooms. */
export function mentioned({ serial, place }: Said, version: number): Actor | null {
  if (!place.isRoom || (serial + version) % 4 !== 0) return null;
  return place.people[serial % place.people.length] ?? null;
}

export function textOf(said: Said, version: number): string {
  const { serial } = said;
  const whom = mentioned(said, version);
  const characters = serial % 50 === 0 ? 4000 : (serial * 37 + version * 11) % 200;
  const filler = FILLER.repeat(Math.ceil(characters / FILLER.length)).slice(0, characters);
  return `w${serial}v${version} ${EVERYWHERE} ${whom === null ? '' : `@${whom.name} `}${filler}`;
}

export function describe({ serial, author, place, stream, id }: Said): string {
  return `message ${serial} (id ${id}; ${stream}, by ${author} in ${place.name})`;
}
