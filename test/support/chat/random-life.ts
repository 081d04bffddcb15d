/** Random actions of people with accounts who write to each other, and random faults of the server. */
import { checkStep } from './invariants.ts';
import { MessageActions } from './message-actions.ts';
import { SessionActions } from './session-actions.ts';
import type { SimulatedClient } from './simulated-client.ts';
import type { Simulation } from './simulation.ts';

const DAY_MS = 86_400_000;

export class RandomLife {
  readonly #simulation: Simulation;
  readonly #sessions: SessionActions;
  readonly #messages: MessageActions;
  /** Are there few people, who change a lot? */
  readonly #restless: boolean;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#sessions = new SessionActions(simulation);
    this.#messages = new MessageActions(simulation, this.#sessions);
    this.#restless = simulation.settings.accountsMax < 4;
  }

  /** Performs one random action and checks the invariants. */
  step(): void {
    const simulation = this.#simulation;
    const { random } = simulation;
    // Some act at once on their answer, within the hub's call.
    simulation.onAnswered = (client) => {
      if (random.oneIn(4) && client.mayAsk) this.#goOn(client);
    };
    const client = random.pick(simulation.clients);
    if (random.oneIn(3) || !client.mayAsk) this.#happen();
    else this.#goOn(client);
    simulation.replaceGone();
    checkStep(simulation);
    simulation.onAnswered = () => {};
  }

  /** `client` performs a random action. */
  #goOn(client: SimulatedClient): void {
    const { random, clock } = this.#simulation;
    const [sessions, messages, restless] = [this.#sessions, this.#messages, this.#restless];
    clock.now += random.below(1000);
    if (random.oneIn(80)) return client.disconnect();
    if (client.identity === null && !random.oneIn(10)) return this.#come(client);
    const name = sessions.name();
    switch (random.below(50)) {
      case 0:
        return sessions.logout(client);
      case 1:
        return sessions.register(client, client.guest ?? sessions.newName());
      case 2:
        if (restless || random.oneIn(3)) sessions.rename(client, sessions.newName());
        return;
      case 3:
        if (restless || random.oneIn(3)) sessions.changePassword(client);
        return;
      case 4:
        if (random.oneIn(restless ? 3 : 12)) sessions.unregister(client);
        return;
      case 5:
        return sessions.sessions(client);
      case 6:
        if (random.oneIn(3)) sessions.revoke(client);
        return;
      case 7:
        return sessions.invite(client);
      case 8:
        return messages.history(client, name);
      case 9:
        return messages.search(client, name);
      case 10:
      case 11:
        return messages.missed(client);
      case 12:
        return random.oneIn(2) ? messages.unread(client) : messages.conversations(client);
      case 13:
      case 14:
        return messages.received(client);
      case 15:
        if (random.oneIn(3)) messages.read(client, name);
        return;
      case 16:
        client.deaf ||= random.oneIn(10);
        return;
      case 17:
        return sessions.list(client);
      default:
        return messages.send(client, name);
    }
  }

  /** `client` logs in. */
  #come(client: SimulatedClient): void {
    const sessions = this.#sessions;
    switch (this.#simulation.random.below(10)) {
      case 0:
        return sessions.hello(client);
      case 1:
        return sessions.loginAsGuest(client, sessions.name());
      case 2:
        return sessions.loginAsGuest(client, sessions.newName());
      case 3:
      case 4:
        return sessions.loginWithToken(client);
      case 5:
        return sessions.register(client, sessions.newName());
      default:
        return sessions.loginWithPassword(client, sessions.name());
    }
  }

  /** A random event outside the clients. */
  #happen(): void {
    const simulation = this.#simulation;
    const { random, storage, secrets, clients, clock } = simulation;
    switch (random.below(10)) {
      case 0:
      case 1:
        return storage.commit(1 + random.below(4));
      case 2:
        if (random.oneIn(10)) storage.commit();
        else storage.write(random.below(3));
        return;
      case 3:
        if (random.oneIn(80)) simulation.fail();
        return;
      case 4:
        if (random.oneIn(300)) simulation.crash();
        return;
      case 5:
        if (random.oneIn(60)) clock.now += 30 * DAY_MS;
        return;
      case 6:
        return simulation.read(!random.oneIn(30));
      case 7:
        return storage.answer();
      case 8:
        return secrets.finishOne();
      default:
        for (const client of clients) if (random.oneIn(3)) simulation.flush(client);
    }
  }
}
