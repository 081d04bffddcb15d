/** Who hears what, by the contracts of the events. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { capabilities, capabilityNames } from './capabilities.ts';
import { events } from './event-list.ts';
import type { EventContract } from './events/event-contract.ts';
import { BEFORE_NAMES, capabilityOf, hearingOf, hears, PLAIN } from './hearing.ts';

const all = Object.values<EventContract>(events);

const joined = { event: 'room', room: '#r', what: 'joined', by: 'alice' } as const;
const typing = { event: 'typing', from: 'alice', to: 'bob' } as const;

describe('capabilities', () => {
  test('are of one event each, and of any that is told to those who ask', () => {
    const given = all.flatMap((one) => Object.keys(one.capabilities));
    assert.deepEqual(given.toSorted(), [...capabilityNames].toSorted());
    assert.equal(new Set(given).size, given.length);
    for (const { name, told, capabilities: own } of all) {
      assert.ok(told !== 'asking' || Object.keys(own).length > 0, name);
    }
  });

  test('fit a set of bits', () => {
    const sets = capabilityNames.map((name) => hearingOf([name]));
    assert.equal(new Set(sets).size, sets.length);
    for (const set of [...sets, PLAIN]) assert.ok(set > 0, 'the sign is no bit of it');
  });

  test('each brings what needs it, and nothing else', () => {
    for (const name of capabilityNames) {
      const hearing = hearingOf([name]);
      assert.equal(hears(hearing, capabilityOf(typing), false), name === 'typing');
      assert.equal(hears(hearing, capabilityOf(joined), false), name === 'members');
      const added = capabilityOf({ ...joined, addedBy: 'bob' });
      assert.equal(hears(hearing, added, false), name === 'room');
    }
  });

  test('that no client names are those from before it could', () => {
    assert.equal(hearingOf(), hearingOf(BEFORE_NAMES));
    assert.equal(BEFORE_NAMES.length, 11);
  });

  test('of plain clients are those that they are told in words', () => {
    const plain = capabilityNames.filter((name) => capabilities[name].plain);
    assert.deepEqual(plain.toSorted(), [
      ...['deleted', 'edited', 'parting', 'reacted', 'renames', 'room', 'rules', 'watched'],
    ]);
  });
});

test('nobody hears from the hub what is about the connection', () => {
  const closing = capabilityOf({ event: 'closing', why: 'it ends' });
  assert.equal(hears(hearingOf(capabilityNames), closing, false), false);
});
