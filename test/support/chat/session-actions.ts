/** Random logins, logouts and account changes, each with the check of its answer. */

import assert from 'node:assert/strict';
import { commands } from '../../../src/chat/commands.ts';
import type { Request } from '../../../src/chat/request.ts';
import { Reason } from '../../../src/protocol/frames.ts';
import { nameAllowed, nameMayBeRegistered } from '../../../src/protocol/names.ts';
import { expectReason, wordsOf } from './answer-words.ts';
import { givenOf, type Options } from './given.ts';
import { replyTo } from './replies.ts';
import { anyName, newName, PASSWORDS } from './session-names.ts';
import type { Answer, SimulatedClient } from './simulated-client.ts';
import { hashed } from './simulated-secrets.ts';
import type { Simulation } from './simulation.ts';

/** A token given to `client`. */
interface Token {
  readonly account: number;
  readonly device: number;
  readonly token: string;
}

export class SessionActions {
  readonly #simulation: Simulation;
  readonly #tokens: Token[] = [];

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  name(): string {
    return anyName(this.#simulation);
  }

  newName(): string {
    return newName(this.#simulation);
  }

  /** Gives `command`; `answered` is called with the answer, whenever it comes. */
  ask(
    client: SimulatedClient,
    command: keyof typeof commands,
    name: string,
    options: Options,
    answered: (answer: Answer) => void,
  ): void {
    const given = givenOf(command, name, options);
    const request: Request = { given, bytes: new Uint8Array(0), start: 0, end: 0 };
    client.ask(commands[command], request, {
      answered: (answer) => {
        this.#simulation.count(`${command}: ${wordsOf(answer)}`);
        answered(answer);
      },
      lost() {},
    });
  }

  hello(client: SimulatedClient): void {
    this.ask(client, 'hello', '', {}, (answer) => {
      if (answer.kind !== 'reply') return expectReason(answer, Reason.alreadyLoggedIn);
      assert.equal(client.identity, null);
      client.hello = true;
    });
  }

  loginAsGuest(client: SimulatedClient, name: string): void {
    const simulation = this.#simulation;
    const { settings, hub } = simulation;
    const account = simulation.accountOf(name);
    const taken = simulation.guestCalled(name) !== undefined || simulation.isReserved(name);
    const loggedIn = client.identity !== null;
    const full = hub.roster.names.length >= settings.peopleMax;
    this.ask(client, 'login', name, {}, (answer) => {
      if (answer.kind === 'success' || answer.kind === 'reply') {
        assert.ok(!loggedIn && nameAllowed(name) && account === null && !taken && !full);
        assert.ok(settings.guests);
        client.identity = { guest: name };
        return;
      }
      assert.ok(answer.kind === 'failure');
      if (loggedIn) assert.equal(answer.reason, Reason.alreadyLoggedIn);
      else if (!nameAllowed(name)) assert.equal(answer.reason, Reason.nameNotAllowed);
      else if (account !== null) {
        const removing = simulation.shaken.has(account) && answer.reason === Reason.nameInUse;
        assert.ok(removing || answer.reason === Reason.passwordNeeded);
      } else if (taken) assert.equal(answer.reason, Reason.nameInUse);
      else if (answer.reason === Reason.notPermitted) assert.ok(!settings.guests);
      else if (answer.reason === Reason.serverFull) assert.ok(full);
      // The name is being registered.
      else assert.equal(answer.reason, Reason.nameInUse);
    });
  }

  #password(account: number | null): string {
    const { random, storage } = this.#simulation;
    const record = storage.executed.accounts.get(account ?? 0)?.record.password;
    const right = PASSWORDS.find((password) => hashed(password) === record);
    return right === undefined || random.oneIn(4) ? random.pick(PASSWORDS) : right;
  }

  #fits(account: number, password: string): boolean {
    const { storage } = this.#simulation;
    return storage.executed.accounts.get(account)?.record.password === hashed(password);
  }

