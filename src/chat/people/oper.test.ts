/** Operators for the time of a login, and what they may do to others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeOperator } from '../../../test/support/chat/owner.ts';
import { Scene } from '../../../test/support/chat/scene.ts';

const PASSWORD = 'correct horse';

function scene() {
  const one = new Scene();
  const root = one.registered('root');
  makeOperator(one.hub, 'root');
  one.settle();
  return { scene: one, root, ann: one.guest('ann'), bob: one.registered('bob') };
}

test('the password of an operator’s account makes an operator until the logout', () => {
  const { scene: one, ann, bob } = scene();
  assert.equal(one.said(ann, 'audit'), 'accountNeeded');
  assert.equal(one.said(bob, 'audit'), 'notPermitted');
  assert.equal(one.said(ann, 'oper', 'root', { password: 'wrong horse' }), 'wrongPassword');
  assert.equal(one.said(ann, 'oper', 'nobody', { password: PASSWORD }), 'noSuchUser');
  assert.equal(one.said(ann, 'oper', 'bob', { password: PASSWORD }), 'notPermitted');
  assert.equal(one.said(ann, 'kill', 'bob'), 'accountNeeded');
  assert.equal(one.said(ann, 'oper', 'root', { password: PASSWORD }), 'ok');
  const { entries } = one.replyOf(ann, 'audit');
  assert.deepEqual(
    entries.map(({ by, what, whom }) => [by, what, whom]),
    [['ann', 'oper', 'root']],
  );
  assert.equal(one.said(ann, 'deoper'), 'ok');
  assert.equal(one.said(ann, 'audit'), 'accountNeeded');
  assert.equal(one.said(ann, 'oper', 'root', { password: PASSWORD }), 'ok');
  one.said(ann, 'logout');
  one.said(ann, 'login', 'ann');
  assert.equal(one.said(ann, 'audit'), 'accountNeeded');
});

test('whose account is no operator’s any more is none either', () => {
  const { scene: one, root, bob } = scene();
  assert.equal(one.said(bob, 'oper', 'root', { password: PASSWORD }), 'ok');
  assert.equal(typeof one.said(bob, 'audit'), 'object');
  one.said(root, 'unregister', '', { password: PASSWORD });
  assert.equal(one.said(bob, 'audit'), 'notPermitted');
});

test('kill ends all connections of a person, who may say nothing, and of no operator', () => {
  const { scene: one, root, ann, bob } = scene();
  const second = one.registered('bob');
  one.replyOf(ann, 'create', '', { room: '#lunch' });
  one.replyOf(bob, 'join', '', { room: '#lunch' });
  ann.heard();
  const heard: unknown[] = [];
  ann.onEvent = (json) => {
    if (json.event === 'presence') heard.push([json.name, json.state, json.why]);
  };
  assert.equal(one.said(root, 'kill', 'bob', { why: 'floods' }), 'ok');
  assert.deepEqual([bob.ended, second.ended], Array(2).fill('killed by root: floods'));
  assert.deepEqual(heard, [['bob', 'offline', 'killed by root: floods']]);
  assert.equal(one.said(root, 'kill', 'bob'), 'noSuchUser');
  assert.equal(one.said(root, 'kill', 'root'), 'notPermitted');
  const [act] = one.replyOf(root, 'audit').entries;
  assert.deepEqual([act?.by, act?.what, act?.whom, act?.detail], ['root', 'kill', 'bob', 'floods']);
});
