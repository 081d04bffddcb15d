/**
 * Accounts and durable messages against a simple model: random people, storage that delays, fails and crashes. The
 * seed of a run is printed; TEST_SEED repeats it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLimits, checkStep } from '../../test/support/chat/invariants.ts';
import { MessageActions } from '../../test/support/chat/message-actions.ts';
import { checkQuiet } from '../../test/support/chat/quiet-state.ts';
import { SessionActions } from '../../test/support/chat/session-actions.ts';
import type { SimulatedClient } from '../../test/support/chat/simulated-client.ts';
import { SETTINGS } from '../../test/support/chat/simulated-world.ts';
import { Simulation } from '../../test/support/chat/simulation.ts';
import type { HubSettings } from './settings.ts';

const STEPS = 60_000;

const DAY_MS = 86_400_000;

function run(settings: HubSettings, seed: number): void {
  const simulation = new Simulation(settings, seed);
  const sessions = new SessionActions(simulation);
  const messages = new MessageActions(simulation, sessions);
  const { random, seen } = simulation;
  const restless = settings.accountsMax < 4;
  const act = (client: SimulatedClient) => goOn(simulation, sessions, messages, client, restless);
  let step = 0;
  try {
    for (; step < STEPS; step++) {
      // Some go on at once when they have their answer, within the hub's call.
      simulation.onAnswered = (client) => {
        if (random.oneIn(4) && client.mayAsk) act(client);
      };
      const client = random.pick(simulation.clients);
      if (random.oneIn(3) || !client.mayAsk) happen(simulation);
      else act(client);
      simulation.replaceGone();
      checkStep(simulation);
      simulation.onAnswered = () => {};
      if (step % 50 === 0) checkLimits(simulation);
      if (step % 1000 === 0) checkQuiet(simulation);
      simulation.replaceGone();
    }
    checkQuiet(simulation);
  } catch (error) {
    throw new Error(`step ${step} of seed ${seed}`, { cause: error });
  }
  const expected = [...ALWAYS_SEEN];
  if (settings.reserve > 0) expected.push('sendto: from the reserve');
  if (settings.devicesMax < 3) expected.push('gave its place');
  for (const what of expected) assert.ok(seen.has(what), `never seen: ${what}`);
}

/** Somebody does something. */
function goOn(
  simulation: Simulation,
  sessions: SessionActions,
  messages: MessageActions,
  client: SimulatedClient,
  restless: boolean,
): void {
  const { random, clock } = simulation;
  clock.now += random.below(1000);
  if (random.oneIn(80)) return client.disconnect();
  if (client.identity === null && !random.oneIn(10)) return come(simulation, sessions, client);
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

/** Somebody logs in. */
function come(simulation: Simulation, sessions: SessionActions, client: SimulatedClient): void {
  switch (simulation.random.below(10)) {
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

/** The world goes on by itself. */
function happen(simulation: Simulation): void {
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

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** What comes about in every run, however it goes: a simulation that no longer gets there shows nothing. */
const ALWAYS_SEEN = [
  'crash',
  'failure of the disk',
  'login: welcome',
  'login: beside another connection of the device',
  'login: wrong password',
  'register: success',
  'change-password: success',
  'sendto: success',
  'history: messages',
  'missed: messages',
  'conversations: conversations',
];

const situations: Readonly<Record<string, HubSettings>> = {
  'room for all': SETTINGS,
  'little room': {
    ...SETTINGS,
    peopleMax: 6,
    accountsMax: 5,
    devicesMax: 2,
    storedBytesMax: 6000,
    waitingMax: 6,
    reserve: 0.8,
    newcomerMs: DAY_MS,
    waitingPerSenderMax: 5,
    pendingBytesMax: 200,
  },
  'few who change a lot': {
    ...SETTINGS,
    accountsMax: 3,
    reservedMs: 10 * DAY_MS,
    waitingPerSenderMax: 3,
  },
  'invitations, no guests': { ...SETTINGS, guests: false, registration: 'invite', devicesMax: 3 },
};

for (const [situation, settings] of Object.entries(situations)) {
  test(`${STEPS} random steps agree with the model: ${situation}`, (t) => {
    t.diagnostic(`seed ${seed}`);
    run(settings, seed);
  });
}
