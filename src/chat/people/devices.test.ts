/** Several connections of one device: side by side while it exists, and gone together with it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

const password = 'correct horse';

/** A device of the registered alice, logged in once; `again` logs it in once more. */
function laptop(settings: ConstructorParameters<typeof Scene>[0] = {}) {
  const scene = new Scene(settings);
  scene.said(scene.registered('alice'), 'logout');
  const first = scene.connected();
  const given = { password, device: 'laptop' };
  const { token, device } = scene.replyOf(first, 'login', 'alice', given);
  assert.ok(token && device);
  const login = (talker: Talker) => scene.said(talker, 'login', 'alice', { token });
  const again = (): Talker => {
    const talker = scene.connected();
    assert.equal(typeof login(talker), 'object');
    return talker;
  };
  return { scene, first, device, login, again };
}

/** What `sessions` tells `asker` of the only device. */
function onlyDevice(scene: Scene, asker: Talker) {
  const { sessions } = scene.replyOf(asker, 'sessions');
  assert.equal(sessions.length, 1);
  return { online: sessions[0]?.online, here: sessions[0]?.here };
}

describe('connections of one device', () => {
  test('hear everything, each once; what one of them sends, the other hears', () => {
    const { scene, first, again } = laptop();
    const second = again();
    const bob = scene.registered('bob');
    scene.message(bob, 'alice', 'hi');
    scene.message(first, 'bob', 'hello');
    scene.message(second, 'bob', 'hello again');
    assert.deepEqual(first.heard(), ['bob to alice: hi', 'alice to bob: hello again']);
    assert.deepEqual(second.heard(), ['bob to alice: hi', 'alice to bob: hello']);
    assert.deepEqual([first.ended, second.ended], [null, null]);
  });

  test('are one device, which is there while one of them is', () => {
    const { scene, first, again } = laptop();
    const second = again();
    const elsewhere = scene.registered('alice');
    assert.deepEqual(onlyDevice(scene, first), { online: true, here: true });
    assert.deepEqual(onlyDevice(scene, second), { online: true, here: true });
    assert.deepEqual(onlyDevice(scene, elsewhere), { online: true, here: false });
    scene.hub.disconnect(first.hubClient, 'closed');
    assert.deepEqual(onlyDevice(scene, elsewhere), { online: true, here: false });
    scene.said(second, 'logout');
    assert.deepEqual(onlyDevice(scene, elsewhere), { online: false, here: false });
  });

  test('move its place together; what only one has received, the other still can ask for', () => {
    const { scene, first, login, again } = laptop();
    const bob = scene.registered('bob');
    const one = scene.message(bob, 'alice', 'one');
    scene.said(first, 'received', '', { upTo: one });
    scene.hub.disconnect(first.hubClient, 'cut');
    const second = again();
    const two = scene.message(bob, 'alice', 'two');
    scene.said(second, 'received', '', { upTo: two });
    const back = scene.connected();
    const places: number[] = [];
    back.onEvent = (json) => {
      if (json.event === 'unread') places.push(json.place);
    };
    login(back);
    assert.deepEqual(places, [two]);
    const { messages } = scene.replyOf(back, 'missed', '', { after: one });
    assert.deepEqual(
      messages.map(({ id }) => id),
      [two],
    );
  });

  test('end together when it is revoked, by one of them or by another', () => {
    for (const isOwn of [true, false]) {
      const { scene, first, device, again } = laptop();
      const second = again();
      const elsewhere = scene.registered('alice');
      scene.said(isOwn ? second : elsewhere, 'revoke', '', { session: device });
      const why = isOwn ? 'the device was revoked' : 'revoked by another device';
      assert.deepEqual([first.ended, second.ended, elsewhere.ended], [why, why, null]);
    }
  });

  test('end with a new password, all but the one that asks for it, which stays that device', () => {
    const { scene, first, again } = laptop();
    const second = again();
    const elsewhere = scene.registered('alice');
    const given = { old: password, new: 'battery staple' };
    assert.equal(scene.said(first, 'change-password', '', given), 'ok');
    const why = 'the password was changed';
    assert.deepEqual([first.ended, second.ended, elsewhere.ended], [null, why, why]);
    assert.deepEqual(onlyDevice(scene, again()), { online: true, here: true });
  });

  test('are all ended where the password is changed elsewhere, or the account removed', () => {
    for (const command of ['change-password', 'unregister'] as const) {
      const { scene, first, login, again } = laptop();
      const second = again();
      const elsewhere = scene.registered('alice');
      const given =
        command === 'unregister' ? { password } : { old: password, new: 'battery staple' };
      assert.equal(scene.said(elsewhere, command, '', given), 'ok');
      assert.ok(first.ended !== null && first.ended === second.ended);
      assert.equal(typeof login(scene.connected()), 'string');
    }
  });

  test('are as many as there may be of one person, and no more: whoever is there stays', () => {
    const { scene, first, login, again } = laptop({ devicesMax: 3 });
    const others = [again(), again()];
    first.unansweredMs = 5000;
    assert.equal(login(scene.connected()), 'quotaReached');
    const given = { password, device: 'phone' };
    assert.equal(scene.said(scene.connected(), 'login', 'alice', given), 'quotaReached');
    assert.deepEqual(
      [first, ...others].map(({ ended }) => ended),
      [null, null, null],
    );
  });

  test('that do not answer whether they are there make room, the most silent first', () => {
    const { scene, first, login, again } = laptop({ devicesMax: 3 });
    const others = [again(), again()];
    const [second, third] = others;
    assert.ok(second !== undefined && third !== undefined);
    first.unansweredMs = 6000;
    second.unansweredMs = 7000;
    const ends = () => [first, ...others].map(({ ended }) => ended);
    // A wrong guess logs nobody out.
    const wrong = { password: 'wrong password' };
    assert.equal(scene.said(scene.connected(), 'login', 'alice', wrong), 'wrongPassword');
    assert.deepEqual(ends(), [null, null, null]);
    again();
    assert.deepEqual(ends(), [null, 'without a word', null]);
    scene.registered('alice');
    assert.deepEqual(ends(), ['without a word', 'without a word', null]);
    assert.equal(login(scene.connected()), 'quotaReached');
  });
});