  loginWithPassword(client: SimulatedClient, name: string): void {
    const simulation = this.#simulation;
    const { random, storage } = simulation;
    const account = simulation.accountOf(name);
    const password = this.#password(account);
    const fits = account !== null && this.#fits(account, password);
    const device = client.hello && random.oneIn(2) ? 'device' : undefined;
    this.ask(client, 'login', name, { password, device }, (answer) => {
      if (answer.kind === 'success' || answer.kind === 'reply') {
        assert.ok(account !== null && fits && this.#fits(account, password), 'a wrong password');
        this.#entered(client, account, answer);
        return;
      }
      assert.ok(answer.kind === 'failure');
      const changing = account !== null && simulation.shaken.has(account);
      if (answer.reason === Reason.wrongPassword) {
        assert.ok(!fits || changing || !this.#fits(account ?? 0, password));
      } else if (answer.reason === Reason.noSuchUser) {
        assert.ok(account === null || changing || !storage.executed.accounts.has(account));
      }
    });
  }

  #entered(client: SimulatedClient, account: number, answer: Answer): void {
    const { storage } = this.#simulation;
    const welcome = replyTo('login', answer);
    assert.equal(welcome !== null, client.hello);
    if (welcome === null) return this.#simulation.entered(client, account, null);
    const { device = null, token, name } = welcome.data;
    assert.equal(name, this.#simulation.nameOf(account));
    if (device !== null) {
      assert.equal(storage.executed.devices.get(device)?.record.account, account);
      if (token) this.#tokens.push({ account, device, token });
    }
    this.#simulation.entered(client, account, device);
  }

  /** The device logs in again, or once more. */
  loginWithToken(client: SimulatedClient): void {
    const simulation = this.#simulation;
    const { random, storage } = simulation;
    if (this.#tokens.length === 0) return;
    const known = random.pick(this.#tokens);
    const { account, device, token } = known;
    const exists = storage.executed.accounts.has(account);
    const name = exists ? simulation.nameOf(account) : this.name();
    const loggedIn = client.identity !== null;
    this.ask(client, 'login', name, { token }, (answer) => {
      if (answer.kind === 'success' || answer.kind === 'reply') {
        assert.ok(exists && !loggedIn);
        assert.equal(storage.executed.devices.get(device)?.record.account, account);
        const beside = simulation.clientsOf(account).some((other) => other.device === device);
        if (beside) simulation.count('login: beside another connection of the device');
        if (client.hello) return this.#entered(client, account, answer);
        return simulation.entered(client, account, device);
      }
      assert.ok(answer.kind === 'failure');
      if (answer.reason === Reason.wrongPassword && !storage.executed.devices.has(device)) {
        this.#tokens.splice(this.#tokens.indexOf(known), 1);
      }
    });
  }

  register(client: SimulatedClient, name: string): void {
    const simulation = this.#simulation;
    const { random, settings, storage, codes: known } = simulation;
    const password = random.oneIn(20) ? 'short' : random.pick(PASSWORDS);
    const invitation = known.length > 0 && !random.oneIn(10) ? random.pick(known) : 'none';
    const device = client.hello && random.oneIn(2) ? 'device' : undefined;
    const before = { taken: simulation.accountOf(name) !== null || simulation.isReserved(name) };
    const codes = new Set(storage.executed.invitations.keys());
    this.ask(client, 'register', name, { password, invitation, device }, (answer) => {
      if (answer.kind === 'failure') return;
      assert.ok(!before.taken && nameAllowed(name) && nameMayBeRegistered(name));
      assert.notEqual(settings.registration, 'closed');
      if (settings.registration === 'invite') assert.ok(codes.has(invitation));
      const account = simulation.accountOf(name) ?? assert.fail('registered, and not there');
      assert.equal(simulation.nameOf(account), name);
      assert.ok(this.#fits(account, password));
      client.identity = null;
      this.#entered(client, account, answer);
    });
  }

  rename(client: SimulatedClient, name: string): void {
    const [simulation, { account, guest }] = [this.#simulation, client];
    const old = account === null ? '' : simulation.nameOf(account);
    const taken = simulation.isReserved(name) || simulation.guestCalled(name) !== undefined;
    this.ask(client, 'rename', name, {}, (answer) => {
      if (answer.kind === 'failure') return;
      if (guest !== null) {
        client.identity = { guest: name };
        return assert.ok(nameAllowed(name) && (!taken || name === guest));
      }
      assert.ok(account !== null && nameMayBeRegistered(name));
      assert.equal(simulation.nameOf(account), name);
      const kept = simulation.wasReserved(old) || simulation.accountOf(old) === account;
      assert.ok(kept || old === name, 'the old name is free');
    });
  }

  changePassword(client: SimulatedClient): void {
    const { random } = this.#simulation;
    const { account } = client;
    const [old, chosen] = [this.#password(account), random.pick(PASSWORDS)];
    const fits = account !== null && this.#fits(account, old);
    if (account !== null) this.#simulation.shaken.add(account);
    this.ask(client, 'change-password', '', { old, new: chosen }, (answer) => {
      if (answer.kind === 'failure') return;
      assert.ok(account !== null && fits && this.#fits(account, chosen));
      // Clients that know only the old password are out, and cannot log in again.
      for (const other of this.#simulation.clientsOf(account)) assert.equal(other, client);
      for (const { record } of this.#simulation.storage.executed.devices.values()) {
        if (record.account === account) assert.equal(record.id, client.device);
      }
    });
  }

  unregister(client: SimulatedClient): void {
    const simulation = this.#simulation;
    const { account } = client;
    const password = this.#password(account);
    const fits = account !== null && this.#fits(account, password);
    const name = account === null ? '' : simulation.nameOf(account);
    if (account !== null) simulation.shaken.add(account);
    this.ask(client, 'unregister', '', { password }, (answer) => {
      if (answer.kind === 'failure') return;
      assert.ok(account !== null && fits);
      assert.ok(!simulation.storage.executed.accounts.has(account));
      assert.ok(simulation.wasReserved(name), 'the name of a removed account is free');
      client.identity = null;
      assert.deepEqual(simulation.clientsOf(account), [], 'logged in to what is gone');
    });
  }

  list(client: SimulatedClient): void {
    this.ask(client, 'list', '', {}, ({ kind }) => assert.equal(kind, 'roster'));
  }

  logout(client: SimulatedClient): void {
    const loggedIn = client.identity !== null;
    this.ask(client, 'logout', '', {}, (answer) => {
      if (!loggedIn) return expectReason(answer, Reason.notLoggedIn);
      assert.equal(answer.kind, 'success');
      client.identity = null;
    });
  }

  sessions(client: SimulatedClient): void {
    const { random, storage } = this.#simulation;
    const { account } = client;
    this.ask(client, 'sessions', '', {}, (answer) => {
      const reply = replyTo('sessions', answer);
      if (reply === null) return;
      const { sessions } = reply.data;
      const there = this.#simulation.clientsOf(account ?? 0);
      assert.equal(new Set(sessions.map(({ id }) => id)).size, sessions.length);
      for (const { id, here, online } of sessions) {
        assert.equal(storage.executed.devices.get(id)?.record.account, account);
        assert.equal(here, client.device === id);
        assert.equal(
          online,
          there.some(({ device }) => device === id),
        );
      }
      // Later, after the answer.
      if (sessions.length > 0) this.#revoked = random.pick(sessions).id;
    });
  }

  #revoked = 1;

  revoke(client: SimulatedClient): void {
    const { storage } = this.#simulation;
    const { account } = client;
    const device = this.#revoked;
    const theirs = storage.executed.devices.get(device)?.record.account !== account;
    this.ask(client, 'revoke', '', { session: device }, (answer) => {
      if (answer.kind === 'failure') return;
      assert.ok(account !== null && !theirs, "revoked somebody else's device");
      assert.ok(!storage.executed.devices.has(device));
      if (client.device === device) client.identity = { account, device: null };
      for (const other of this.#simulation.clients) assert.notEqual(other.device, device);
    });
  }

  invite(client: SimulatedClient): void {
    const { codes } = this.#simulation;
    this.ask(client, 'invite-code', '', {}, (answer) => {
      const reply = replyTo('invite-code', answer);
      if (reply !== null) codes.push(reply.data.code);
      if (codes.length > 20) codes.shift();
    });
  }
}
