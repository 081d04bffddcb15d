/** Rooms with other names: who may give one, who is told, and what becomes of the old one. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { hearingOf } from '../../protocol/hearing.ts';

const DAY = 24 * 60 * 60_000;

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const renamed = (talker: Talker, room: string, name: string) =>
  scene.said(talker, 'rename-room', name, { room });

function renames(talker: Talker): string[] {
  talker.hubClient.hearing = hearingOf(['renames']);
  const heard: string[] = [];
  talker.onEvent = (json) => {
    if (json.event === 'renamed') heard.push(`${json.by}: ${json.was} is ${json.name}`);
  };
  return heard;
}

describe('a room that is renamed', () => {
  test('has its members, messages and rights under the new name, also after a restart', () => {
    const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
    scene.replyOf(alice, 'create', '', { room: '#lunch', topic: 'noon' });
    scene.replyOf(bob, 'join', '', { room: '#lunch' });
    scene.message(alice, '#lunch', 'here');
    assert.equal(renamed(alice, '#lunch', '#dinner'), 'ok');
    for (const again of [bob, null]) {
      if (again === null) scene.restart();
      const one = again ?? scene.registered('bob');
      const { room, topic, people } = scene.replyOf(one, 'who', '', { room: '#Dinner' });
      assert.deepEqual([room, topic, people.length], ['#dinner', 'noon', 2]);
      const { messages } = scene.replyOf(one, 'history', '#dinner');
      assert.deepEqual(
        messages.map(({ to }) => to),
        ['#dinner'],
      );
      assert.equal(scene.said(one, 'who', '', { room: '#lunch' }), 'noSuchRoom');
      assert.equal(scene.said(one, 'sendto', '#lunch', {}, 'hi'), 'noSuchRoom');
      const { rooms } = scene.replyOf(one, 'rooms', '', {});
      assert.deepEqual(
        rooms.map((each) => each.room),
        ['#dinner'],
      );
    }
  });

  test('keeps its old name from everybody for ninety days, also after a restart and its end', () => {
    const alice = scene.registered('alice');
    scene.replyOf(alice, 'create', '', { room: '#lunch' });
    renamed(alice, '#lunch', '#dinner');
    scene.restart();
    const [again, eve] = [scene.registered('alice'), scene.registered('eve')];
    for (const room of ['#lunch', '#LUNCH']) {
      assert.equal(scene.said(eve, 'create', '', { room }), 'nameInUse');
    }
    scene.said(again, 'remove-room', '', { room: '#dinner' });
    assert.equal(scene.said(eve, 'create', '', { room: '#lunch' }), 'nameInUse');
    scene.clock.now += 90 * DAY + 1;
    assert.equal(typeof scene.said(eve, 'create', '', { room: '#lunch' }), 'object');
  });

  test('is so by its owners alone, under a name that is free and allowed; a group has none', () => {
    const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
    scene.replyOf(alice, 'create', '', { room: '#lunch' });
    scene.replyOf(bob, 'create', '', { room: '#tea', access: 'private' });
    scene.replyOf(bob, 'join', '', { room: '#lunch' });
    assert.equal(renamed(bob, '#lunch', '#mine'), 'notPermitted');
    assert.equal(renamed(alice, '#tea', '#mine'), 'noSuchRoom');
    assert.equal(renamed(alice, '#lunch', '#TEA'), 'nameInUse');
    assert.equal(renamed(alice, '#lunch', '#a b'), 'nameNotAllowed');
    assert.equal(renamed(alice, '#lunch', '#lunch'), 'ok');
    // Spelled otherwise, it is the same.
    assert.equal(renamed(alice, '#lunch', '#Lunch'), 'ok');
    assert.equal(renamed(alice, '#lunch', '#lunch'), 'ok');
    const { room } = scene.replyOf(alice, 'group', '', { names: ['bob'] });
    assert.equal(renamed(alice, room, '#friends'), 'notPermitted');
  });

  test('gives up so many names at a time', () => {
    const alice = scene.registered('alice');
    scene.replyOf(alice, 'create', '', { room: '#r' });
    for (let i = 0; i < 10; i++) {
      assert.equal(renamed(alice, i === 0 ? '#r' : `#r${i - 1}`, `#r${i}`), 'ok');
    }
    assert.equal(renamed(alice, '#r9', '#another'), 'quotaReached');
  });

  test('tells everybody in it, but for who did it, whomever they have blocked', () => {
    const [alice, bob, eve] = ['alice', 'bob', 'eve'].map((name) => scene.registered(name));
    assert.ok(alice !== undefined && bob !== undefined && eve !== undefined);
    scene.replyOf(alice, 'create', '', { room: '#lunch' });
    for (const one of [bob, eve]) scene.replyOf(one, 'join', '', { room: '#lunch' });
    scene.said(eve, 'block', 'alice');
    const [atAlice, atBob, atEve] = [alice, bob, eve].map(renames);
    renamed(alice, '#lunch', '#dinner');
    const told = ['alice: #lunch is #dinner'];
    assert.deepEqual([atAlice, atBob, atEve], [[], told, told]);
  });

  test('of a guest is in no log, and its old name is kept for ten minutes', () => {
    const [gus, hal] = [scene.guest('gus'), scene.guest('hal')];
    scene.replyOf(gus, 'create', '', { room: '#g', kept: false });
    scene.replyOf(hal, 'join', '', { room: '#g' });
    const heard = renames(hal);
    assert.equal(renamed(gus, '#g', '#h'), 'ok');
    assert.deepEqual(heard, ['gus: #g is #h']);
    assert.equal(scene.said(hal, 'create', '', { room: '#g', kept: false }), 'nameInUse');
    assert.equal(renamed(gus, '#h', '#g'), 'ok');
    assert.equal(renamed(gus, '#g', '#h'), 'ok');
    scene.clock.now += 10 * 60_000;
    assert.equal(typeof scene.said(hal, 'create', '', { room: '#g', kept: false }), 'object');
  });
});
