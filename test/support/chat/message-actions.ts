/** Random actions on direct messages, each with the check of its answer. */

import assert from 'node:assert/strict';
import { commands } from '../../../src/chat/commands.ts';
import { encodeText } from '../../../src/protocol/bytes.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import type { Manner } from '../../../src/protocol/manner.ts';
import { wordsOf } from './answer-words.ts';
import type { Options } from './given.ts';
import { replyTo } from './replies.ts';
import { type Sent, textOf } from './sent.ts';
import type { SessionActions } from './session-actions.ts';
import type { Answer, SimulatedClient } from './simulated-client.ts';
import type { Simulation } from './simulation.ts';

const WORDS = ['lunch', 'Mittag', '昼', 'обед', 'déjeuner'];

/** A message as read back. */
interface Read {
  readonly id: number;
  readonly text: Uint8Array;
  readonly as: Manner | null;
}

export class MessageActions {
  readonly #simulation: Simulation;
  readonly #sessions: SessionActions;
  /** Recent messages with keys, to be sent again. */
  readonly #keyed: Sent[] = [];
  #texts = 0;

  constructor(simulation: Simulation, sessions: SessionActions) {
    this.#simulation = simulation;
    this.#sessions = sessions;
  }

  send(client: SimulatedClient, to: string): void {
    const { random } = this.#simulation;
    const { account } = client;
    const again = this.#keyed.filter(({ from }) => from === account);
    if (account !== null && again.length > 0 && random.oneIn(5)) {
      return this.#say(client, random.pick(again));
    }
    const number = ++this.#texts;
    const text = `${number} ${random.pick(WORDS)} ${'é'.repeat(random.below(20))}`;
    const key = account !== null && random.oneIn(3) ? `key ${number}` : null;
    const counts = { acknowledged: 0, stored: 0, open: 0, lost: 0, heardLive: 0 };
    const as = random.pick([null, null, 'action', 'notice'] as const);
    const sent: Sent = { text, key, to, as, from: account, ...counts };
    this.#simulation.sent.set(text, sent);
    if (key !== null) this.#keyed.push(sent);
    if (this.#keyed.length > 50) this.#keyed.shift();
    this.#say(client, sent);
  }

  #say(client: SimulatedClient, sent: Sent): void {
    const simulation = this.#simulation;
    const { random } = simulation;
    // The text is part of a larger buffer, which is reused.
    const encoded = encodeText(sent.text);
    const start = random.below(3);
    const end = start + encoded.length;
    const bytes = new Uint8Array(end + random.below(3)).fill(0xff);
    bytes.set(encoded, start);
    const heardLive = sent.heardLive;
    const { identity } = client;
    const recipient = simulation.accountOf(sent.to);
    const isDurable = client.account !== null && recipient !== null;
    const reachable = this.#reachable(sent.to, recipient, isDurable);
    sent.open++;
    simulation.changed.add(sent);
    simulation.sending = { sent, client };
    const given = { to: sent.to, key: sent.key ?? undefined, as: sent.as ?? undefined };
    const request = { given, bytes, start, end };
    client.ask(commands.sendto, request, {
      answered: (answer) => {
        sent.open--;
        simulation.count(`sendto${isDurable ? '' : ' live'}: ${wordsOf(answer)}`);
        if (answer.kind === 'success') {
          assert.ok(identity !== null && reachable);
          this.#acknowledged(sent, answer.stored?.id ?? null, isDurable, heardLive);
        } else {
          assert.ok(answer.kind === 'failure');
          const { reason } = answer;
          if (identity === null) assert.equal(reason, Reason.notLoggedIn);
          else if (sent.to.startsWith('#')) assert.equal(reason, Reason.noSuchRoom);
          else if (reason === Reason.noSuchUser) {
            assert.ok(!reachable || simulation.shaken.has(recipient ?? 0));
          } else if (reason === Reason.notStored) assert.ok(simulation.disturbed);
          else this.#refused(reason, isDurable);
        }
      },
      lost() {
        sent.open--;
        sent.lost++;
      },
    });
    simulation.sending = null;
    bytes.fill(0xff);
  }

