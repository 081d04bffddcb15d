/** Calls without a connection: what they may do, who is told, and that nobody can detect them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenOf, type Options } from '../../test/support/chat/given.ts';
import { dataOf } from '../../test/support/chat/replies.ts';
import { Scene } from '../../test/support/chat/scene.ts';
import { encodeText } from '../protocol/bytes.ts';
import type { Scope } from '../protocol/contract.ts';
import { Reason } from '../protocol/frames.ts';
import type { Answer } from './answer.ts';
import { type Asker, EVERY_SCOPE } from './calls.ts';
import { commands } from './commands.ts';
import { ask as askHub } from './execution.ts';
import { OWNER_ID } from './records.ts';

/** A caller: the account `name`, a stranger, or the owner. */
class Desk {
  readonly #scene: Scene;
  readonly asker: Asker;

  constructor(scene: Scene, name: string | null, granted: Partial<Asker> = {}) {
    this.#scene = scene;
    const account = name === null ? null : (scene.hub.accountOf(name)?.id ?? assert.fail(name));
    const origin = { id: 7, address: '192.0.2.7', confidential: true };
    const nothingMore = { device: null, owner: false, scopes: EVERY_SCOPE };
    this.asker = { ...origin, account, ...nothingMore, ...granted };
  }

  /** The final answer. */
  ask(
    command: keyof typeof commands,
    name = '',
    options: Options = {},
    text = '',
  ): Answer | undefined {
    const bytes = encodeText(text);
    const given = givenOf(command, name, options);
    const request = { given, bytes, start: 0, end: bytes.length };
    let answer: Answer | undefined;
    askHub(this.#scene.hub, this.asker, commands[command], request, (it) => {
      assert.equal(answer, undefined, 'answered twice');
      answer = it;
    });
    this.#scene.settle();
    return answer;
  }
}

function reasonOf(answer: Answer | undefined): Reason {
  if (typeof answer === 'number') return answer;
  assert.ok(typeof answer === 'object' && 'reason' in answer, JSON.stringify(answer));
  return answer.reason;
}

test('who asks is answered, and nobody sees them', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.said(alice, 'create', '', { room: '#tea' });
  scene.said(bob, 'join', '', { room: '#tea' });
  scene.message(alice, 'bob', 'hello');
  scene.hub.disconnect(bob.hubClient, 'gone');
  alice.heard();

  const desk = new Desk(scene, 'bob');
  dataOf('history', desk.ask('history', 'alice'));
  dataOf('rooms', desk.ask('rooms'));
  dataOf('who', desk.ask('who', '', { room: '#tea' }));
  dataOf('search', desk.ask('search', '', { query: 'hello' }));
  dataOf('unread', desk.ask('unread'));
  assert.deepEqual(desk.ask('list'), { kind: 'roster', names: [alice.hubClient.person?.named] });
  assert.deepEqual(alice.heard(), []);
  const who = scene.replyOf(alice, 'who', '', { room: '#tea' });
  assert.equal(who.people.find(({ name }) => name === 'bob')?.state, 'offline');
  const presence = scene.replyOf(alice, 'presence', '', { names: ['bob'] });
  assert.deepEqual(presence.people, [{ name: 'bob', state: 'offline' }]);
});

test('what waits goes on waiting, and no cursor moves', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.hub.disconnect(bob.hubClient, 'gone');
  scene.message(alice, 'bob', 'for later');
  const account = scene.hub.accountOf('bob');
  assert.equal(account?.waiting.total, 1);
  const before = account?.cursor;
  const desk = new Desk(scene, 'bob');
  desk.ask('history', 'alice');
  desk.ask('sendto', 'alice', {}, 'by a program');
  assert.equal(account?.waiting.total, 1);
  assert.equal(account?.cursor, before);
  assert.deepEqual(alice.heard(), ['bob to alice: by a program']);
});

