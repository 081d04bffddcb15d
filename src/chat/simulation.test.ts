/**
 * Accounts and durable messages against a simple model: random people, storage that delays, fails and crashes. The
 * seed of a run is printed; TEST_SEED repeats it.
 */
import { test } from 'node:test';
import type { HubSettings } from './settings.ts';
import { MessageActions } from './testing/message-actions.ts';
import { checkQuiet } from './testing/quiet-state.ts';
import { SessionActions } from './testing/session-actions.ts';
import { SETTINGS } from './testing/simulated-world.ts';
import { Simulation } from './testing/simulation.ts';

const STEPS = 60_000;

const DAY_MS = 86_400_000;

function run(settings: HubSettings, seed: number): void {
  const simulation = new Simulation(settings, seed);
  const sessions = new SessionActions(simulation);
  const messages = new MessageActions(simulation, sessions);
  let step = 0;
  try {
    for (; step < STEPS; step++) {
      act(simulation, sessions, messages);
      simulation.checkStep();
      if (step % 50 === 0) simulation.checkLimits();
      if (step % 500 === 0) checkQuiet(simulation);
    }
    checkQuiet(simulation);
  } catch (error) {
    throw new Error(`step ${step} of seed ${seed}`, { cause: error });
  }
}

function act(simulation: Simulation, sessions: SessionActions, messages: MessageActions): void {
  const { random, storage, clock } = simulation;
  if (random.oneIn(3)) return happen(simulation);
  clock.now += random.oneIn(2000) ? 30 * DAY_MS : random.below(1000);
  const client = random.pick(simulation.clients);
  if (random.oneIn(60)) {
    client.disconnect();
    simulation.clients[simulation.clients.indexOf(client)] = simulation.connect();
    return;
  }
  if (!client.mayAsk) return;
  const name = sessions.name();
  if (client.identity === null && random.oneIn(2)) return come(simulation, sessions, client, name);
  switch (random.below(40)) {
    case 0:
      return sessions.logout(client);
    case 1:
      return sessions.register(client, name);
    case 2:
      return sessions.rename(client, name);
    case 3:
      if (random.oneIn(3)) sessions.changePassword(client);
      return;
    case 4:
      if (random.oneIn(6)) sessions.unregister(client);
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
      return messages.unread(client);
    case 13:
    case 14:
      return messages.received(client);
    case 15:
      return messages.read(client, name);
    case 16:
      client.deaf ||= random.oneIn(10);
      return;
    case 17:
      if (storage.pendingBytes === 0 && random.oneIn(50)) checkQuiet(simulation);
      return;
    default:
      return messages.send(client, name);
  }
}

/** Somebody logs in. */
function come(
  { random }: Simulation,
  sessions: SessionActions,
  client: Simulation['clients'][number],
  name: string,
): void {
  switch (random.below(6)) {
    case 0:
      return sessions.hello(client);
    case 1:
      return sessions.loginAsGuest(client, name);
    case 2:
      return sessions.loginWithToken(client);
    case 3:
      return sessions.register(client, name);
    default:
      return sessions.loginWithPassword(client, name);
  }
}

/** The world goes on by itself. */
function happen(simulation: Simulation): void {
  const { random, storage, secrets, clients } = simulation;
  switch (random.below(8)) {
    case 0:
      return storage.commit(1 + random.below(10));
    case 1:
      return secrets.finishOne();
    case 2:
      return storage.answer();
    case 3:
    case 4:
      return simulation.flush(random.pick(clients));
    case 5:
      if (random.oneIn(40)) simulation.fail();
      else storage.commit();
      return;
    case 6:
      if (random.oneIn(150)) simulation.crash();
      return;
    default:
      return simulation.read(!random.oneIn(20));
  }
}

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

const situations: Readonly<Record<string, HubSettings>> = {
  'room for all': SETTINGS,
  'little room': {
    ...SETTINGS,
    peopleMax: 6,
    accountsMax: 4,
    devicesMax: 2,
    storedBytesMax: 2000,
    waitingMax: 12,
    waitingPerSenderMax: 5,
    pendingBytesMax: 200,
  },
  'invitations, no guests': { ...SETTINGS, guests: false, registration: 'invite', devicesMax: 3 },
};

for (const [situation, settings] of Object.entries(situations)) {
  test(`${STEPS} random steps agree with the model: ${situation}`, (t) => {
    t.diagnostic(`seed ${seed}`);
    run(settings, seed);
  });
}
