/** The load of one place: all its people act at once while a server runs. */
import type { AccountClient } from '../account-client.ts';
import type { Random } from '../random.ts';
import type { Actor, Place } from './place.ts';
import { changeTopics, manage } from './standing-load.ts';
import type { Talk } from './talk.ts';
import { type Clients, changeMessages, speak } from './talk-load.ts';

/** Resolves when the round's work is done, or the server is gone. */
export async function fill(
  talk: Talk,
  place: Place,
  port: number,
  round: number,
  random: Random,
): Promise<void> {
  const open: AccountClient[] = [];
  const enter = async (actor: { name: string; password?: string }) => {
    const client = await talk.enter(port, actor);
    if (client !== null) open.push(client);
    return client;
  };
  const stream = (name: string) => `round ${round}: ${name}`;
  const speaking = async (actor: Actor, choices: Random): Promise<void> => {
    const client = await enter(actor);
    if (client !== null) await speak(talk, client, place, actor, stream(actor.name), choices);
  };
  const hands = async (choices: Random): Promise<void> => {
    const clients = new Map<string, AccountClient>();
    for (const actor of place.people) {
      const client = await enter(actor);
      if (client === null) return;
      clients.set(actor.name, client);
    }
    const parts = [changeMessages(talk, clients, place, choices.fork())];
    if (place.isRoom) parts.push(visit(talk, place, enter, clients, round, choices.fork()));
    await Promise.all(parts);
  };
  const managing = async ({ name, password }: Actor, choices: Random): Promise<void> => {
    const owner = await enter(place.owner);
    const subject = await enter({ name, password });
    if (owner === null || subject === null) return;
    const managed = manage(talk, place, owner, subject, stream(name), choices);
    await Promise.all([managed, changeTopics(talk, place, owner)]);
  };
  const parts = place.people.map((actor) => speaking(actor, random.fork()));
  parts.push(hands(random.fork()));
  if (place.subject !== null) parts.push(managing(place.subject, random.fork()));
  await Promise.all(parts);
  for (const client of open) client.socket.destroy();
}

/** A guest joins, by invitation if necessary, and speaks. */
async function visit(
  talk: Talk,
  place: Place,
  enter: (actor: { name: string }) => Promise<AccountClient | null>,
  clients: Clients,
  round: number,
  random: Random,
): Promise<void> {
  const name = `visitor-${round}-${place.name.slice(1)}`.slice(0, 20);
  const guest = await enter({ name });
  if (guest === null) return;
  const room = place.name;
  if (place.kind === 'private') {
    const invited = await clients.get(place.owner.name)?.command('invite', { room, name });
    if (!invited?.ok || !(await guest.command('join', { room }))?.ok) return;
  }
  const all = new Map([...clients, [name, guest]]);
  await Promise.all([
    speak(talk, guest, place, { name, guest: true }, `round ${round}: ${name}`, random.fork()),
    changeMessages(talk, all, place, random.fork()),
  ]);
}
