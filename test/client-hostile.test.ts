/** Whatever a server says, the client ignores it or reports a named error, and stays intact. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ChatClient } from '../src/client/chat-client.ts';
import {
  CommandMalformed,
  CommandRefused,
  ConnectFailed,
  ConnectionLost,
} from '../src/client/errors.ts';
import { loadVocabulary } from '../src/client/own-vocabulary.ts';
import { ReplyError } from '../src/client/reply-error.ts';
import { encodeText } from '../src/protocol/bytes.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { encodeJsonFrame } from '../src/protocol/json-frames.ts';
import { FakeNetwork } from './support/controlled-network.ts';

const NAMED = [CommandMalformed, CommandRefused, ConnectFailed, ConnectionLost, ReplyError];

/** Members that mean something, with what they may be and what they may not. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('x'.repeat(15_000), -1, 0, 1, 2 ** 53, '', 'alice', true, null, [null]),
  fc.constantFrom<unknown>('#lunch', 'owner', 'away', 'public', 'kicked', '👍', [{}]),
) as fc.Arbitrary<unknown>;

const record = fc.dictionary(
  fc.constantFrom(
    ...['id', 'at', 'from', 'to', 'bytes', 'with', 'count', 'newest', 'label', 'created'],
    ...['reply', 'edited', 'reactions', 'mentions', 'name', 'role', 'state', 'muted', 'until'],
    ...['emoji', 'by', 'what', 'room', 'topic', 'access', 'guests', 'kept', 'slow', 'members'],
  ),
  anything,
);

const members = fc.record(
  {
    name: anything,
    registered: anything,
    token: anything,
    message: anything,
    at: anything,
    names: anything,
    code: anything,
    expires: anything,
    place: anything,
    upTo: anything,
    why: anything,
    with: anything,
    from: anything,
    to: anything,
    more: anything,
    reason: anything,
    wait: anything,
    muted: anything,
    until: anything,
    messages: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    conversations: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    sessions: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    rooms: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    people: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    reactions: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    edits: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    bans: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    entries: fc.oneof(anything, fc.array(record, { maxLength: 4 })),
    room: anything,
    topic: anything,
    access: anything,
    guests: anything,
    kept: anything,
    slow: anything,
    by: anything,
    what: anything,
    emoji: anything,
    state: anything,
  },
  { requiredKeys: [] },
);

/** What the server does next: a reply to the oldest COMMAND or an event, right in its outline. */
const move = fc.record({
  event: fc.constantFrom<unknown>(
    'reply',
    'reply',
    'reply',
    'message',
    'unread',
    'read',
    'renamed',
    'edited',
    'deleted',
    'reacted',
    'room',
    'presence',
    7,
  ),
  result: fc.constantFrom<unknown>('ok', 'ok', 'ok', 'ok', 'failure', 'malformed', null),
  rightId: fc.integer({ min: 0, max: 20 }).map((number) => number > 0),
  members,
  text: fc.constantFrom('', 'text', 'x'.repeat(100), 'a\nb\n'),
  breaks: fc.integer({ min: 0, max: 10 }).map((number) => number === 0),
});

/** Every command whose reply says something. */
function ask(client: ChatClient): Promise<unknown>[] {
  return [
    client.login('alice', { password: 'correct horse', device: 'd' }),
    client.list(),
    client.send('bob', 'hi'),
    client.history('bob'),
    client.search('x'),
    client.unread(),
    client.conversations(),
    client.sessions(),
    client.inviteCode(),
    client.rooms(),
    client.create('#lunch'),
    client.who('#lunch'),
    client.bans('#lunch'),
    client.pins('#lunch'),
    client.reactions(1),
    client.edits(1),
    client.context(1),
    client.presence(['bob']),
    client.blocks(),
    client.audit(),
    client.rename('alison'),
    client.changePassword('a', 'b'),
    client.register('carol', 'correct horse'),
  ];
}

describe('a hostile server', () => {
  test('cannot break the client', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 20 }), async (moves) => {
        const network = new FakeNetwork();
        network.extended = true;
        const connecting = ChatClient.connect({
          open: network.open,
          loadVocabulary,
          confidential: true,
        });
        network.accept();
        await using client = await connecting;
        const errors: unknown[] = [];
        const settled = ask(client).map((one) =>
          one.catch((error: unknown) => {
            errors.push(error);
          }),
        );
        await Promise.resolve();
        for (const { event, result, rightId, members, text, breaks } of moves) {
          if (network.closedByClient) break;
          if (breaks) {
            network.break('reset');
            break;
          }
          const id = event === 'reply' && rightId ? network.nextId() : members.message;
          const json = { ...members, event, result, id };
          // What does not fit a frame cannot be said.
          if (encodeText(JSON.stringify(json)).length > 16_384) continue;
          network.say(encodeJsonFrame(FrameType.event, json, encodeText(text)));
        }
        client.close();
        await Promise.all(settled);
        for (const error of errors) {
          assert.ok(
            NAMED.some((kind) => error instanceof kind),
            `${error instanceof Error ? error.stack : error}`,
          );
        }
        for await (const { from, text } of client)
          assert.equal(typeof from + typeof text, 'stringstring');
      }),
      { numRuns: 200 },
    );
  });

  test('that gives a token too long to be sent back gives none', async () => {
    const network = new FakeNetwork();
    network.extended = true;
    const connecting = ChatClient.connect({
      open: network.open,
      loadVocabulary,
      confidential: true,
    });
    network.accept();
    await using client = await connecting;
    const login = client.login('alice', { password: 'correct horse' });
    network.reply({ name: 'alice', registered: true, token: 'x'.repeat(16_000) });
    await login;
    assert.equal(client.token, null);
    network.event({ event: 'renamed', name: 'y'.repeat(16_000) });
    assert.equal(client.name, 'alice');
  });
});
