/** A room with somebody of each role in it, and around it: what the table of permissions is tried on. */
import assert from 'node:assert/strict';
import type { RemoteCommand } from '../../protocol/command-schemas.ts';
import { setOperator } from '../commands/account.ts';
import type { Options } from '../request.ts';
import { KINDS, ROLES, type RoomKindLetter, type RoomRole } from './room-permission-table.ts';
import { Scene } from './scene.ts';
import type { Answered, Talker } from './talker.ts';

/** Those that others do something to. */
const EXTRAS = ['a member', 'a moderator', 'an owner'] as const;

type Part = RoomRole | (typeof EXTRAS)[number] | 'a guest' | 'a stranger' | 'another operator';

/** What each says in the room, and is looked for. */
export const WORD = 'lunch';

export class RoomScene {
  readonly kind: RoomKindLetter;
  /** The room's name. */
  readonly room: string;
  readonly #scene = new Scene();
  readonly #people = new Map<Part, Talker>();
  /** What each of them has said in the room. */
  readonly #messages = new Map<Part, number>();

  constructor(kind: RoomKindLetter) {
    this.kind = kind;
    this.#people.set('nobody', this.#scene.connected());
    for (const part of ['a guest', 'guest', 'guest member'] as const) {
      const { size } = this.#people;
      this.#people.set(part, this.#scene.guest(`guest-${size}`, `198.51.100.${size}`));
    }
    for (const part of [...ROLES, ...EXTRAS, 'a stranger', 'another operator'] as const) {
      if (!this.#people.has(part)) this.#register(part);
    }
    this.room = this.#found();
    for (const part of [...ROLES, ...EXTRAS]) this.#visit(part);
    for (const part of [...ROLES, ...EXTRAS]) this.#become(part);
    this.#message('an owner');
  }

  person(part: Part): Talker {
    return this.#people.get(part) ?? assert.fail(`nobody is ${part}`);
  }

  name(part: Part): string {
    return this.person(part).session.person?.name ?? '';
  }

  /** What `part` said; where it could not, what an owner did. */
  messageOf(part: Part): number {
    return this.#messages.get(part) ?? this.#messages.get('an owner') ?? 0;
  }

  /** What `part` is answered in the end. */
  said(
    part: Part,
    command: RemoteCommand,
    name = '',
    options: Options = {},
    text = '',
  ): Answered | undefined {
    return this.#scene.said(this.person(part), command, name, options, text);
  }

  #does(part: Part, command: RemoteCommand, name = '', options: Options = {}, text = ''): Answered {
    const answer = this.said(part, command, name, options, text) ?? assert.fail('no answer');
    const done = answer === 'ok' || typeof answer === 'object';
    assert.ok(done, `${part} cannot ${command} ${name} (${this.kind}): ${JSON.stringify(answer)}`);
    return answer;
  }

  #register(part: Part): void {
    const talker = this.#scene.registered(`person-${this.#people.size}`);
    this.#people.set(part, talker);
    if (part !== 'operator' && part !== 'another operator') return;
    const account = talker.session.person?.account ?? assert.fail();
    setOperator(this.#scene.hub, account, true, (reason) => assert.equal(reason, 0));
    this.#scene.settle();
  }

  #found(): string {
    const options = { room: '#lunch', ...KINDS[this.kind] };
    const answer =
      this.kind === 'G'
        ? this.#does('an owner', 'group', '', { names: [this.name('a member')] })
        : this.#does('an owner', 'create', '', options);
    assert.ok(typeof answer === 'object' && 'kind' in answer && answer.kind === 'room');
    return answer.room.name;
  }

  /** `part` comes in, and says something. */
  #visit(part: Part): void {
    const { room } = this;
    const { person } = this.person(part).session;
    if (person === null || (person.account === null && !KINDS[this.kind].guests)) return;
    this.#does('an owner', 'invite', this.name(part), { room });
    this.#does(part, 'join', '', { room });
    this.#message(part);
  }

  #message(part: Part): void {
    const answer = this.#does(part, 'sendto', this.room, {}, `${WORD} at noon`);
    assert.ok(typeof answer === 'object' && 'id' in answer);
    this.#messages.set(part, answer.id);
  }

  /** `part`, who is in the room, becomes what it is called. */
  #become(part: Part): void {
    const { room } = this;
    const { person } = this.person(part).session;
    if (person === null || !this.#messages.has(part)) return;
    const isGone = ['guest', 'outside', 'invited', 'operator'].includes(part);
    if (isGone) this.#does(part, 'leave', '', { room });
    if (part === 'invited') this.#does('an owner', 'invite', this.name(part), { room });
    if (part === 'muted') this.#does('an owner', 'mute', this.name(part), { room });
    if (part === 'banned') this.#does('an owner', 'ban', this.name(part), { room });
    const role = part === 'a moderator' ? 'moderator' : part;
    if (role === 'moderator' || role === 'owner') {
      this.#does('an owner', 'role', this.name(part), { room, role });
    }
  }
}
