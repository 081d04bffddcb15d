import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeText } from '../protocol/bytes.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { FrameType } from '../protocol/frames.ts';
import { encodeJsonFrame } from '../protocol/json-frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX } from '../protocol/limits.ts';
import { readCommand } from './json-commands.ts';

function read(command: string, args: object, text = '') {
  const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX);
  reader.push(encodeJsonFrame(FrameType.command, { command, id: 7, ...args }, encodeText(text)));
  assert.ok(reader.next());
  return readCommand(reader);
}

describe('a COMMAND', () => {
  const cases: readonly (readonly [string, object, name: string, options: object])[] = [
    [
      'rooms',
      { after: '#lunch', find: 'x', limit: 5 },
      '',
      { afterName: '#lunch', find: 'x', limit: 5 },
    ],
    ['who', { room: '#lunch', after: 'bob' }, '', { room: '#lunch', afterName: 'bob' }],
    [
      'create',
      { room: '#lunch', access: 'private', guests: false, kept: true, topic: 'x' },
      '',
      { room: '#lunch', access: 'private', guests: false, kept: true, topic: 'x' },
    ],
    ['group', { names: ['bob', 'carol'] }, '', { names: ['bob', 'carol'] }],
    ['join', { room: '#lunch' }, '', { room: '#lunch' }],
    ['topic', { room: '#lunch', topic: '' }, '', { room: '#lunch', topic: '' }],
    ['invite', { room: '#lunch', name: 'bob' }, 'bob', { room: '#lunch' }],
    [
      'ban',
      { room: '#lunch', name: 'bob', seconds: 5, why: 'x' },
      'bob',
      { room: '#lunch', seconds: 5, why: 'x' },
    ],
    [
      'role',
      { room: '#lunch', name: 'bob', role: 'owner' },
      'bob',
      { room: '#lunch', role: 'owner' },
    ],
    ['slow', { room: '#lunch', seconds: 0 }, '', { room: '#lunch', seconds: 0 }],
    ['delete', { message: -3 }, '', { message: -3 }],
    ['react', { message: 3, emoji: '👍', off: true }, '', { message: 3, emoji: '👍', off: true }],
    ['pin', { message: 3, off: false }, '', { message: 3, off: false }],
    ['context', { message: 3, limit: 5 }, '', { message: 3, limit: 5 }],
    ['typing', { to: '#lunch' }, '#lunch', {}],
    ['away', { text: null }, '', { text: null }],
    ['presence', { names: ['bob'] }, '', { names: ['bob'] }],
    ['block', { name: 'bob' }, 'bob', {}],
    ['notices', { on: false }, '', { on: false }],
    ['audit', { room: '#lunch', before: 5 }, '', { room: '#lunch', before: 5 }],
    ['history', { with: '#lunch', after: 5 }, '#lunch', { after: 5 }],
    ['missed', { after: 5 }, '', { after: 5 }],
    ['read', { with: '#lunch', upTo: 5 }, '#lunch', { upTo: 5 }],
  ];
  for (const [command, args, name, options] of cases) {
    test(`${command} ${JSON.stringify(args)}`, () => {
      const said = read(command, args);
      assert.ok('name' in said, JSON.stringify(said));
      assert.equal(said.command, command);
      assert.equal(said.name, name);
      const {
        name: _name,
        to: _to,
        with: _with,
        ...rest
      } = said.options as Record<string, unknown>;
      assert.deepEqual(rest, options);
    });
  }

  test('has a text where one belongs, and nowhere else', () => {
    const said = read('sendto', { to: '#lunch', reply: -3, key: 'k' }, 'Hi');
    assert.ok('name' in said);
    assert.deepEqual([said.name, said.options.reply, said.end - said.start], ['#lunch', -3, 2]);
    const edited = read('edit', { message: 3 }, 'é'.repeat(65_535));
    assert.ok('name' in edited);
    assert.equal(edited.end - edited.start, 131_070);
    for (const [command, args, text] of [
      ['edit', { message: 3 }, ''],
      ['edit', { message: 3 }, 'é'.repeat(65_536)],
      ['sendto', { to: 'bob' }, ''],
      ['topic', { room: '#lunch', topic: 'x' }, 'x'],
      ['away', { text: 'x' }, 'x'],
    ] as const) {
      assert.ok('why' in read(command, args, text), command);
    }
  });

  test('that is not as its schema says is refused', () => {
    for (const [command, args] of [
      ['join', { room: 'lunch' }],
      ['join', {}],
      ['join', { room: '#lunch', name: 'bob' }],
      ['react', { message: 3, emoji: '' }],
      ['react', { message: 3, emoji: '👍'.repeat(10_000).slice(0, 2000) }],
      ['presence', { names: [] }],
      ['group', { names: new Array(21).fill('bob') }],
      ['ban', { room: '#lunch', name: 'bob', seconds: 0 }],
      ['role', { room: '#lunch', name: 'bob', role: 'operator' }],
      ['rooms', { after: 5 }],
      ['missed', { after: '5' }],
      ['context', { message: -1 }],
      ['reply', { message: 1 }],
    ] as const) {
      assert.ok('why' in read(command, args), `${command} ${JSON.stringify(args)}`);
    }
  });
});
