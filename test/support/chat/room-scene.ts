/** A room with a person of each role in and around it, on which the table of permissions is tried. */
import assert from 'node:assert/strict';
import { makeOperator } from './owner.ts';
import { dataOf } from './replies.ts';
import type { NamedScene } from './room-permission-commands.ts';
import type { RoomKindLetter } from './room-permission-table.ts';
import { foundation, isGuest, PARTS, type Part, type Step, stages } from './room-scene-plan.ts';
import { Scene } from './scene.ts';
import type { Answered, Said, Talker } from './talker.ts';

export class RoomScene implements NamedScene {
  readonly kind: RoomKindLetter;
  /** The room's name. */
  readonly room: string;
  readonly word = 'lunch';
  readonly #scene = new Scene();
  readonly #people = new Map<Part, Talker>();
  /** The id of each part's message in the room. */
  readonly #messages = new Map<Part, number>();

  constructor(kind: RoomKindLetter) {
    this.kind = kind;
    for (const part of PARTS) this.#enter(part);
    const made = this.#does(foundation(kind, '#lunch', this.name('a member')));
    this.room = dataOf('create', made).room;
    const plan = stages(this.room, kind, PARTS, (part) => this.name(part), this.word);
    for (const step of plan.flat()) this.#does(step);
  }

  person(part: Part): Talker {
    return this.#people.get(part) ?? assert.fail(`nobody is ${part}`);
  }

  name(part: Part): string {
    return this.person(part).hubClient.person?.name ?? '';
  }

  messageOf(part: Part): number {
    return this.#messages.get(part) ?? this.#messages.get('an owner') ?? 0;
  }

  /** The final answer to `part`'s command. */
  said(part: Part, ...said: Said): Answered | undefined {
    return this.#scene.said(this.person(part), ...said);
  }

  #does({ part, said }: Step): Answered {
    const answer = this.said(part, ...said) ?? assert.fail('no answer');
    const done = answer === 'ok' || typeof answer === 'object';
    assert.ok(done, `${part} cannot ${said.join(' ')} (${this.kind}): ${JSON.stringify(answer)}`);
    if (typeof answer === 'object' && 'id' in answer) this.#messages.set(part, answer.id);
    return answer;
  }

  #enter(part: Part): void {
    const { size } = this.#people;
    if (part === 'nobody') this.#people.set(part, this.#scene.connected());
    else if (isGuest(part)) {
      this.#people.set(part, this.#scene.guest(`guest-${size}`, `198.51.100.${size}`));
    } else this.#register(part);
  }

  #register(part: Part): void {
    const talker = this.#scene.registered(`person-${this.#people.size}`);
    this.#people.set(part, talker);
    if (part !== 'operator' && part !== 'another operator') return;
    makeOperator(this.#scene.hub, talker.hubClient.person?.name ?? assert.fail());
    this.#scene.settle();
  }
}
