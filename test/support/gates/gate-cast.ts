/**
 * The people of the table of permissions at one gateway of a real server, and the rooms in which they try commands.
 * Registered people, who can be connected twice, set up rooms by COMMANDs; a guest has only the words of the gateway.
 */
import assert from 'node:assert/strict';
import { askServer, reachServer } from '../../../src/owner/control-client.ts';
import type { NamedScene } from '../chat/room-permission-commands.ts';
import { ROLES, type RoomKindLetter } from '../chat/room-permission-table.ts';
import {
  foundation,
  isGuest,
  PARTS,
  type Part,
  type Step,
  stages,
  visits,
} from '../chat/room-scene-plan.ts';
import type { Said } from '../chat/talker.ts';
import { PASSWORD } from '../owner.ts';
import {
  COMMANDS_OVER_TCP,
  type Gate,
  type GateAnswer,
  type GateClient,
  type Told,
} from './gate-client.ts';

let casts = 0;

/** The ways to a server: for clients, and for its owner. */
export interface Place {
  readonly port: number;
  readonly folder: string;
}

export class GateCast implements Disposable {
  /** Clients at the gateway, which try commands. */
  readonly #actors = new Map<Part, GateClient>();
  /** Clients at another gateway, which set up rooms. */
  readonly #helpers = new Map<Part, GateClient>();
  readonly #number = ++casts;
  /** The id of each person's last message by room, as an owner hears it. */
  readonly #heard = new Map<string, Map<string, number>>();
  #rooms = 0;

  /** Connects everybody. */
  static async assemble(place: Place, gate: Gate): Promise<GateCast> {
    const cast = new GateCast();
    await Promise.all(PARTS.map((part) => cast.#enter(part, place, gate)));
    cast.#helper('an owner').onTold = (told) => cast.#hear(told);
    return cast;
  }

  /** The name of `part`; empty for a client that is not logged in. */
  nameOf(part: Part): string {
    return part === 'nobody' ? '' : `${part.replaceAll(' ', '-')}${this.#number}`;
  }

  actor(part: Part): GateClient {
    return this.#actors.get(part) ?? assert.fail(`nobody tries as ${part}`);
  }

  /** A room with `parts` and an owner in it; null if the gateway has no words for a guest to join it. */
  async room(kind: RoomKindLetter, parts: readonly Part[]): Promise<GateRoom | null> {
    const number = ++this.#rooms;
    const word = `lunch${this.#number}x${number}`;
    const name = `#r${this.#number}x${number}`;
    const plan = (room: string) => stages(room, kind, parts, (part) => this.nameOf(part), word);
    if (
      !plan(name)
        .flat()
        .every((step) => this.#canSay(step))
    )
      return null;
    const { part: founder, said } = foundation(kind, name, this.nameOf('a member'));
    const { json } = await this.#helper(founder).does(...said);
    const room = json.room as string;
    const heard = new Map<string, number>();
    this.#heard.set(room, heard);
    let last: GateAnswer | undefined;
    for (const stage of plan(room)) {
      last = (await Promise.all(stage.map((step) => this.#does(step)))).at(-1);
    }
    heard.set(this.nameOf('an owner'), last?.json.message as number);
    const ids = new Map(parts.map((part) => [part, heard.get(this.nameOf(part))]));
    const nameOf = (part: Part) => this.nameOf(part);
    return new GateRoom(room, word, nameOf, ids, heard.get(nameOf('an owner')) ?? 0);
  }

  /** Removes a room, which may be gone already. */
  async end({ room }: GateRoom): Promise<void> {
    this.#heard.delete(room);
    await this.#helpers.get('another operator')?.say('remove-room', '', { room });
  }

  [Symbol.dispose](): void {
    for (const client of [...this.#actors.values(), ...this.#helpers.values()]) {
      client[Symbol.dispose]();
    }
  }

  async #enter(part: Part, place: Place, gate: Gate): Promise<void> {
    const name = this.nameOf(part);
    const isActor = ROLES.some((role) => role === part);
    if (!isGuest(part) && part !== 'nobody') {
      const helper = await COMMANDS_OVER_TCP.open(place.port);
      helper.onTold = () => {};
      this.#helpers.set(part, helper);
      await helper.enter(name, PASSWORD, true);
      if (part.endsWith('operator')) await makeOperator(place.folder, name);
    }
    if (!isActor && !isGuest(part)) return;
    const actor = await gate.open(place.port);
    actor.onTold = () => {};
    this.#actors.set(part, actor);
    if (part === 'nobody') await actor.begin();
    else await actor.enter(name, isGuest(part) ? null : PASSWORD);
  }

  #helper(part: Part): GateClient {
    return this.#helpers.get(part) ?? assert.fail(`nobody prepares ${part}`);
  }

  #client(part: Part): GateClient {
    return this.#helpers.get(part) ?? this.actor(part);
  }

  #canSay({ part, said }: Step): boolean {
    return this.#client(part).wordFor(said) !== null;
  }

  #does({ part, said }: Step): Promise<GateAnswer> {
    return this.#client(part).does(...said);
  }

  #hear({ json }: Told): void {
    const { event, from, to, id } = json;
    if (event === 'message') this.#heard.get(to as string)?.set(from as string, id as number);
  }
}

export class GateRoom implements NamedScene {
  readonly room: string;
  readonly word: string;
  readonly name: (part: Part) => string;
  readonly #ids: ReadonlyMap<Part, number | undefined>;
  readonly #ownersId: number;

  constructor(
    room: string,
    word: string,
    name: (part: Part) => string,
    ids: ReadonlyMap<Part, number | undefined>,
    ownersId: number,
  ) {
    this.room = room;
    this.word = word;
    this.name = name;
    this.#ids = ids;
    this.#ownersId = ownersId;
  }

  messageOf(part: Part): number {
    return this.#ids.get(part) ?? this.#ownersId;
  }
}

/** The people needed in a room of the kind to try this command, besides the owner, who is always there. */
export function neededFor(
  say: (scene: NamedScene, role: Part) => Said,
  role: Part,
  kind: RoomKindLetter,
): Part[] {
  const needed = new Set<Part>([role]);
  const notes = (part: Part) => void needed.add(part);
  say(
    {
      room: '#r',
      word: 'w',
      name(part) {
        notes(part);
        return 'n';
      },
      messageOf(part) {
        notes(part);
        return 1;
      },
    },
    role,
  );
  // The last owner of a room cannot be demoted.
  if (needed.has('an owner')) needed.add('owner');
  return [...needed].filter((part) => part !== 'an owner' && visits(part, kind));
}

/** The owner's socket allows few connections, so requests go one after the other. */
let asked: Promise<void> = Promise.resolve();

function makeOperator(folder: string, name: string): Promise<void> {
  asked = asked.then(() => askForOperator(folder, name));
  return asked;
}

async function askForOperator(folder: string, name: string): Promise<void> {
  const socket = (await reachServer(folder)) ?? assert.fail('the server has no control socket');
  for await (const _ of askServer(socket, { operation: 'account-operator', name, operator: true }));
}
