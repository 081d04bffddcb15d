/** Another name: who may take which, who is told, and what goes along. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { hearingOf } from '../../protocol/hearing.ts';

const MINUTE = 60_000;

/** The names that `talker` hears to have changed. */
function renames(talker: Talker): string[] {
  talker.hubClient.hearing = hearingOf(['renames', 'renamed']);
  const heard: string[] = [];
  talker.onEvent = (json) => {
    if (json.event === 'renamed') heard.push(`${json.was ?? 'I'} is ${json.name}`);
  };
  return heard;
}

describe('a guest', () => {
  test('takes another name, and is found by that alone', () => {
    const scene = new Scene();
    const [gus, hal] = [scene.guest('gus'), scene.guest('hal')];
    assert.equal(scene.said(gus, 'rename', 'gustav'), 'ok');
    assert.deepEqual(
      scene.hub.roster.names.map(({ text }) => text),
      ['gustav', 'hal'],
    );
    assert.equal(scene.said(hal, 'sendto', 'gus', {}, 'hi'), 'noSuchUser');
    assert.equal(typeof scene.said(hal, 'sendto', 'gustav', {}, 'hi'), 'object');
    assert.equal(scene.said(gus, 'rename', 'gustav'), 'ok');
    scene.said(gus, 'logout');
    assert.deepEqual(scene.hub.roster.names.length, 1);
    assert.equal(scene.hub.guestHas('gustav', null), false);
  });

  test('cannot take a name that is somebody’s, or that nobody may have', () => {
    const scene = new Scene();
    scene.registered('alice');
    const gus = scene.guest('gus');
    scene.guest('hal');
    for (const name of ['alice', 'ALICE', 'hal']) {
      assert.equal(scene.said(gus, 'rename', name), 'nameInUse', name);
    }
    for (const name of ['a:b', 'Success', 'a\u200bb']) {
      assert.equal(scene.said(gus, 'rename', name), 'nameNotAllowed', name);
    }
    assert.equal(scene.said(gus, 'rename', 'HAL'), 'ok');
    assert.equal(scene.said(gus, 'rename', 'a,b'), 'ok');
  });

  test('keeps the old name from others for ten minutes, and may have it back', () => {
    const scene = new Scene();
    const [gus, hal, eve] = [scene.guest('gus'), scene.guest('hal'), scene.registered('eve')];
    scene.said(gus, 'rename', 'gustav');
    assert.equal(scene.said(hal, 'rename', 'gus'), 'nameInUse');
    assert.equal(scene.said(eve, 'rename', 'GUS'), 'nameInUse');
    scene.said(hal, 'logout');
    assert.equal(scene.said(hal, 'login', 'gus'), 'nameInUse');
    assert.equal(scene.said(gus, 'rename', 'gus'), 'ok');
    assert.equal(scene.said(gus, 'rename', 'gustav'), 'ok');
    scene.said(gus, 'logout');
    scene.clock.now += 10 * MINUTE - 1;
    assert.equal(scene.said(hal, 'login', 'gus'), 'nameInUse');
    scene.clock.now += 1;
    assert.equal(typeof scene.said(hal, 'login', 'gus'), 'object');
  });

  test('has so many names at a time', () => {
    const scene = new Scene();
    const gus = scene.guest('gus');
    for (let i = 0; i < 10; i++) assert.equal(scene.said(gus, 'rename', `gus${i}`), 'ok');
    assert.equal(scene.said(gus, 'rename', 'another'), 'quotaReached');
    scene.clock.now += 10 * MINUTE;
    assert.equal(scene.said(gus, 'rename', 'another'), 'ok');
  });

  test('stays blocked, in its rooms, muted and owner there', () => {
    const scene = new Scene();
    const [alice, gus, hal] = [scene.registered('alice'), scene.guest('gus'), scene.guest('hal')];
    scene.said(alice, 'block', 'gus');
    scene.said(hal, 'block', 'gus');
    scene.said(gus, 'create', '', { room: '#g', kept: false });
    scene.said(hal, 'join', '', { room: '#g' });
    scene.said(alice, 'create', '', { room: '#a' });
    scene.said(gus, 'join', '', { room: '#a' });
    scene.said(alice, 'mute', 'gus', { room: '#a' });
    scene.said(gus, 'rename', 'gustav');
    for (const one of [alice, hal]) {
      assert.deepEqual(scene.replyOf(one, 'blocks', '', {}).names, ['gustav']);
    }
    assert.equal(scene.said(gus, 'sendto', '#a', {}, 'hi'), 'muted');
    const { people } = scene.replyOf(hal, 'who', '', { room: '#g' });
    assert.deepEqual(
      people.map(({ name, role }) => [name, role]),
      [
        ['gustav', 'owner'],
        ['hal', 'member'],
      ],
    );
    // By the name that is gone, whoever had it is kept out.
    assert.equal(scene.said(alice, 'ban', 'gustav', { room: '#a' }), 'ok');
    assert.equal(scene.said(gus, 'join', '', { room: '#a' }), 'banned');
  });
});