  /** Can a person called `name` be written to? */
  #reachable(name: string, account: number | null, isDurable: boolean): boolean {
    const { clients } = this.#simulation;
    if (isDurable) return true;
    return clients.some((client) => {
      const isThem = client.guest === name || (account !== null && client.account === account);
      return isThem && !client.deaf;
    });
  }

  #acknowledged(sent: Sent, id: number | null, isDurable: boolean, heardLive: number): void {
    if (!isDurable) {
      // If anybody could refer to it, it has an id of an unstored message.
      assert.ok(id === null || id < 0);
      assert.ok(sent.heardLive > heardLive, 'delivered to nobody');
      return;
    }
    assert.ok(id !== null && id === sent.stored, 'acknowledged and not stored');
    sent.acknowledged = id;
  }

  #refused(reason: Reason, isDurable: boolean): void {
    assert.ok(isDurable, `a live message was refused with reason ${reason}`);
    assert.ok(
      reason === Reason.quotaReached || reason === Reason.busy || reason === Reason.accountNeeded,
      `refused with reason ${reason}`,
    );
  }

  history(client: SimulatedClient, name: string): void {
    const { random, storage } = this.#simulation;
    const me = client.account;
    const peer = this.#simulation.accountOf(name);
    const place = random.below(this.#texts + 1);
    const limit = 1 + random.below(10);
    const options = random.pick([{ limit }, { limit, before: place }, { limit, after: place }]);
    this.#ask(client, 'history', name, options, (messages) => {
      assert.ok(messages.length <= limit);
      for (const { id, text } of messages) {
        if (options.before !== undefined) assert.ok(id < options.before);
        if (options.after !== undefined) assert.ok(id > options.after);
        const message = storage.written.messages.get(id);
        if (message === undefined) continue;
        assert.deepEqual(text, message.text);
        assert.deepEqual(new Set([message.from, message.to]), new Set([me, peer]));
      }
    });
  }

  missed(client: SimulatedClient): void {
    const { random, storage } = this.#simulation;
    const after = random.below(client.lastHeard + 1);
    this.#ask(client, 'missed', '', { after }, (messages) => {
      for (const { id } of messages) {
        assert.ok(id > after);
        const to = storage.written.messages.get(id)?.to ?? client.account;
        assert.equal(to, client.account);
      }
    });
  }

  search(client: SimulatedClient, name: string): void {
    const { random } = this.#simulation;
    const word = random.pick(WORDS);
    const filter = random.pick(['', ` from:${name}`, ` with:${name}`]);
    this.#ask(client, 'search', '', { query: word + filter }, (messages) => {
      for (const { text } of messages) assert.ok(new TextDecoder().decode(text).includes(word));
    });
  }

  /** Requests messages: all must be between the requester and another person. */
  #ask(
    client: SimulatedClient,
    command: 'history' | 'missed' | 'search',
    name: string,
    options: Options,
    check: (messages: readonly Read[]) => void,
  ): void {
    const { storage } = this.#simulation;
    const me = client.account;
    this.#sessions.ask(client, command, name, options, (answer: Answer) => {
      const page = replyTo(command, answer);
      if (page === null) return assert.equal(answer.kind, 'failure');
      assert.ok(me !== null);
      for (const { id } of page.data.messages) {
        const message = storage.written.messages.get(id);
        // Or it was erased since.
        if (message === undefined) continue;
        assert.ok(message.from === me || message.to === me, "reads somebody else's conversation");
      }
      const { texts = [] } = page;
      check(
        page.data.messages.map(({ id, as = null }, index) => {
          const read = { id, as, text: texts[index] ?? assert.fail() };
          const sent = this.#simulation.sent.get(textOf(read.text));
          if (sent !== undefined) assert.equal(as, sent.as, 'meant in another way');
          return read;
        }),
      );
    });
  }

  unread(client: SimulatedClient): void {
    this.#sessions.ask(client, 'unread', '', {}, (answer) => {
      assert.ok(replyTo('unread', answer) !== null || answer.kind === 'failure');
    });
  }

  conversations(client: SimulatedClient): void {
    const { random, storage } = this.#simulation;
    const me = client.account;
    const limit = 1 + random.below(5);
    const place = random.below(this.#texts + 1);
    const options = random.oneIn(2) ? { limit } : { limit, beneath: place };
    this.#sessions.ask(client, 'conversations', '', options, (answer) => {
      const page = replyTo('conversations', answer);
      if (page === null) return assert.equal(answer.kind, 'failure');
      const { conversations } = page.data;
      assert.ok(conversations.length <= limit);
      assert.equal(new Set(conversations.map((one) => one.with)).size, conversations.length);
      let above = options.beneath ?? Number.POSITIVE_INFINITY;
      for (const { newest, at } of conversations) {
        assert.ok(newest < above, 'the newest first');
        above = newest;
        const message = storage.written.messages.get(newest);
        // Or it was erased since.
        if (message === undefined) continue;
        assert.equal(message.at, at);
        assert.ok(message.from === me || message.to === me, "somebody else's conversation");
      }
    });
  }

  received(client: SimulatedClient): void {
    const { account, device } = client;
    if (!client.hello || account === null) return;
    const simulation = this.#simulation;
    const upTo = simulation.random.below(client.lastHeard + 1);
    this.#sessions.ask(client, 'received', '', { upTo }, (answer) => {
      if (answer.kind === 'failure') return;
      // Without a remembered device, it shares the cursor of the plain clients.
      if (!simulation.storage.executed.devices.has(device ?? 0)) simulation.left(account, upTo);
    });
  }

  read(client: SimulatedClient, name: string): void {
    const upTo = this.#simulation.random.below(client.lastHeard + 1);
    this.#sessions.ask(client, 'read', name, { upTo }, (answer) => {
      assert.ok(answer.kind === 'success' || answer.kind === 'failure');
    });
  }
}
