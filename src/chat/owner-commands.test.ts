/** The owner's commands: who may give them, what they answer, and what they wait for. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scene } from '../../test/support/chat/scene.ts';
import { Reason, reasonText } from '../protocol/frames.ts';
import {
  type OwnerArguments,
  type OwnerCommandName,
  ownerContracts,
} from '../protocol/owner-contracts.ts';
import { type Answer, reasonOf } from './answer.ts';
import { type Asker, EVERY_SCOPE, OWNER } from './calls.ts';
import { commands } from './commands.ts';
import { ask } from './execution.ts';
import { ownerCommands } from './owner-commands.ts';
import { type Command, requestOf } from './request.ts';

const PASSWORD = 'correct horse';
const NAMES = Object.keys(ownerContracts) as OwnerCommandName[];

let scene: Scene;

beforeEach(() => {
  scene = new Scene({ accountsMax: 3 });
});

/** Answers, of which each is in the contract of `name`. */
function asked<Name extends OwnerCommandName>(
  name: Name,
  given: OwnerArguments<Name>,
  asker: Asker = OWNER,
): Answer[] {
  const answers: Answer[] = [];
  const command: Command<OwnerCommandName> = ownerCommands[name];
  ask(scene.hub, asker, command, requestOf(given), (answer) => {
    const reason = reasonOf(answer);
    const known: readonly Reason[] = ownerContracts[name].reasons;
    const fits =
      reason === Reason.none
        ? typeof answer === 'object' &&
          'data' in answer &&
          ownerContracts[name].reply.safeParse(answer.data).success
        : !asker.owner || known.includes(reason);
    assert.ok(fits, `${name}: ${reasonText(reason)} ${JSON.stringify(answer)}`);
    answers.push(answer);
  });
  return answers;
}

/** The only answer, when nothing is under way any more. */
function told<Name extends OwnerCommandName>(name: Name, given: OwnerArguments<Name>) {
  const answers = asked(name, given);
  scene.settle();
  assert.equal(answers.length, 1);
  const answer = answers[0] as Answer;
  if (typeof answer === 'object' && 'data' in answer) return answer.data;
  return reasonOf(answer);
}

function given(name: string) {
  return { name, password: PASSWORD, operator: true };
}

test('nobody but the owner may give them, and no client has them', () => {
  scene.registered('alice');
  const { id } = scene.hub.accountOf('alice') ?? assert.fail();
  const asker = { ...OWNER, owner: false, scopes: EVERY_SCOPE };
  for (const name of NAMES) {
    for (const account of [null, id]) {
      assert.deepEqual(asked(name, given('alice'), { ...asker, account }), [Reason.notPermitted]);
    }
    assert.ok(!(name in commands), name);
  }
});

test('an account is registered, made an operator, and removed with what was said of it', () => {
  const added = told('account-add', { name: 'alice', password: PASSWORD });
  assert.ok(typeof added === 'object');
  assert.deepEqual(added, { ...added, id: 1, name: 'alice', devices: 0, operator: false });
  const promoted = { ...added, operator: true };
  assert.deepEqual(told('account-operator', { name: 'alice', operator: true }), promoted);
  assert.deepEqual(told('account-remove', { name: 'alice' }), promoted);
  assert.equal(told('account-remove', { name: 'alice' }), Reason.noSuchUser);
  assert.equal(told('account-add', { name: 'alice', password: PASSWORD }), Reason.nameInUse);
});

test('names, passwords and numbers of accounts have their limits', () => {
  assert.equal(told('account-add', { name: 'a b', password: PASSWORD }), Reason.nameNotAllowed);
  assert.equal(told('account-add', { name: 'alice', password: 'x' }), Reason.passwordNotAllowed);
  scene.guest('gus');
  assert.equal(told('account-add', { name: 'gus', password: PASSWORD }), Reason.nameInUse);
  for (const name of ['ann', 'ben', 'cid']) {
    assert.ok(typeof told('account-add', { name, password: PASSWORD }) === 'object');
  }
  assert.equal(told('account-add', { name: 'dan', password: PASSWORD }), Reason.serverFull);
  assert.equal(
    told('account-reset-password', { name: 'ann', password: 'x' }),
    Reason.passwordNotAllowed,
  );
});

test('a name is claimed while its password is hashed, and free again where that fails', () => {
  const first = asked('account-add', { name: 'alice', password: PASSWORD });
  assert.equal(reasonOf(asked('account-add', given('ALICE'))[0] as Answer), Reason.nameInUse);
  scene.step();
  scene.storage.fail(0);
  scene.settle();
  assert.deepEqual(first, [Reason.notStored]);
  assert.ok(typeof told('account-add', { name: 'ALICE', password: PASSWORD }) === 'object');
});

test('each waits for a change of the account that is under way', () => {
  const alice = scene.registered('alice');
  alice.say('notices', '', { on: false });
  for (const name of ['account-operator', 'account-remove', 'account-reset-password'] as const) {
    assert.deepEqual(asked(name, given('alice')), [Reason.busy]);
  }
  scene.settle();
  const changed = told('account-reset-password', { name: 'alice', password: `${PASSWORD}!` });
  assert.ok(typeof changed === 'object');
  assert.equal(alice.ended, 'the password was changed');
});

test('a name in another spelling is somebody else, who is named', () => {
  scene.registered('alice');
  for (const name of ['account-operator', 'account-remove', 'account-reset-password'] as const) {
    const [answer] = asked(name, given('Alice'));
    const why = 'nobody is registered as Alice; did you mean alice?';
    assert.deepEqual(answer, { reason: Reason.noSuchUser, why });
  }
});