describe('a new name is told', () => {
  test('to those in a room with it, and to those who have written with it, each once', () => {
    const scene = new Scene();
    const [gus, hal, ida, alice] = [
      scene.guest('gus'),
      scene.guest('hal'),
      scene.guest('ida'),
      scene.registered('alice'),
    ];
    const [atGus, atHal, atIda, atAlice] = [gus, hal, ida, alice].map(renames);
    scene.said(gus, 'create', '', { room: '#g', kept: false });
    scene.said(hal, 'join', '', { room: '#g' });
    scene.said(hal, 'sendto', 'gus', {}, 'hi');
    scene.said(gus, 'sendto', 'alice', {}, 'hi');
    scene.said(gus, 'rename', 'gustav');
    assert.deepEqual(
      [atGus, atHal, atIda, atAlice],
      [[], ['gus is gustav'], [], ['gus is gustav']],
    );
    scene.said(alice, 'rename', 'alicia');
    assert.deepEqual([atGus, atHal, atIda], [['alice is alicia'], ['gus is gustav'], []]);
  });

  test('of somebody registered, whose other devices hear it as theirs', () => {
    const scene = new Scene();
    const [alice, phone, bob] = [
      scene.registered('alice'),
      scene.registered('alice'),
      scene.registered('bob'),
    ];
    const [atPhone, atBob] = [phone, bob].map(renames);
    scene.said(alice, 'sendto', 'bob', {}, 'hi');
    scene.said(alice, 'rename', 'alicia');
    assert.deepEqual([atPhone, atBob], [['I is alicia'], ['alice is alicia']]);
  });

  test('not to those who have blocked one, nor, but for rooms, to those whom one has blocked', () => {
    const scene = new Scene();
    const [gus, hal, ida] = [scene.guest('gus'), scene.guest('hal'), scene.guest('ida')];
    const [atHal, atIda] = [hal, ida].map(renames);
    scene.said(gus, 'sendto', 'hal', {}, 'hi');
    scene.said(gus, 'sendto', 'ida', {}, 'hi');
    scene.said(hal, 'block', 'gus');
    scene.said(gus, 'block', 'ida');
    scene.said(gus, 'rename', 'gustav');
    assert.deepEqual([atHal, atIda], [[], []]);
    scene.said(gus, 'create', '', { room: '#g', kept: false });
    for (const one of [hal, ida]) scene.said(one, 'join', '', { room: '#g' });
    scene.said(gus, 'rename', 'gus');
    assert.deepEqual([atHal, atIda], [[], ['gustav is gus']]);
  });

  test('to clients that named what they hear before there were such events: nothing of others', () => {
    const scene = new Scene();
    const [gus, hal] = [scene.guest('gus'), scene.guest('hal')];
    const heard = renames(hal);
    hal.hubClient.hearing = hearingOf();
    scene.said(gus, 'sendto', 'hal', {}, 'hi');
    scene.said(gus, 'rename', 'gustav');
    assert.deepEqual(heard, []);
  });
});
