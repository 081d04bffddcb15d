/**
 * Permissions in rooms, at each gateway: every cell of test/support/chat/room-permission-table.ts is tried over a real
 * socket, and the answer compared. A cell is left out where the gateway has no command for it, or none by which a guest
 * could get into the situation (support/gates/words.ts lists the commands).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { changesNothing, SAID } from './support/chat/room-permission-commands.ts';
import {
  canBe,
  type Expected,
  KINDS,
  PERMISSION_ROWS,
  ROLES,
  type RoomKindLetter,
  type RoomRole,
} from './support/chat/room-permission-table.ts';
import { PARTS } from './support/chat/room-scene-plan.ts';
import { GateCast, type GateRoom, neededFor } from './support/gates/gate-cast.ts';
import { GATES, type Gate, type GateAnswer } from './support/gates/gate-client.ts';
import { OwnedData } from './support/owner.ts';
import { chosenSeed } from './support/random.ts';
import { SCALE } from './support/scale.ts';
import type { ServerProcess } from './support/server-process.ts';

/** Rooms that are being tried at a time, of each kind at each gateway. */
const AT_A_TIME = 8;

/** What needs a room of its own is all said at the first gateway; at the others a third of it, or all in the soak. */
const THIRD = SCALE > 1 ? null : chosenSeed() % 3;

const data = new OwnedData();
let server: ServerProcess;
before(async () => {
  server = await data.serve();
});
after(async () => {
  await server[Symbol.asyncDispose]();
  data[Symbol.dispose]();
});

interface Cell {
  readonly row: string;
  readonly role: RoomRole;
  readonly expected: Expected;
}

function cellsOf(kind: RoomKindLetter): Cell[] {
  return PERMISSION_ROWS.filter(({ kinds }) => kinds.includes(kind)).flatMap(
    ({ command, expected }) =>
      ROLES.filter((role) => canBe(role, kind)).map((role) => ({
        row: command,
        role,
        expected: expected[role] ?? assert.fail(`${command}, ${role}`),
      })),
  );
}

/** The answer in a word of the table; `failure` on lines, which give no reason. */
function wordOf({ outcome, json, shown }: GateAnswer, row: string, room: string): string {
  if (outcome !== 'ok') return outcome;
  const members = ['rooms', 'conversations', 'messages'].flatMap((key) => json[key] ?? []);
  const named = (members as Record<string, unknown>[]).some(
    (one) => one.room === room || one.with === room || one.to === room,
  );
  const line = shown.some((one) => one.startsWith(`${room} `) || one.includes(` to ${room}`));
  if (['rooms', 'rooms-mine', 'unread', 'search'].includes(row))
    return named || line ? 'shown' : 'hidden';
  return 'ok';
}

function isAsExpected(word: string, expected: Expected): boolean {
  const isRefusal = !['ok', 'shown', 'hidden'].includes(expected);
  return word === expected || (word === 'refused' && isRefusal);
}

/** Says a cell in `scene`. @returns what is wrong with the answer; undefined where it cannot be said */
async function tried(cast: GateCast, scene: GateRoom, cell: Cell): Promise<string | undefined> {
  const { row, role, expected } = cell;
  const say = SAID[row] ?? assert.fail(`nobody knows how to say ${row}`);
  const answer = await cast.actor(role).say(...say(scene, role));
  if (answer === null) return undefined;
  const word = wordOf(answer, row, scene.room);
  return isAsExpected(word, expected) ? '' : `${row}, ${role}: ${word}, not ${expected}`;
}

/** In a room of its own, with nobody there who is not needed. */
async function triedApart(
  cast: GateCast,
  kind: RoomKindLetter,
  cell: Cell,
): Promise<string | undefined> {
  const say = SAID[cell.row] ?? assert.fail();
  const room = await cast.room(
    kind,
    neededFor((scene) => say(scene, cell.role), cell.role, kind),
  );
  if (room === null) return undefined;
  const problem = await tried(cast, room, cell);
  await cast.end(room);
  return problem;
}

/** Everybody that can come into a room at this gateway. */
async function commonRoom(cast: GateCast, kind: RoomKindLetter): Promise<GateRoom> {
  const everybody = await cast.room(kind, PARTS);
  const others = PARTS.filter((part) => part !== 'guest' && part !== 'guest member');
  return everybody ?? (await cast.room(kind, others)) ?? assert.fail();
}

async function triedAll(gate: Gate, kind: RoomKindLetter): Promise<(string | undefined)[]> {
  using cast = await GateCast.assemble({ port: server.port, folder: data.folder }, gate);
  const room = await commonRoom(cast, kind);
  const cells = cellsOf(kind);
  // What is refused changes nothing, nor does looking: all of that can be said in one room.
  const isApart = ({ row, expected }: Cell) => expected === 'ok' && !changesNothing(row);
  const together = cells.filter((cell) => !isApart(cell)).map((cell) => tried(cast, room, cell));
  const found = await Promise.all(together);
  const isWanted = (_: Cell, at: number) => THIRD === null || gate === GATES[0] || at % 3 === THIRD;
  const apart = cells.filter(isApart).filter(isWanted);
  const worker = async () => {
    for (let cell = apart.pop(); cell !== undefined; cell = apart.pop()) {
      found.push(await triedApart(cast, kind, cell));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return found;
}

/** Gateways at a time. All of their people register at once, and a server has no more than 256 passwords wait. */
const GATES_AT_A_TIME = 2;

describe('who may do what', { concurrency: GATES_AT_A_TIME }, () => {
  for (const gate of GATES) {
    test(`said by ${gate.name}`, async (t) => {
      const kinds = Object.keys(KINDS) as RoomKindLetter[];
      const found = await Promise.all(
        kinds.map(async (kind) => {
          const all = await triedAll(gate, kind);
          return all.map((problem) => (problem ? `${kind}: ${problem}` : problem));
        }),
      );
      const said = found.flat().filter((problem) => problem !== undefined);
      t.diagnostic(
        `TEST_SEED % 3 = ${THIRD}; ${said.length} cells, and ${found.flat().length - said.length} without a word`,
      );
      assert.deepEqual(
        said.filter((problem) => problem !== ''),
        [],
      );
      assert.ok(said.length > 0);
    });
  }
});
