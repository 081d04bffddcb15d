/** Checks a server's members, bans and audit log against the recorded acts. */
import assert from 'node:assert/strict';
import type { AccountClient, Answer } from '../account-client.ts';
import type { Act } from './acts.ts';
import { OUT, type Place, type Standing } from './place.ts';
import { describe, type Talk } from './talk.ts';

export interface Present {
  readonly name: string;
  readonly role: 'owner' | 'moderator' | 'member';
  readonly muted?: number;
}

export async function asked(
  what: string,
  asking: Promise<Answer | null>,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await asking;
  assert.ok(answer?.ok, `${what}: ${JSON.stringify(answer)}`);
  return answer.json;
}

/** Settles unknown acts; rejects with errors. */
export async function checkStanding(
  { name: room, people, owner, subject, standing, topic }: Place,
  asOwner: AccountClient,
  asSubject: AccountClient,
): Promise<void> {
  const who = await asked(`who ${room}`, asOwner.command('who', { room }));
  topic.observe(who.topic as string, `the topic of ${room}`);
  const present = who.people as Present[];
  const others = present.filter(({ name }) => name !== subject?.name);
  assert.deepEqual(
    new Map(others.map(({ name, role }) => [name, role])),
    new Map(people.map((one) => [one.name, one === owner ? 'owner' : 'member'])),
    `who is in ${room}`,
  );
  assert.equal(who.members, present.length);
  const { bans } = await asked(`bans ${room}`, asOwner.command('bans', { room }));
  const banned = (bans as { name: string }[]).some(({ name }) => name === subject?.name);
  const member = present.find(({ name }) => name === subject?.name);
  const listed = await isListed(asSubject, room);
  const isIn = member !== undefined;
  if (isIn) assert.ok(listed, `${room} is listed for a member`);
  const actual: Standing = {
    in: isIn,
    role: member?.role === 'moderator' ? 'moderator' : OUT.role,
    muted: member?.muted !== undefined,
    banned,
    invited: who.access === 'private' && listed && !isIn,
  };
  standing.observe(actual, `${subject?.name} in ${room}`);
  const read = await asSubject.command('history', { with: room });
  assert.equal(read?.ok, isIn, `who is in ${room} reads it, and nobody else`);
}

export async function isListed(client: AccountClient, room: string): Promise<boolean> {
  const { rooms } = await asked('rooms', client.command('rooms', { find: room }));
  return (rooms as { room: string }[]).some((one) => one.room === room);
}

/** Reads the audit log, from the newest entry back to one that was read before. */
export class AuditTrail {
  readonly #counts = new Map<string, number>();
  readonly #ids = new Map<string, number>();
  #newest = 0;

  /** `operator` reads the new entries; `again`: all of them. */
  async read(operator: AccountClient, again = false): Promise<void> {
    if (again) {
      this.#counts.clear();
      this.#newest = 0;
    }
    const upTo = this.#newest;
    for (let before = Number.MAX_SAFE_INTEGER; before > upTo; ) {
      const { entries } = await asked('audit', operator.command('audit', { before }));
      const page = entries as {
        id: number;
        what: string;
        room?: string;
        whom?: string;
        detail?: string;
      }[];
      if (page.length === 0) return;
      for (const { id, what, room = 'null', whom = 'null', detail = 'null' } of page) {
        assert.ok(id < before, 'the audit log is read backwards');
        before = id;
        if (id <= upTo) break;
        const words = `${what} ${room} ${whom} ${detail}`;
        this.#counts.set(words, (this.#counts.get(words) ?? 0) + 1);
        this.#ids.set(words, id);
        this.#newest = Math.max(this.#newest, id);
      }
    }
  }

  /** Checks that the log has exactly the acts that were done, and that silenced people said nothing afterwards. */
  check({ ledger, said }: Talk): void {
    const expected = new Map<string, number>();
    for (const { audit, done } of ledger.acts) {
      if (audit !== null && done === true) expected.set(audit, (expected.get(audit) ?? 0) + 1);
    }
    for (const words of new Set([...expected.keys(), ...this.#counts.keys()])) {
      assert.equal(this.#counts.get(words) ?? 0, expected.get(words) ?? 0, `audit: ${words}`);
    }
    for (const one of said) {
      const { before, there, id } = one;
      if (before === null || before.done !== true || !there.value || id === null) continue;
      const silenced = this.#idOf(before);
      assert.ok(id < silenced, `${describe(one)} came after ${before.audit}, ${silenced}`);
    }
  }

  #idOf({ audit }: Act): number {
    return this.#ids.get(audit ?? '') ?? assert.fail(`no entry: ${audit}`);
  }
}
