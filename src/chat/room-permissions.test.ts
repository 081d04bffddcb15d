/** Who may do what in a room: every role, every command, every kind of room, as the table says. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PERMISSIONS } from './testing/room-permission-table.ts';
import { DEEDS, KINDS, ROLES, type StagedKind, stageOf } from './testing/room-roles.ts';

const CODES: Readonly<Record<string, string>> = {
  ok: 'yes',
  notLoggedIn: 'login',
  noSuchRoom: 'none',
  notMember: 'out',
  notPermitted: 'no',
  banned: 'ban',
  muted: 'mute',
  accountNeeded: 'acct',
  notFound: 'lost',
};

/** By deed, the cells in the order of the roles. */
function cellsOf(kind: StagedKind): Map<string, string[]> {
  const { like, cells } = PERMISSIONS[kind];
  const rows = like === null ? new Map<string, string[]>() : cellsOf(like);
  for (const line of cells.split('\n').slice(2)) {
    const deed = line.slice(2, 20).trim();
    if (deed !== '') rows.set(deed, line.slice(20).trim().split(/ +/));
  }
  return rows;
}

describe('who may do what', () => {
  for (const kind of KINDS) {
    test(`in a room that is ${kind}`, () => {
      const table = cellsOf(kind);
      assert.deepEqual([...table.keys()], Object.keys(DEEDS));
      for (const [deed, cells] of table) {
        assert.equal(cells.length, ROLES.length);
        const found = ROLES.map((role) => {
          const stage = stageOf(role, kind);
          if (stage === null) return '-';
          const answer = DEEDS[deed]?.(stage);
          return typeof answer === 'string' ? CODES[answer] : 'yes';
        });
        assert.deepEqual(found, cells, deed);
      }
    });
  }
});
