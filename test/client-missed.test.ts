/** Missed messages arrive once, and in order with live ones, whatever happens meanwhile: checked against a model. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadVocabulary } from '../src/client/own-vocabulary.ts';
import { Session } from '../src/client/session.ts';
import { FakeClock, FakeNetwork } from './support/controlled-network.ts';
import { chosenSeed, Random } from './support/random.ts';

const ROUNDS = 60;

interface Stored {
  readonly id: number;
  readonly text: string;
}

/** A server with one account, whose device has a place, and a client that is that device, as others may be. */
class Model {
  readonly #random: Random;
  readonly #network = new FakeNetwork();
  readonly #clock = new FakeClock();
  readonly #session: Session;
  /** What bob sent to alice. */
  readonly #stored: Stored[] = [];
  #lastId = 0;
  #place = 0;
  /** The place when the client logged in. */
  #placeThen = 0;
  /** Was the client told where it begins? */
  #isPlaced = false;
  /** What alice's other devices sent while the client could hear it. */
  readonly #own: string[] = [];
  readonly #guests: string[] = [];
  readonly #heard: { from: string; text: string; id: number | null }[] = [];
  #connected = false;
  /** What the server says no longer arrives; the connection is about to break. */
  #doomed = false;
  #unreadOwed = 0;
  /** Questions without an answer; what the archive had when they were asked. */
  #asked: { words: string[]; archive: number }[] = [];
  readonly #pageMax: number;

  constructor(random: Random) {
    this.#random = random;
    this.#pageMax = random.of([1, 3, 50]);
    this.#network.extended = true;
    const { open } = this.#network;
    const heard = ({ from, text, id }: { from: string; text: string; id: number | null }): void => {
      this.#heard.push({ from, text, id });
    };
    const listener = { message: heard } as unknown as ConstructorParameters<typeof Session>[1];
    for (const name of ['opened', 'reply', 'unanswered', 'event', 'lost', 'restored'] as const) {
      listener[name] = () => {};
    }
    const world = {
      ...this.#clock,
      open,
      loadVocabulary,
      random: () => 0.5,
      client: 'model',
      missedMax: Infinity,
    };
    this.#session = new Session(world, listener);
    this.#network.accept();
    this.#session.login('alice', { token: 't' });
    this.#loggedIn();
  }

  #loggedIn(): void {
    this.#network.sent.length = 0;
    this.#network.reply({ name: 'alice', registered: true });
    this.#connected = true;
    this.#placeThen = this.#place;
    this.#unreadOwed = this.#random.once(5) ? 2 : 1;
    this.#takeQuestions();
  }

  #takeQuestions(): void {
    for (const line of this.#network.sent.splice(0)) {
      this.#asked.push({ words: line.split(' '), archive: this.#stored.length });
    }
  }

  /** Something happens. */
  step(): void {
    const random = this.#random;
    const choice = random.below(13);
    if (choice === 12) return this.#receiveElsewhere();
    if (choice < 4)
      this.#store(this.#pageMax === 50 && random.once(60) ? 1100 : random.between(1, 3));
    else if (choice < 5) this.#sendFromElsewhere();
    else if (choice < 6) this.#sendFromGuest();
    else if (choice < 8) this.#sayUnread();
    else if (choice < 10) this.#answer();
    else if (choice < 11) this.#clock.pass(random.below(1500));
    else if (random.once(3)) this.#doomed = true;
    else if (random.once(2)) this.#reconnect();
    this.#takeQuestions();
  }

  #event(json: object, text = ''): void {
    if (this.#connected && !this.#doomed) this.#network.event(json, text);
  }

  #store(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#lastId += this.#random.between(1, 3);
      const text = `message ${this.#lastId}`;
      this.#stored.push({ id: this.#lastId, text });
      this.#event({ event: 'message', id: this.#lastId, at: 1, from: 'bob', to: 'alice' }, text);
    }
  }

  #sendFromElsewhere(): void {
    if (!this.#connected || this.#doomed) return;
    const text = `own ${++this.#lastId}`;
    this.#own.push(text);
    const to = this.#random.of(['bob', 'alice']);
    this.#event({ event: 'message', id: this.#lastId, at: 1, from: 'alice', to }, text);
  }

  /** Another connection of the device has received everything, and says so. */
  #receiveElsewhere(): void {
    if (this.#isPlaced) this.#place = this.#stored.at(-1)?.id ?? 0;
  }

  #sendFromGuest(): void {
    if (!this.#connected || this.#doomed) return;
    const text = `guest ${this.#guests.length}`;
    this.#guests.push(text);
    this.#event({ event: 'message', from: 'guest', to: 'alice' }, text);
  }

  #sayUnread(): void {
    if (!this.#connected || this.#unreadOwed === 0) return;
    this.#unreadOwed--;
    this.#isPlaced ||= !this.#doomed;
    this.#event({ event: 'unread', place: this.#placeThen, conversations: [] });
  }

  /** Answers the oldest question; what has been stored since it was asked may be in it. */
  #answer(): void {
    const asked = this.#asked.shift();
    if (asked === undefined || this.#doomed) return;
    const [command, number] = asked.words;
    if (this.#random.once(8)) return this.#network.fail(15);
    if (command === 'received') {
      this.#place = Math.max(this.#place, Number(number));
      return this.#network.reply();
    }
    const seen = this.#random.once(2) ? asked.archive : this.#stored.length;
    const all = this.#stored.slice(0, seen).filter(({ id }) => id > Number(number));
    const page = all.slice(0, this.#pageMax);
    const messages = page.map(({ id, text }) => {
      return { id, at: 1, from: 'bob', to: 'alice', bytes: text.length };
    });
    this.#network.reply(
      { messages, more: all.length > page.length },
      page.map(({ text }) => text).join(''),
    );
  }

  #reconnect(): void {
    this.#network.break('reset');
    this.#connected = false;
    this.#doomed = false;
    this.#asked = [];
    if (this.#random.once(2)) this.#store(this.#random.between(1, 5));
    this.#clock.pass(30_000);
    this.#network.accept();
    if (this.#random.once(4)) return this.#reconnect();
    this.#loggedIn();
  }

  /** Lets everything come to its end, and compares. */
  check(): void {
    if (this.#doomed) this.#reconnect();
    while (this.#unreadOwed > 0) this.#sayUnread();
    for (let quiet = 0; quiet < 3; ) {
      this.#takeQuestions();
      quiet = this.#asked.length === 0 ? quiet + 1 : 0;
      while (this.#asked.length > 0) this.#answer();
      this.#clock.pass(1000);
    }
    const from = (name: string): string[] =>
      this.#heard.filter((one) => one.from === name).map(({ text }) => text);
    const stored = this.#stored.map(({ text }) => text);
    assert.deepEqual(from('bob'), stored);
    assert.deepEqual(from('guest'), this.#guests);
    assert.deepEqual(from('alice').toSorted(), this.#own.toSorted());
    assert.equal(this.#place, this.#stored.at(-1)?.id ?? 0);
  }
}

describe('what was missed', () => {
  const seed = chosenSeed();
  test(`comes once and in order, whatever happens (TEST_SEED=${seed})`, () => {
    const random = new Random(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const model = new Model(random.fork());
      const steps = random.between(5, 150);
      for (let i = 0; i < steps; i++) model.step();
      model.check();
    }
  });
});