test('commands about a connection are refused, with words for it', () => {
  const scene = new Scene();
  scene.registered('bob');
  const desk = new Desk(scene, 'bob');
  for (const command of [
    'login',
    'logout',
    'hello',
    'alive',
    'received',
    'missed',
    'typing',
    'away',
  ] as const) {
    const answer = desk.ask(command, 'bob');
    assert.equal(reasonOf(answer), Reason.notPermitted, command);
    assert.match(String((answer as { why?: string }).why), /needs a connection/);
  }
});

test('who is in no room by asking says nothing there, and joins nothing', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  scene.registered('bob');
  scene.said(alice, 'create', '', { room: '#tea' });
  const desk = new Desk(scene, 'bob');
  assert.equal(reasonOf(desk.ask('sendto', '#tea', {}, 'hello')), Reason.notMember);
  assert.equal(scene.hub.rooms.book.find('#tea')?.members.size, 1);
  dataOf('join', desk.ask('join', '', { room: '#tea' }));
  alice.heard();
  assert.ok('id' in (desk.ask('sendto', '#tea', {}, 'hello') as object));
  assert.deepEqual(alice.heard(), ['#tea bob: hello']);
});

test('mutes, slow mode and blocks hold', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.said(alice, 'create', '', { room: '#tea' });
  scene.said(bob, 'join', '', { room: '#tea' });
  const desk = new Desk(scene, 'bob');
  scene.said(alice, 'slow', '', { room: '#tea', seconds: 30 });
  desk.ask('sendto', '#tea', {}, 'one');
  assert.equal(reasonOf(desk.ask('sendto', '#tea', {}, 'two')), Reason.tooFast);
  scene.said(alice, 'mute', 'bob', { room: '#tea' });
  assert.equal(reasonOf(desk.ask('sendto', '#tea', {}, 'three')), Reason.muted);
  scene.said(alice, 'block', 'bob');
  alice.heard();
  assert.ok('id' in (desk.ask('sendto', 'alice', {}, 'unheard') as object));
  assert.deepEqual(alice.heard(), []);
});

test("one's own devices hear of what is said and done by asking", () => {
  const scene = new Scene();
  scene.registered('alice');
  const bob = scene.registered('bob');
  const events: string[] = [];
  bob.onEvent = ({ event }) => events.push(event);
  const desk = new Desk(scene, 'bob');
  desk.ask('sendto', 'alice', {}, 'from elsewhere');
  assert.deepEqual(bob.heard(), ['bob to alice: from elsewhere']);
  desk.ask('block', 'alice');
  desk.ask('rename', 'robert');
  assert.deepEqual(events, ['blocked', 'renamed']);
});

test('a stranger may register, and is not logged in by it', () => {
  const scene = new Scene();
  const answer = new Desk(scene, null).ask('register', 'carol', { password: 'correct horse' });
  dataOf('login', answer);
  assert.equal(scene.hub.accountOf('carol')?.away, true);
  assert.equal(reasonOf(new Desk(scene, null).ask('history', 'carol')), Reason.notLoggedIn);
});

test('an account that is gone asks nothing more, though its requests are under way', () => {
  const scene = new Scene();
  scene.registered('bob');
  const desk = new Desk(scene, 'bob');
  assert.equal(desk.ask('unregister', '', { password: 'correct horse' }), Reason.none);
  assert.equal(reasonOf(desk.ask('conversations')), Reason.notLoggedIn);
});

test('so many requests are under way at a time; one that nobody waits for counts no more', () => {
  const scene = new Scene({ callsPerAccountMax: 2, callsPerAddressMax: 3 });
  scene.registered('alice');
  scene.registered('bob');
  const bob = new Desk(scene, 'bob').asker;
  const alice = new Desk(scene, 'alice').asker;
  const answers: Answer[] = [];
  const request = { given: {}, bytes: new Uint8Array(0), start: 0, end: 0 };
  const ask = (asker: Asker) =>
    askHub(scene.hub, asker, commands.unread, request, (answer) => answers.push(answer));
  const leave = ask(bob);
  ask(bob);
  ask(bob);
  assert.equal(answers.length, 1);
  assert.equal(reasonOf(answers.pop()), Reason.busy);
  ask(alice);
  ask(alice);
  assert.equal(reasonOf(answers.pop()), Reason.busy);
  leave();
  leave();
  ask(alice);
  assert.deepEqual(answers, []);
  scene.settle();
  assert.equal(answers.length, 3);
  for (const answer of answers) dataOf('unread', answer);
  assert.equal(scene.hub.calls.at('192.0.2.7'), 0);
});

