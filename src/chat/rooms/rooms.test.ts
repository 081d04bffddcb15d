/** Rooms, told as stories to the hub: joining and leaving, events, and the life of a message. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { dataOf, textsOf } from '../../../test/support/chat/replies.ts';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

const said = (...given: Parameters<Scene['said']>) => scene.said(...given);
const replyOf: Scene['replyOf'] = (...given) => scene.replyOf(...given);
const guest = (name: string, address?: string) => scene.guest(name, address);
const registered = (name: string) => scene.registered(name);
const message = (...given: Parameters<Scene['message']>) => scene.message(...given);
const restart = () => scene.restart();

function forget(...talkers: Talker[]): void {
  for (const talker of talkers) talker.heard();
}

describe('a room', () => {
  test('of registered people is there after a restart, with its members, topic and messages', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    assert.equal(replyOf(alice, 'create', '', { room, topic: 'noon' }).role, 'owner');
    replyOf(bob, 'join', '', { room: '#LUNCH' });
    const id = message(alice, room, 'here, @bob');
    assert.deepEqual(bob.heard(), ['#lunch alice: here, @bob']);
    assert.deepEqual(alice.heard(), ['#lunch joined bob']);
    restart();
    const again = registered('bob');
    const { conversations } = replyOf(again, 'unread');
    const read = conversations[0]?.read ?? -1;
    assert.ok(read >= 0 && read < id);
    assert.deepEqual(conversations, [{ with: room, count: 1, mentions: 1, newest: id, read }]);
    const { messages } = replyOf(again, 'history', room);
    assert.deepEqual(
      messages.map(({ from, to }) => [from, to]),
      [['alice', room]],
    );
    const { people: members, topic } = replyOf(again, 'who', '', { room });
    assert.deepEqual(
      members.map(({ name, role, state }) => [name, role, state]),
      [
        ['bob', 'member', 'here'],
        ['alice', 'owner', 'offline'],
      ],
    );
    assert.equal(topic, 'noon');
    assert.equal(replyOf(again, 'search', '', { query: 'here' }).messages.length, 1);
    assert.equal(said(again, 'read', room, { upTo: id }), 'ok');
    assert.deepEqual(replyOf(again, 'unread').conversations, []);
  });

  test('has an owner, or is no more, also where the server ended as its owner left', () => {
    let alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    const own = '#cellar';
    replyOf(alice, 'create', '', { room });
    replyOf(bob, 'join', '', { room });
    replyOf(alice, 'create', '', { room: own, access: 'private' });
    for (const name of [room, own]) {
      alice.say('leave', '', { room: name });
      // Commits alice's departure, not its consequences.
      scene.storage.commit(1);
      restart();
      scene.settle();
      alice = registered('alice');
    }
    const again = registered('bob');
    const { people: members } = replyOf(again, 'who', '', { room });
    assert.deepEqual(
      members.map(({ name, role }) => [name, role]),
      [['bob', 'owner']],
    );
    replyOf(again, 'create', '', { room: own });
  });

  test('that is private stays while somebody is on the way in, as the last one leaves', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    for (const stored of [true, false]) {
      const room = `#cellar-${stored}`;
      replyOf(alice, 'create', '', { room, access: 'private' });
      said(alice, 'invite', 'bob', { room });
      alice.say('leave', '', { room });
      bob.say('join', '', { room });
      scene.storage.commit(1);
      if (!stored) scene.storage.fail(0);
      scene.settle();
      const known = replyOf(bob, 'rooms').rooms.find((one) => one.room === room);
      assert.equal(known?.role, stored ? 'owner' : undefined);
      // The name is free again where nobody has come in.
      const again = said(alice, 'create', '', { room });
      assert.equal(again === 'nameInUse', stored);
    }
  });

  test('of many tells its members in pages that go on behind who has left meanwhile', () => {
    const owner = registered('alice');
    const room = '#crowd';
    replyOf(owner, 'create', '', { room, access: 'public' });
    const names = Array.from({ length: 60 }, (_, i) => `m${100 + i}`);
    const guests = names.map((name) => {
      const one = guest(name);
      replyOf(one, 'join', '', { room });
      return one;
    });
    const first = replyOf(owner, 'who', '', { room, limit: 30 });
    assert.equal(first.more, true);
    const last = first.people.at(-1)?.name ?? '';
    guests[names.indexOf(last)]?.say('logout');
    const next = replyOf(owner, 'who', '', { room, afterName: last });
    const all = [...first.people, ...next.people].map(({ name }) => name);
    assert.deepEqual([all, next.more], [['alice', ...names], false]);
  });

  test('is joined and left by a person, whose other devices are told, however many there are in it', () => {
    const owner = registered('alice');
    for (const count of [1, 120]) {
      const room = `#of-${count}`;
      replyOf(owner, 'create', '', { room, access: 'public' });
      for (let i = 1; i < count; i++) {
        replyOf(guest(`m${count}-${i}`), 'join', '', { room });
      }
      const [one, two] = [registered('bob'), registered('bob')];
      forget(owner);
      replyOf(one, 'join', '', { room });
      assert.deepEqual(two.heard(), [`${room} joined bob`]);
      assert.equal(said(one, 'leave', '', { room }), 'ok');
      assert.deepEqual(two.heard(), [`${room} left bob`]);
      assert.deepEqual(one.heard(), []);
      const isSmall = count < 100;
      assert.deepEqual(owner.heard(), isSmall ? [`${room} joined bob`, `${room} left bob`] : []);
    }
  });

  test('of guests is nowhere stored, and ends with them', () => {
    const anna = guest('anna');
    const ben = guest('ben');
    const room = '#tea';
    assert.equal(said(anna, 'create', '', { room, kept: true }), 'accountNeeded');
    assert.equal(replyOf(anna, 'create', '', { room }).kept, false);
    assert.ok(message(ben, '#tea', 'I joined by speaking') < 0);
    assert.deepEqual(anna.heard(), ['#tea joined ben', '#tea ben: I joined by speaking']);
    said(anna, 'logout');
    assert.deepEqual(ben.heard(), ['#tea role ben ben owner', '#tea left anna']);
    said(ben, 'logout');
    assert.equal(said(guest('carl'), 'join', '', { room }), 'noSuchRoom');
    assert.equal(scene.storage.written.messages.size, 0);
    assert.equal(scene.storage.database.open().rooms.length, 0);
  });

  test('that is private is not there for others, and for who is invited it is', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#secret';
    replyOf(alice, 'create', '', { room, access: 'private' });
    message(alice, room, 'hush');
    for (const [command, name, options] of [
      ['join', '', { room }],
      ['who', '', { room }],
      ['history', room, {}],
      ['sendto', room, {}],
      ['topic', '', { room, topic: 'x' }],
      ['typing', room, {}],
      ['kick', 'alice', { room }],
    ] as const) {
      assert.equal(said(bob, command, name, options, 'x'), 'noSuchRoom', command);
    }
    assert.deepEqual(replyOf(bob, 'rooms').rooms, []);
    assert.equal(said(bob, 'create', '', { room }), 'nameInUse');
    assert.equal(said(alice, 'invite', 'bob', { room }), 'ok');
    assert.deepEqual(bob.heard(), ['#secret invited alice bob']);
    assert.equal(replyOf(bob, 'rooms').rooms[0]?.role, undefined);
    assert.equal(said(bob, 'history', room), 'notMember');
    replyOf(bob, 'join', '', { room });
    assert.equal(replyOf(bob, 'history', room).messages.length, 1);
    assert.equal(said(bob, 'invite', 'alice', { room }), 'notPermitted');
  });

  test('that is kept says so to who comes in by speaking, and only then', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    for (const kept of [true, false]) {
      const room = `#${kept}`;
      replyOf(alice, 'create', '', { room, kept });
      message(bob, room, 'hi');
      message(bob, room, 'again');
      assert.deepEqual(bob.heard(), kept ? [`${room} kept bob`] : []);
    }
  });

  test('without a name has those in it who began it, but who does not want to hear of them', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const carol = registered('carol');
    said(carol, 'block', 'alice');
    const { room: name } = replyOf(alice, 'group', '', { names: ['bob', 'carol'] });
    assert.equal(name, '#~1');
    assert.deepEqual(bob.heard(), ['#~1 joined bob']);
    message(bob, name, 'hello');
    assert.deepEqual(alice.heard(), ['#~1 bob: hello']);
    assert.deepEqual(carol.heard(), []);
  });
});

describe('what is said to a room', () => {
  test('is heard by all devices of its members, other than the one that said it', () => {
    const alice = registered('alice');
    const phone = registered('alice');
    const bob = registered('bob');
    replyOf(alice, 'create', '', { room: '#lunch' });
    said(bob, 'join', '', { room: '#lunch' });
    forget(alice, phone, bob);
    message(alice, '#lunch', 'one');
    assert.deepEqual(
      [alice, phone, bob].map((one) => one.heard()),
      [[], ['#lunch alice: one'], ['#lunch alice: one']],
    );
  });

  test('by somebody who is being muted comes too late, unless that cannot be stored', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    replyOf(bob, 'join', '', { room });
    alice.say('mute', 'bob', { room });
    assert.equal(bob.say('sendto', room, {}, 'x'), 'muted');
    scene.storage.fail();
    scene.settle();
    assert.deepEqual(alice.answers.at(-1), 'notStored');
    message(bob, room, 'not muted');
    alice.say('mute', 'bob', { room });
    scene.settle();
    assert.equal(said(bob, 'sendto', room, {}, 'x'), 'muted');
  });

  test('by somebody who is muted or hurries is refused', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    said(bob, 'join', '', { room });
    assert.equal(said(alice, 'mute', 'bob', { room, seconds: 60 }), 'ok');
    assert.equal(said(bob, 'sendto', room, {}, 'x'), 'muted');
    said(bob, 'leave', '', { room });
    said(bob, 'join', '', { room });
    assert.equal(said(bob, 'sendto', room, {}, 'x'), 'muted');
    scene.clock.now += 61_000;
    message(bob, room, 'x');
    assert.equal(said(alice, 'slow', '', { room, seconds: 30 }), 'ok');
    assert.equal(said(bob, 'sendto', room, {}, 'y'), 'tooFast');
    message(alice, room, 'I may');
    message(alice, room, 'at once');
    scene.clock.now += 30_000;
    message(bob, room, 'y');
  });

  test('and cannot be stored is a failure, and nobody hears it', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    said(bob, 'join', '', { room });
    forget(bob);
    alice.say('sendto', room, {}, 'lost');
    alice.say('topic', '', { room, topic: 'lost too' });
    scene.storage.fail();
    const heard = bob.heard();
    scene.settle();
    assert.equal(alice.answers.filter((one) => one === 'notStored').length, 2 - heard.length);
  });
});

describe('somebody who is put out', () => {
  test('hears so, hears no more, and can come back; who is banned cannot', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    said(bob, 'join', '', { room });
    assert.equal(said(bob, 'kick', 'alice', { room }), 'notPermitted');
    assert.equal(said(alice, 'kick', 'bob', { room, why: 'crumbs' }), 'ok');
    message(alice, room, 'alone');
    assert.deepEqual(bob.heard(), ['#lunch kicked alice bob crumbs']);
    replyOf(bob, 'join', '', { room });
    assert.equal(said(alice, 'ban', 'bob', { room, seconds: 60 }), 'ok');
    assert.equal(said(bob, 'join', '', { room }), 'banned');
    restart();
    const again = registered('bob');
    assert.equal(said(again, 'sendto', room, {}, 'x'), 'banned');
    scene.clock.now += 61_000;
    replyOf(again, 'join', '', { room });
  });

  test('as a guest cannot come back under another name from the same address', () => {
    const alice = registered('alice');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    const troll = guest('troll', '198.51.100.7');
    message(troll, room, 'boo');
    assert.equal(said(alice, 'ban', 'troll', { room }), 'ok');
    said(troll, 'logout');
    assert.equal(said(guest('ogre', '198.51.100.7'), 'join', '', { room }), 'banned');
    assert.equal(said(guest('troll', '198.51.100.8'), 'join', '', { room }), 'banned');
    replyOf(guest('ann', '198.51.100.9'), 'join', '', { room });
    assert.equal(said(alice, 'unban', 'troll', { room }), 'ok');
    replyOf(guest('ogre2', '198.51.100.7'), 'join', '', { room });
  });

  test('is in the audit log, that only operators read', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(bob, 'create', '', { room });
    said(alice, 'join', '', { room });
    assert.equal(said(alice, 'audit'), 'notPermitted');
    const { account } = alice.hubClient.person ?? {};
    assert.ok(account);
    account.record = { ...account.record, operator: true };
    assert.equal(said(alice, 'mute', 'bob', { room, why: 'snoring' }), 'ok');
    assert.equal(said(alice, 'kick', 'bob', { room }), 'ok');
    assert.deepEqual(
      replyOf(alice, 'audit').entries.map(({ by, what, whom, detail }) => [by, what, whom, detail]),
      [
        ['alice', 'kick', 'bob', undefined],
        ['alice', 'mute', 'bob', 'for good: snoring'],
      ],
    );
  });
});

describe('a message', () => {
  test('is answered, corrected, reacted to and taken back', () => {
    const alice = registered('alice');
    const bob = registered('bob');
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    said(bob, 'join', '', { room });
    forget(alice, bob);
    const id = message(alice, room, 'at noon');
    const answer = message(bob, room, 'fine', id);
    assert.equal(said(bob, 'edit', '', { message: id }, 'x'), 'notPermitted');
    assert.equal(said(alice, 'edit', '', { message: id }, 'at one'), 'ok');
    assert.equal(said(bob, 'react', '', { message: id, emoji: '👍' }), 'ok');
    assert.deepEqual(bob.heard(), ['#lunch alice: at noon', '#lunch alice now: at one']);
    assert.deepEqual(alice.heard(), ['#lunch bob: fine', '#lunch bob 👍 to alice']);
    const history = said(alice, 'history', room);
    const [first, second] = dataOf('history', history).messages;
    assert.equal(textsOf('history', history)[0], 'at one');
    assert.deepEqual(first?.reactions, [{ emoji: '👍', count: 1 }]);
    assert.equal(second?.reply, id);
    const revisions = said(bob, 'edits', '', { message: id });
    assert.deepEqual(textsOf('edits', revisions), ['at noon', 'at one']);
    assert.equal(said(alice, 'pin', '', { message: answer }), 'ok');
    assert.equal(replyOf(bob, 'pins', '', { room }).messages[0]?.id, answer);
    assert.equal(said(bob, 'delete', '', { message: id }), 'notPermitted');
    assert.equal(said(alice, 'delete', '', { message: answer }), 'ok');
    assert.deepEqual(bob.heard(), ['#lunch pinned alice', '#lunch bob deleted by alice']);
    assert.equal(said(bob, 'react', '', { message: answer, emoji: '👍' }), 'notFound');
    const page = replyOf(bob, 'context', '', { message: answer });
    assert.deepEqual(
      page.messages.map(({ bytes, deleted = false }) => [bytes, deleted]),
      [
        [6, false],
        [0, true],
      ],
    );
  });

  test('between two people is theirs alone', () => {
    const [alice, bob, carol] = [registered('alice'), registered('bob'), registered('carol')];
    const id = message(alice, 'bob', 'psst');
    for (const command of ['edit', 'delete', 'react', 'reactions', 'edits', 'context'] as const) {
      assert.equal(said(carol, command, '', { message: id, emoji: '👍' }, 'x'), 'notFound');
    }
    assert.equal(said(carol, 'sendto', 'bob', { reply: id }, 'x'), 'notFound');
    message(bob, 'alice', 'yes?', id);
    assert.equal(said(alice, 'edit', '', { message: id }, 'hello'), 'ok');
    assert.deepEqual(bob.heard(), ['alice to bob: psst', 'bob alice now: hello']);
    assert.equal(said(bob, 'delete', '', { message: id }), 'notPermitted');
  });

  test('between guests can be corrected while it is remembered', () => {
    const [anna, ben, carl] = [guest('anna'), guest('ben'), guest('carl')];
    const id = message(anna, 'ben', 'hte');
    assert.ok(id < 0);
    assert.equal(said(carl, 'edit', '', { message: id }, 'x'), 'notFound');
    assert.equal(said(anna, 'edit', '', { message: id }, 'the'), 'ok');
    assert.equal(said(ben, 'react', '', { message: id, emoji: '🎉' }), 'ok');
    assert.equal(said(anna, 'delete', '', { message: id }), 'ok');
    assert.equal(said(ben, 'react', '', { message: id, emoji: '🎉' }), 'notFound');
    assert.deepEqual(ben.heard(), [
      'anna to ben: hte',
      'ben anna now: the',
      'ben anna deleted by anna',
    ]);
  });
});

describe('whom one has blocked', () => {
  test('is not heard, in rooms or otherwise, and cannot tell', () => {
    const [alice, bob] = [registered('alice'), registered('bob')];
    replyOf(alice, 'create', '', { room: '#lunch' });
    said(bob, 'join', '', { room: '#lunch' });
    assert.equal(said(alice, 'block', 'bob'), 'ok');
    forget(alice);
    message(bob, 'alice', 'hello?');
    message(bob, '#lunch', 'anyone?');
    said(bob, 'typing', 'alice');
    assert.deepEqual(alice.heard(), []);
    assert.equal(replyOf(bob, 'history', 'alice').messages.length, 1);
    assert.equal(replyOf(alice, 'history', 'bob').messages.length, 0);
    assert.equal(replyOf(alice, 'history', '#lunch').messages.length, 0);
    assert.deepEqual(replyOf(alice, 'unread').conversations, []);
    restart();
    const again = registered('alice');
    assert.deepEqual(replyOf(again, 'blocks').names, ['bob']);
    message(registered('bob'), '#lunch', 'still?');
    assert.deepEqual(again.heard(), []);
    assert.equal(said(again, 'unblock', 'bob'), 'ok');
  });
});

describe('who goes for good', () => {
  test('leaves a room to who has been there for longest', () => {
    const [alice, bob, carol] = [registered('alice'), registered('bob'), registered('carol')];
    const room = '#lunch';
    replyOf(alice, 'create', '', { room });
    for (const one of [bob, carol]) said(one, 'join', '', { room });
    assert.equal(said(alice, 'role', 'carol', { room, role: 'moderator' }), 'ok');
    assert.equal(said(alice, 'role', 'alice', { room, role: 'member' }), 'notPermitted');
    assert.equal(said(alice, 'unregister', '', { password: 'correct horse' }), 'ok');
    assert.equal(replyOf(bob, 'who', '', { room }).people[1]?.role, 'owner');
    assert.equal(said(carol, 'leave', '', { room }), 'ok');
    assert.equal(replyOf(bob, 'who', '', { room }).people[0]?.role, 'owner');
    restart();
    const again = registered('bob');
    assert.equal(replyOf(again, 'who', '', { room }).people[0]?.role, 'owner');
    assert.equal(said(again, 'remove-room', '', { room }), 'ok');
    assert.equal(said(again, 'join', '', { room }), 'noSuchRoom');
  });
});
