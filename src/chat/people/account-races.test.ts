/** Races of accounts and their messages, in orders that random tests rarely reach. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenOf, type Options } from '../../../test/support/chat/given.ts';
import { Random } from '../../../test/support/chat/random.ts';
import { dataOf } from '../../../test/support/chat/replies.ts';
import { type Answer, SimulatedClient } from '../../../test/support/chat/simulated-client.ts';
import { SimulatedSecrets } from '../../../test/support/chat/simulated-secrets.ts';
import { SimulatedStorage } from '../../../test/support/chat/simulated-storage.ts';
import { Clock, SETTINGS, simulatedWorld } from '../../../test/support/chat/simulated-world.ts';
import { encodeText } from '../../protocol/bytes.ts';
import { Reason } from '../../protocol/frames.ts';
import { commands } from '../commands.ts';
import { Hub } from '../hub.ts';
import type { PasswordGate } from '../secrets.ts';

const password = 'a password';

/** A server and its clients. */
class Scene {
  readonly #random = new Random(1);
  readonly #clock = new Clock();
  readonly storage = new SimulatedStorage(this.#random, () => this.#clock.now);
  readonly secrets = new SimulatedSecrets(this.#random, Number.POSITIVE_INFINITY);
  readonly guesses: PasswordGate = {
    waitMs: () => 0,
    failed() {},
    succeeded() {},
    untried() {},
  };
  hub = this.#start();
  #people: Person[] = [];

  #start(): Hub {
    const world = simulatedWorld(this.#random, this.#clock, this.storage, this.secrets);
    return new Hub(SETTINGS, { ...world, guesses: this.guesses });
  }

  restart(): void {
    this.storage.commit();
    this.storage.crash();
    this.#people = [];
    this.hub = this.#start();
  }

  person(): Person {
    const person = new Person(this);
    this.#people.push(person);
    return person;
  }

  settle(): void {
    while (!this.storage.idle || this.secrets.waiting > 0) {
      this.storage.commit();
      this.storage.read();
      this.storage.answer();
      this.secrets.finishOne();
      for (const { client } of this.#people) client.flush(() => {});
    }
  }

  /** Registers `name`, who is away. */
  registered(name: string): void {
    const person = this.person();
    person.say('register', name, { password });
    this.settle();
    person.client.disconnect();
  }

  loggedIn(name: string, hello = false): Person {
    const person = this.person();
    if (hello) person.say('hello');
    person.say('login', name, { password });
    this.settle();
    return person;
  }

  waiting(name: string): number | undefined {
    return this.hub.accountOf(name)?.waiting.total;
  }
}

class Person {
  readonly client: SimulatedClient;
  readonly heard: string[] = [];
  readonly answers: Answer[] = [];

  constructor(scene: Scene) {
    this.client = new SimulatedClient(scene.hub, 1, '192.0.2.1', {
      message: (_client, { text }) => this.heard.push(text),
      answered() {},
      abandoned() {},
    });
  }

  say(command: keyof typeof commands, name = '', options: Options = {}, text = ''): void {
    const bytes = encodeText(text);
    const given = givenOf(command, name, options);
    const request = { given, bytes, start: 0, end: bytes.length };
    this.client.ask(commands[command], request, {
      answered: (answer) => {
        this.answers.push(answer);
        if (command === 'hello' && answer.kind === 'reply') this.client.hello = true;
      },
      lost() {},
    });
  }
}

test('while a password is being changed the account is not renamed: the old one would come back', () => {
  const scene = new Scene();
  scene.registered('alice');
  const [one, two] = [scene.loggedIn('alice'), scene.loggedIn('alice')];
  one.say('change-password', '', { old: password, new: 'another one' });
  scene.secrets.finishOne();
  scene.secrets.finishOne();
  two.say('rename', 'alicia');
  assert.deepEqual(two.answers.at(-1), { kind: 'failure', reason: Reason.busy });
  scene.settle();
  assert.deepEqual(one.answers.at(-1), { kind: 'success', stored: undefined });
  scene.restart();
  assert.deepEqual(scene.loggedIn('alice').answers, [
    { kind: 'failure', reason: Reason.wrongPassword },
  ]);
});

test('while an account is being renamed it is not removed: its new name would be free', () => {
  const scene = new Scene();
  scene.registered('alice');
  const [one, two] = [scene.loggedIn('alice'), scene.loggedIn('alice')];
  two.say('unregister', '', { password });
  one.say('rename', 'alicia');
  scene.secrets.finishOne();
  assert.deepEqual(two.answers.at(-1), { kind: 'failure', reason: Reason.busy });
});

test('after a start, what waits is counted until a device has received all of it', () => {
  const scene = new Scene();
  scene.registered('alice');
  scene.registered('bob');
  const alice = scene.loggedIn('alice');
  for (const text of ['one', 'two']) alice.say('sendto', 'bob', {}, text);
  scene.settle();
  scene.restart();
  assert.equal(scene.waiting('bob'), 2);
  const ids = [...scene.storage.written.messages.keys()];
  const bob = scene.loggedIn('bob', true);
  bob.say('received', '', { upTo: ids[0] });
  scene.settle();
  assert.equal(scene.waiting('bob'), 2);
  bob.say('received', '', { upTo: ids[1] });
  scene.settle();
  assert.equal(scene.waiting('bob'), 0);
  assert.deepEqual(scene.storage.database.open().waiting, []);
});

test('a device hears a message that a plain client read from the archive before it was executed', () => {
  const scene = new Scene();
  scene.registered('alice');
  scene.registered('bob');
  const [alice, plain] = [scene.loggedIn('alice'), scene.person()];
  alice.say('sendto', 'bob', {}, 'waits');
  scene.storage.commit();
  plain.say('login', 'bob', { password });
  scene.secrets.finishOne();
  alice.say('sendto', 'bob', {}, 'hi');
  scene.storage.write(2);
  scene.storage.read();
  scene.storage.answer();
  plain.client.flush(() => {});
  assert.deepEqual(plain.heard, ['waits', 'hi']);
  const device = scene.person();
  device.say('hello');
  device.say('login', 'bob', { password });
  scene.secrets.finishOne();
  scene.settle();
  assert.deepEqual(device.heard, ['hi']);
  assert.deepEqual(plain.heard, ['waits', 'hi']);
});

test('a device comes back by its token where its owner was renamed meanwhile, until that is revoked', () => {
  const scene = new Scene();
  scene.registered('alice');
  const laptop = scene.person();
  laptop.say('hello');
  laptop.say('login', 'alice', { password, device: 'laptop' });
  scene.settle();
  const [, welcome] = laptop.answers;
  const { token, device } = dataOf('login', welcome);
  assert.ok(token);
  laptop.client.disconnect();
  scene.loggedIn('alice').say('rename', 'alison');
  scene.settle();
  const back = (name: string) => {
    const person = scene.person();
    person.say('hello');
    person.say('login', name, { token });
    return person;
  };
  for (const again of ['at once', 'after a restart']) {
    const [, answer] = back('alice').answers;
    assert.equal(dataOf('login', answer).name, 'alison', again);
    scene.settle();
    scene.restart();
  }
  // A name that now belongs to someone else is not taken for a former own name.
  scene.registered('carol');
  assert.deepEqual(back('carol').answers[1], { kind: 'failure', reason: Reason.wrongPassword });
  scene.loggedIn('alison').say('revoke', '', { session: device ?? 0 });
  scene.settle();
  assert.deepEqual(back('alice').answers[1], { kind: 'failure', reason: Reason.noSuchUser });
});

test("a token is nobody's while its account is being removed, and after", () => {
  const scene = new Scene();
  scene.registered('alice');
  const alice = scene.person();
  alice.say('hello');
  alice.say('login', 'alice', { password, device: 'laptop' });
  scene.settle();
  const [, welcome] = alice.answers;
  const { token } = dataOf('login', welcome);
  assert.ok(token);
  alice.say('unregister', '', { password });
  scene.secrets.finishOne();
  for (const when of ['while', 'after']) {
    const person = scene.person();
    person.say('login', 'alice', { token });
    const noSuchUser = { kind: 'failure', reason: Reason.noSuchUser };
    assert.deepEqual(person.answers, [noSuchUser], when);
    scene.settle();
  }
});

test('a device that says it has received what was never sent hides nothing that is yet to come', () => {
  const scene = new Scene();
  scene.registered('alice');
  scene.registered('bob');
  const bob = scene.loggedIn('bob');
  const say = (text: string) => {
    bob.say('sendto', 'alice', {}, text);
    scene.settle();
  };
  for (const text of ['before anything is known', 'after']) {
    const device = scene.loggedIn('alice', true);
    device.say('received', '', { upTo: Number.MAX_SAFE_INTEGER });
    scene.settle();
    device.client.disconnect();
    say(text);
    const plain = scene.loggedIn('alice');
    assert.deepEqual(plain.heard, [text]);
    say('live');
    assert.deepEqual(plain.heard, [text, 'live']);
    plain.client.disconnect();
  }
});

test('a retry does not take back the count of another message', () => {
  const scene = new Scene();
  scene.registered('alice');
  scene.registered('bob');
  const alice = scene.loggedIn('alice');
  alice.say('sendto', 'bob', { key: 'one' }, 'one');
  scene.settle();
  alice.say('sendto', 'bob', { key: 'one' }, 'one');
  // Bob comes, receives, and is away again before the log reports that it was a retry.
  const bob = scene.person();
  bob.say('hello');
  bob.say('login', 'bob', { password });
  scene.secrets.finishOne();
  bob.say('received', '', { upTo: [...scene.storage.written.messages.keys()][0] });
  assert.equal(scene.waiting('bob'), 0);
  bob.client.disconnect();
  alice.say('sendto', 'bob', {}, 'two');
  scene.storage.commit();
  assert.equal(scene.waiting('bob'), 1);
});

test('what a plain client missed comes when the archive can be read again, without a message or a login', () => {
  const scene = new Scene();
  scene.registered('alice');
  scene.registered('bob');
  const bob = scene.loggedIn('bob');
  bob.say('sendto', 'alice', {}, 'while you were away');
  scene.settle();
  const alice = scene.person();
  alice.say('login', 'alice', { password });
  scene.secrets.finishOne();
  scene.storage.read(false);
  scene.storage.answer();
  scene.hub.tryAgain();
  scene.storage.read(false);
  scene.storage.answer();
  scene.settle();
  assert.deepEqual(alice.heard, []);
  scene.hub.tryAgain();
  scene.settle();
  assert.deepEqual(alice.heard, ['while you were away']);
  assert.equal(scene.waiting('alice'), 0);
});

test('who has left is not given what could not be read', () => {
  const scene = new Scene();
  scene.registered('alice');
  const alice = scene.person();
  alice.say('login', 'alice', { password });
  scene.secrets.finishOne();
  scene.storage.read(false);
  scene.storage.answer();
  alice.client.disconnect();
  scene.hub.tryAgain();
  assert.ok(scene.storage.idle);
});

test('a password that nobody had the time to look at is no failed try, also where its client has left', () => {
  const scene = new Scene();
  scene.registered('alice');
  let counted = 0;
  scene.guesses.failed = () => counted++;
  scene.guesses.untried = () => counted--;
  scene.secrets.verify = (_record, _password, requester, done) =>
    scene.secrets.hash('', requester, () => done(null));
  const waiting = scene.loggedIn('alice');
  assert.deepEqual(waiting.answers, [{ kind: 'failure', reason: Reason.busy }]);
  const leaving = scene.person();
  leaving.say('login', 'alice', { password });
  assert.equal(counted, 1);
  leaving.client.disconnect();
  scene.settle();
  assert.equal(counted, 0);
});
