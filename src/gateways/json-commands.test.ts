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
  const cases: readonly (readonly [string, object])[] = [
    ['rooms', { after: '#lunch', find: 'x', limit: 5 }],
    ['who', { room: '#lunch', after: 'bob' }],
    ['create', { room: '#lunch', access: 'private', guests: false, kept: true, topic: 'x' }],
    ['group', { names: ['bob', 'carol'] }],
    ['join', { room: '#lunch' }],
    ['topic', { room: '#lunch', topic: '' }],
    ['invite', { room: '#lunch', name: 'bob' }],
    ['ban', { room: '#lunch', name: 'bob', seconds: 5, why: 'x' }],
    ['role', { room: '#lunch', name: 'bob', role: 'owner' }],
    ['slow', { room: '#lunch', seconds: 0 }],
    ['delete', { message: -3 }],
    ['react', { message: 3, emoji: '👍', off: true }],
    ['pin', { message: 3, off: false }],
    ['context', { message: 3, limit: 5 }],
    ['typing', { to: '#lunch' }],
    ['away', { text: null }],
    ['presence', { names: ['bob'] }],
    ['block', { name: 'bob' }],
    ['notices', { on: false }],
    ['audit', { room: '#lunch', before: 5 }],
    ['history', { with: '#lunch', after: 5 }],
    ['missed', { after: 5 }],
    ['read', { with: '#lunch', upTo: 5 }],
  ];
  for (const [command, args] of cases) {
    test(`${command} ${JSON.stringify(args)}`, () => {
      const said = read(command, args);
      assert.ok('given' in said, JSON.stringify(said));
      assert.equal(said.command, command);
      assert.deepEqual(said.given, args);
    });
  }

  test('has a text where one belongs, and nowhere else', () => {
    const said = read('sendto', { to: '#lunch', reply: -3, key: 'k' }, 'Hi');
    assert.ok('given' in said);
    assert.deepEqual(said.given, { to: '#lunch', reply: -3, key: 'k' });
    assert.equal(said.end - said.start, 2);
    const edited = read('edit', { message: 3 }, 'é'.repeat(65_535));
    assert.ok('given' in edited);
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
      ['reply', { message: '1' }],
    ] as const) {
      assert.ok('why' in read(command, args), `${command} ${JSON.stringify(args)}`);
    }
  });
});
