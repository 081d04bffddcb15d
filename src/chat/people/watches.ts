/** Whose coming and going clients want to hear of, without sharing a room with them. */
import { hears } from '../../protocol/hearing.ts';
import { WATCHED_NAMES_MAX } from '../../protocol/limits.ts';
import type { State } from '../../protocol/members.ts';
import { nameKey } from '../../protocol/names.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Client, Person } from './client.ts';
import { stateOf } from './telling-presence.ts';

export class Watches {
  /** The clients that watch a name, by its key. */
  readonly #watchers = new Map<string, Set<Client>>();

  /** The names that `client` watches, as it has given them. */
  of({ watched }: Client): string[] {
    return [...(watched?.values() ?? [])];
  }

  /** `client` watches `names`, too; false, and nothing is done, where it would watch too many. */
  add(client: Client, names: readonly string[]): boolean {
    const watched = new Map(client.watched ?? []);
    for (const name of names) watched.set(nameKey(name), name);
    if (watched.size > WATCHED_NAMES_MAX) return false;
    client.watched = watched;
    for (const key of watched.keys()) {
      const watchers = this.#watchers.get(key) ?? new Set();
      this.#watchers.set(key, watchers.add(client));
    }
    return true;
  }

  remove(client: Client, names: readonly string[]): void {
    for (const name of names) this.#remove(client, nameKey(name));
    if (client.watched?.size === 0) client.watched = null;
  }

  clear(client: Client): void {
    if (client.watched === null) return;
    for (const key of [...client.watched.keys()]) this.#remove(client, key);
    client.watched = null;
  }

  #remove(client: Client, key: string): void {
    if (client.watched?.delete(key) !== true) return;
    const watchers = this.#watchers.get(key);
    watchers?.delete(client);
    if (watchers?.size === 0) this.#watchers.delete(key);
  }

  /** Tells those who watch `person` its presence, or `state`, but for people who have blocked it. */
  tell(person: Person, state: State = stateOf(person)): void {
    const watchers = this.#watchers.get(person.key);
    if (watchers === undefined) return;
    const { name, awayText } = person;
    const here = { event: 'watched', name, state } as const;
    const event = new HubEvent(awayText === null ? here : { ...here, text: awayText });
    for (const client of watchers) {
      const watcher = client.person;
      if (watcher === null || watcher === person || watcher.hasBlocked(person)) continue;
      if (hears(client.hearing, event.capability, !watcher.notices)) client.connection.event(event);
    }
  }
}