test('a token of some scopes permits what needs one of them, and nothing else', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  scene.registered('bob');
  const deskOf = (...scopes: Scope[]) => new Desk(scene, 'bob', { scopes: new Set(scopes) });
  const refused = (desk: Desk, command: keyof typeof commands, scope: Scope) => {
    const answer = desk.ask(command, 'alice', {}, 'hello');
    const why = `not permitted: this needs a token with the scope "${scope}"`;
    assert.deepEqual(answer, { reason: Reason.notPermitted, why }, command);
  };

  const reader = deskOf('read');
  dataOf('unread', reader.ask('unread'));
  refused(reader, 'sendto', 'write');
  refused(reader, 'kick', 'moderate');
  refused(reader, 'sessions', 'account');
  assert.deepEqual(alice.heard(), []);

  const writer = deskOf('write', 'account');
  assert.ok('id' in (writer.ask('sendto', 'alice', {}, 'hello') as object));
  dataOf('sessions', writer.ask('sessions'));
  refused(writer, 'unread', 'read');
  refused(deskOf(), 'list', 'read');
});

test('every command can be given with some token, and every scope permits some', () => {
  const needed = new Set(Object.values(commands).map(({ contract }) => contract.scope));
  assert.deepEqual(needed, EVERY_SCOPE);
});

test('what a token does not permit costs nothing of what it does', () => {
  const scene = new Scene({ callsPerAccountMax: 1 });
  scene.registered('bob');
  const reader = new Desk(scene, 'bob', { scopes: new Set(['read']) });
  for (let i = 0; i < 3; i++) {
    assert.equal(reasonOf(reader.ask('sessions')), Reason.notPermitted);
  }
  dataOf('unread', reader.ask('unread'));
});

test('the owner invites as nobody, however often, and whoever may register', () => {
  for (const registration of ['open', 'invite', 'closed'] as const) {
    const scene = new Scene({ registration });
    const owner = new Desk(scene, null, { owner: true });
    const codes = Array.from({ length: 30 }, () => {
      const { code, expires } = dataOf('invite-code', owner.ask('invite-code'));
      assert.equal(expires, scene.clock.now + scene.hub.settings.invitationMs);
      return code;
    });
    const { invitations } = scene.hub.accounts;
    assert.deepEqual([...invitations.keys()], codes);
    for (const { by } of invitations.values()) assert.equal(by, OWNER_ID);
    assert.equal(scene.hub.calls.at('192.0.2.7'), 0);
  }
});

test('the owner reads what moderators did, and is nobody to the other commands', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  scene.registered('bob');
  scene.said(alice, 'create', '', { room: '#tea' });
  scene.said(alice, 'ban', 'bob', { room: '#tea' });
  const owner = new Desk(scene, null, { owner: true });
  const { entries } = dataOf('audit', owner.ask('audit'));
  assert.deepEqual(
    entries.map(({ by, what, whom }) => [by, what, whom]),
    [['alice', 'ban', 'bob']],
  );
  for (const command of ['conversations', 'sendto', 'create', 'unregister'] as const) {
    assert.equal(reasonOf(owner.ask(command, 'alice', {}, 'hello')), Reason.notLoggedIn, command);
  }
  const stranger = new Desk(scene, null);
  assert.equal(reasonOf(stranger.ask('invite-code')), Reason.notLoggedIn);
  assert.equal(reasonOf(stranger.ask('audit')), Reason.notLoggedIn);
  assert.equal(reasonOf(new Desk(scene, 'bob').ask('audit')), Reason.notPermitted);
});
