/** Invariants of the idle simulation: the hub's memory equals the storage, and nobody lacks a message. */

import assert from 'node:assert/strict';
import { commands } from '../../../src/chat/commands.ts';
import type { Account } from '../../../src/chat/people/client.ts';
import type { InvitationRecord } from '../../../src/chat/records.ts';
import { checkOpensAlike } from './hub-state.ts';
import { dataOf } from './replies.ts';
import type { SimulatedClient } from './simulated-client.ts';
import { ADDRESS, type Simulation } from './simulation.ts';

/** Completes everything under way. */
export function settle(simulation: Simulation): void {
  const { storage, secrets } = simulation;
  for (let turn = 0; !isQuiet(simulation); turn++) {
    assert.ok(turn < 100_000, 'it never becomes quiet');
    storage.commit();
    storage.read();
    storage.answer();
    secrets.finishOne();
    for (const client of simulation.clients) simulation.flush(client);
  }
}

function isQuiet({ storage, secrets, clients }: Simulation): boolean {
  return storage.idle && secrets.waiting === 0 && clients.every(({ quiet }) => quiet);
}

export function checkQuiet(simulation: Simulation): void {
  settle(simulation);
  checkPromises(simulation);
  checkMemory(simulation);
  checkOpensAlike(simulation.hub, simulation.storage.database.open());
  for (const client of simulation.clients) checkReceived(simulation, client);
  const asking = simulation.clients.find(({ hello, account }) => hello && account !== null);
  if (asking !== undefined) checkMissed(simulation, asking);
  simulation.shaken.clear();
  simulation.disturbed = false;
}

/** Acknowledged messages are in the log exactly once; refused ones are not. */
function checkPromises({ changed }: Simulation): void {
  for (const sent of changed) {
    assert.equal(sent.open, 0, 'a message without an answer');
    if (sent.acknowledged !== 0) assert.equal(sent.stored, sent.acknowledged);
    else if (sent.lost === 0) assert.equal(sent.stored, 0, 'stored although it was refused');
  }
  changed.clear();
}

function checkMemory(simulation: Simulation): void {
  const { hub, storage, cursors, clock, sent } = simulation;
  const { accounts, waiting, devices, invitations, reservations } = storage.database.open();
  assert.equal(storage.pendingBytes, 0);
  assert.equal(hub.texts.underWay, 0, 'bytes of some address are under way');
  assert.deepEqual(
    Array.from(hub.accounts, summary).sort(byId),
    accounts
      .map(({ storedBytes, cursor, ...record }) => ({
        record,
        storedBytes,
        cursor,
        waiting: Object.fromEntries(
          waiting
            .filter(({ account }) => account === record.id)
            .map(({ from, count }) => [from, count]),
        ),
        devices: devices.filter(({ account }) => account === record.id).sort(byId),
      }))
      .sort(byId),
  );
  assert.deepEqual(
    codesOf(hub.accounts.invitations.values(), clock.now),
    codesOf(invitations, clock.now),
  );
  for (const { waiting } of hub.accounts) {
    assert.ok(waiting.ofShare(ADDRESS) <= waiting.total, 'more of strangers than there are');
  }
  for (const { name, until } of reservations) {
    if (until > clock.now) assert.ok(hub.accounts.reserves(name, clock.now), `${name} is free`);
  }
  const bytes = new Map<number, number>();
  for (const { stored, text, from } of sent.values()) {
    if (stored !== 0 && from !== null)
      bytes.set(from, (bytes.get(from) ?? 0) + Buffer.byteLength(text));
  }
  for (const { id, storedBytes, cursor } of accounts) {
    assert.equal(storedBytes, bytes.get(id) ?? 0);
    const left = cursors.get(id) ?? 0;
    assert.ok(cursor >= left);
    simulation.checkCursor(id, left);
    cursors.set(id, cursor);
  }
}

/** The codes that can still be used. */
function codesOf(invitations: Iterable<InvitationRecord>, now: number): string[] {
  const valid = Array.from(invitations).filter(({ expiresAt }) => expiresAt > now);
  return valid.map(({ code }) => code).sort();
}

function byId(one: { id?: number; record?: { id: number } }, other: typeof one): number {
  return (one.id ?? one.record?.id ?? 0) - (other.id ?? other.record?.id ?? 0);
}

function summary({ record, storedBytes, cursor, waiting, devices }: Account) {
  return {
    record,
    storedBytes,
    cursor,
    waiting: Object.fromEntries(waiting.bySender),
    devices: Array.from(devices.values(), (device) => ({
      ...device.record,
      cursor: device.cursor,
    })).sort(byId),
  };
}

/** A plain client has received everything sent to its account. */
function checkReceived({ storage, starved }: Simulation, client: SimulatedClient): void {
  const { account } = client;
  if (account === null || client.hello || client.deaf || starved.has(client)) return;
  const missed = storage.written.missed(account, client.cursor);
  assert.deepEqual(missed, [], 'a plain client was not given everything');
}

/** By requesting missed messages page by page, a client gets everything unread. */
function checkMissed(simulation: Simulation, client: SimulatedClient): void {
  const account = client.account as number;
  const limit = 1 + simulation.random.below(50);
  const ids: number[] = [];
  for (let more = true; more; ) {
    const given = { after: ids.at(-1) ?? 0, limit };
    const request = { given, bytes: new Uint8Array(0), start: 0, end: 0 };
    client.ask(commands.missed, request, {
      answered(answer) {
        const page = dataOf('missed', answer);
        ids.push(...page.messages.map(({ id }) => id));
        more = page.more;
      },
      lost: assert.fail,
    });
    settle(simulation);
  }
  assert.deepEqual(
    ids,
    simulation.storage.written.missed(account, 0).map(({ id }) => id),
  );
}
