/** Invariants of the simulation that hold at any time. */
import assert from 'node:assert/strict';
import { nameKey } from '../../../src/protocol/names.ts';
import type { Simulation } from './simulation.ts';

/** Checked after every step: the list is exactly the people logged in, and names are unique. */
export function checkStep(simulation: Simulation): void {
  const { hub, settings } = simulation;
  const names = new Set<string>();
  const clients = new Map<number, number>();
  for (const client of simulation.clients) {
    if (client.guest !== null) {
      assert.ok(!names.has(client.guest), 'two guests with one name');
      names.add(client.guest);
    } else if (client.account !== null) {
      names.add(simulation.nameOf(client.account));
      clients.set(client.account, (clients.get(client.account) ?? 0) + 1);
    }
  }
  const roster = hub.roster.names.map(({ text }) => text);
  assert.deepEqual(new Set(roster), names);
  assert.equal(roster.length, names.size);
  assert.ok(names.size <= settings.peopleMax, 'too many people');
  for (const count of clients.values()) assert.ok(count <= settings.devicesMax);
}

/** Checked now and then: no guest holds a registered name, and no limit is exceeded. */
export function checkLimits(simulation: Simulation): void {
  const { hub, settings, storage } = simulation;
  for (const { guest } of simulation.clients) {
    if (guest === null) continue;
    assert.equal(simulation.accountOf(guest), null, 'a guest has a name that is registered');
  }
  const keys = Array.from(storage.executed.accounts.values(), ({ record }) => nameKey(record.name));
  assert.equal(new Set(keys).size, keys.length, 'two accounts with one name');
  assert.ok(keys.length <= settings.accountsMax);
  assert.equal(hub.accounts.count, keys.length);
  assert.ok(storage.pendingBytes <= settings.pendingBytesMax);
  for (const account of hub.accounts) {
    assert.ok(account.storedBytes <= settings.storedBytesMax);
    assert.ok(account.waiting.total <= settings.waitingMax);
    assert.ok(account.devices.size <= settings.devicesMax, 'too many devices');
    for (const { device } of account.person.clients) {
      const known = device === null ? null : account.devices.get(device.record.id);
      assert.equal(device, known, 'logged in as a device that is forgotten');
    }
    for (const count of account.waiting.bySender.values()) {
      assert.ok(count <= settings.waitingPerSenderMax);
    }
  }
}
