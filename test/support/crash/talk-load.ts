/** The load of messages: people send, read and change them in a place while a server runs. */
import type { AccountClient, Answer } from '../account-client.ts';
import type { Random } from '../random.ts';
import type { Act } from './acts.ts';
import type { Place, Said, State } from './place.ts';
import { type Talk, textOf } from './talk.ts';

/** The limit of messages per person and round. */
const SAID_MAX = 60;
const AT_ONCE_MAX = 6;
const READ_EVERY = 8;
/** The limit of changes per place and round. */
const CHANGES_MAX = 80;
const CHANGES_AT_ONCE = 3;
/** How many of a place's newest messages may be changed. */
const RECENT = 80;
const EMOJI = ['👍', '🎉', '❤️'] as const;

/** Clients of the people in a place, by name. */
export type Clients = ReadonlyMap<string, AccountClient>;

/** Sends several messages at a time, until the limit or until the connection is lost; marks read now and then. */
export async function speak(
  talk: Talk,
  client: AccountClient,
  place: Place,
  author: { readonly name: string; readonly guest?: boolean },
  stream: string,
  random: Random,
): Promise<void> {
  let left = random.between(1, SAID_MAX);
  const one = async (): Promise<void> => {
    while (left-- > 0 && !client.closed) {
      const reply = random.once(8) ? anyOf(place, random) : null;
      const said = talk.compose(place, author.name, stream, { ...author, reply });
      await talk.say(client, said);
      if (left % READ_EVERY === 0) await read(talk, client, place, author.name, said);
    }
  };
  await Promise.all(Array.from({ length: random.between(1, AT_ONCE_MAX) }, one));
}

async function read(
  talk: Talk,
  client: AccountClient,
  place: Place,
  name: string,
  { id }: Said,
): Promise<void> {
  const mark = [...place.marks].find(([actor]) => actor.name === name)?.[1];
  if (mark === undefined || id === null || !mark.settled || mark.value >= id) return;
  const given = { with: place.addressFor(name), upTo: id };
  await talk.ledger.attempt(talk.ledger.next('read'), mark, id, () =>
    client.command('read', given),
  );
}

function anyOf({ said }: Place, random: Random): Said | null {
  const recent = said.slice(-RECENT).filter(({ there, state, id, busy }) => {
    return there.value && id !== null && !busy && state.settled && !state.value.deleted;
  });
  return recent.length === 0 ? null : random.of(recent);
}

/** Edits, deletes, reacts to and pins messages, each by one person at a time. */
export async function changeMessages(
  talk: Talk,
  clients: Clients,
  place: Place,
  random: Random,
): Promise<void> {
  let left = CHANGES_MAX;
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const said = anyOf(place, random);
      if (said === null) {
        // There are no messages yet: waits for the reply to some request.
        const [client] = clients.values();
        if (client === undefined || (await client.list()) === null) return;
        continue;
      }
      said.busy = true;
      const answer = await change(talk, clients, said, random);
      said.busy = false;
      if (answer === null) return;
    }
  };
  await Promise.all(Array.from({ length: CHANGES_AT_ONCE }, one));
}

function change(talk: Talk, clients: Clients, said: Said, random: Random): Promise<Answer | null> {
  const { place, author } = said;
  const choice = random.below(100);
  const own = clients.get(author);
  if (choice < 35 && own !== undefined) return edit(talk, own, said);
  if (choice < 50) {
    if (own !== undefined && random.once(2)) return remove(talk, own, said, null);
    const owner = clients.get(place.owner.name);
    const may = owner !== undefined && place.isRoom;
    return may ? remove(talk, owner, said, place) : Promise.resolve(NOTHING);
  }
  if (choice < 65 && place.isRoom) return pin(talk, clients, said);
  return react(talk, clients, said, random);
}

const NOTHING: Answer = { ok: true, reason: 0, json: {}, text: '' };

function edit(talk: Talk, client: AccountClient, said: Said): Promise<Answer | null> {
  const version = said.state.value.version + 1;
  return become(talk, talk.ledger.next('edited'), said, { version }, () =>
    client.command('edit', { message: said.id ?? 0 }, textOf(said, version)),
  );
}

function remove(
  talk: Talk,
  client: AccountClient,
  said: Said,
  room: Place | null,
): Promise<Answer | null> {
  const own = room === null || said.author === room.owner.name;
  const audit = own ? null : () => `delete ${room.name} ${said.author} ${said.id}`;
  const next = { deleted: true, reactions: [], pinned: false };
  return become(talk, talk.ledger.next('deleted', audit), said, next, () =>
    client.command('delete', { message: said.id ?? 0 }),
  );
}

function pin(talk: Talk, clients: Clients, said: Said): Promise<Answer | null> {
  const { place, id, state } = said;
  const client = clients.get(place.owner.name);
  if (client === undefined) return Promise.resolve(null);
  const pinned = !state.value.pinned;
  const what = pinned ? 'pin' : 'unpin';
  const act = talk.ledger.next(`${what}ned`, () => `${what} ${place.name} null ${id}`);
  return become(talk, act, said, { pinned }, () =>
    client.command('pin', { message: id ?? 0, ...(pinned ? {} : { off: true }) }),
  );
}

function react(talk: Talk, clients: Clients, said: Said, random: Random): Promise<Answer | null> {
  const { name } = random.of(said.place.people);
  const client = clients.get(name);
  if (client === undefined) return Promise.resolve(null);
  const emoji = random.of(EMOJI);
  const reaction = `${emoji} by ${name}`;
  const { reactions } = said.state.value;
  const off = reactions.includes(reaction);
  const next = off ? reactions.filter((one) => one !== reaction) : [...reactions, reaction].sort();
  const act = talk.ledger.next(off ? 'reactions taken back' : 'reactions');
  return become(talk, act, said, { reactions: next }, () =>
    client.command('react', { message: said.id ?? 0, emoji, ...(off ? { off } : {}) }),
  );
}

function become(
  talk: Talk,
  act: Act,
  { state }: Said,
  next: Partial<State>,
  ask: () => Promise<Answer | null>,
): Promise<Answer | null> {
  return talk.ledger.attempt(act, state, { ...state.value, ...next }, ask);
}
