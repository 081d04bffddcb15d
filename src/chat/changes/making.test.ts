/** A change whose subject is gone by the time that it is stored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Answer } from '../answer.ts';
import { Device } from '../people/client.ts';
import type { Log, Outcome } from '../storage.ts';
import { recordChanged, renamed } from './accounts.ts';
import { deviceRemoved } from './devices.ts';
import { follow, make } from './making.ts';
import type { PeopleMemory } from './memory.ts';
import { recorded } from './recorded.ts';

test('nothing is told of it, and the answer says that it is gone', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const { hub } = scene;
  const account = hub.accountOf('alice') ?? assert.fail();
  assert.equal(scene.said(alice, 'unregister', '', { password: 'correct horse' }), 'ok');
  // The hub's own storage would object to changes of what is gone.
  const waiting: ((outcome: Outcome) => void)[] = [];
  const log: Log = {
    pendingBytes: 0,
    append: (_change, done) => waiting.push(done),
    grown: () => {},
    note: () => {},
  };
  const never = () => assert.fail('it was applied');
  const { accounts, rooms, visits } = hub;
  const world = { log, now: () => 0, date: () => 0 };
  const memory: PeopleMemory = { accounts, rooms, visits, rename: never, logOut: never, world };

  const told: unknown[] = [];
  const answer = (it: Answer) => told.push(it);
  const record = { ...account.record, name: 'alicia' };
  const done = () => assert.fail('it was told');
  make(memory, recordChanged, { account, record }, answer, Reason.noSuchUser, done);
  make(memory, renamed, { account, record, reservation: null }, answer, Reason.busy, done);
  const change = { kind: 'pin', room: 1, message: 1, on: true, audit: null } as const;
  const changing = { gone: true };
  make(memory, recorded, { change, changing }, answer, () => Reason.notFound, done);
  const device = new Device({ id: 1, account: 1, label: '', token: '', createdAt: 0 }, 0);
  follow(memory, deviceRemoved, { account, device }, (made) => told.push(made));
  for (const [at, settle] of waiting.entries()) settle({ kind: 'durable', id: at + 100, at: 0 });

  assert.deepEqual(told, [Reason.noSuchUser, Reason.busy, Reason.notFound, null]);
  assert.equal(hub.accountOf('alicia'), undefined);
  assert.deepEqual([accounts.claims, account.changing, device.leaving], [0, false, false]);
});
