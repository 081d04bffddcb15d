/** Messages between accounts, and their names, devices and read markers, at a server that is killed again and again. */
import assert from 'node:assert/strict';
import { AccountClient } from '../account-client.ts';
import type { Random } from '../random.ts';
import { Journal } from './journal.ts';
import { Load } from './load.ts';
import type { Part } from './part.ts';
import { judge } from './verdict.ts';

const PEOPLE = 8;

export class DirectMessages implements Part {
  readonly #journal = new Journal(PEOPLE);

  get problems(): readonly unknown[] {
    return this.#journal.problems;
  }

  async prepare(port: number): Promise<void> {
    for (const { name, password, device } of this.#journal.people) {
      using client = await AccountClient.hello(port);
      const answer = await client.command('register', { name, password, device: device.label });
      assert.ok(answer?.ok, `register ${name}`);
      device.token = answer.json.token as string;
    }
  }

  /** Finds out the names of people who were being renamed when the server was killed. */
  async settle(port: number): Promise<void> {
    for (const person of this.#journal.people) {
      const { perhaps, password } = person;
      if (perhaps === null) continue;
      using client = await AccountClient.connect(port);
      const answer = await client.auth(perhaps, password);
      if (answer?.ok) person.name = perhaps;
      person.perhaps = null;
    }
  }

  run(port: number, round: number, random: Random): Promise<void> {
    return new Load(port, this.#journal, round, random).run();
  }

  async judge(port: number) {
    return { ...(await judge(port, this.#journal)) };
  }

  async afterwards(): Promise<void> {}
}
