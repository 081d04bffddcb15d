import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type News, Post, type RoomNews, showsPlainly } from '../chat/post.ts';
import { FOREVER } from '../chat/records.ts';
import { countCodePoints, encodeText } from '../protocol/bytes.ts';
import { eventSchemas } from '../protocol/event-schemas.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { readServerFrame } from '../protocol/server-frames.ts';
import { serverListener } from '../protocol/testing.ts';
import { eventPosts } from './json-events.ts';
import { linePosts, nativePosts } from './plain-posts.ts';
import { formOf } from './post-formats.ts';

const NOTHING_ELSE = {
  name: null,
  role: null,
  until: null,
  why: null,
  topic: null,
  seconds: null,
  message: null,
  addedBy: null,
};

function act(what: RoomNews['what'], particulars: Partial<RoomNews> = {}): News {
  return { kind: 'room', room: '#lunch', what, by: 'alice', ...NOTHING_ELSE, ...particulars };
}

function message(text: string, from = 'alice', reply: number | null = null): News {
  const said = { text: encodeText(text), stored: null, reply };
  return { kind: 'message', from, guest: false, to: '#lunch', ...said };
}

function edited(text: string, from = 'alice', to = '#lunch'): News {
  return { kind: 'edited', message: 1, from, to, text: encodeText(text), at: 0 };
}

/** Who it comes from and what it says, as a native client reads it; null: nothing. */
function native(news: News, hearer = 'carol'): [from: string, text: string] | null {
  const bytes = nativePosts.of(news, hearer).encode(news);
  if (bytes.length === 0) return null;
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(bytes);
  assert.ok(reader.next());
  const { log, listener } = serverListener();
  readServerFrame(reader, listener);
  assert.match(log[0] ?? '', /^message /);
  return JSON.parse((log[0] ?? '').slice('message '.length)) as [string, string];
}

function line(news: News, hearer = 'carol'): string {
  return Buffer.from(linePosts.of(news, hearer).encode(news)).toString();
}

const MINUTE = 1_795_409_400_000;

describe('plain clients are told', () => {
  const cases: readonly (readonly [News, string])[] = [
    [message('hello'), 'alice: hello'],
    [message('hello', 'alice', 119), 'alice (to 119): hello'],
    // What is kept nowhere is not found by its number.
    [message('hello', 'alice', -7), 'alice: hello'],
    [act('kept'), '* what is said here is kept'],
    [edited('corrected text'), '* alice now: corrected text'],
    [
      { kind: 'deleted', message: 1, from: 'alice', to: '#lunch', by: 'alice' },
      '* alice took back a message',
    ],
    [
      { kind: 'deleted', message: 1, from: 'alice', to: '#lunch', by: 'bob' },
      '* bob removed a message of alice',
    ],
    [
      {
        kind: 'reacted',
        message: 1,
        from: 'alice',
        to: '#lunch',
        by: 'bob',
        emoji: '👍',
        off: false,
      },
      '* bob reacted 👍 to alice',
    ],
    [
      {
        kind: 'reacted',
        message: 1,
        from: 'alice',
        to: '#lunch',
        by: 'bob',
        emoji: '👍',
        off: true,
      },
      '* bob took back 👍 to alice',
    ],
    [act('kicked', { name: 'bob' }), '* bob was kicked by alice'],
    [act('kicked', { name: 'bob', why: 'too loud' }), '* bob was kicked by alice: too loud'],
    [act('banned', { name: 'bob' }), '* bob was banned by alice for good'],
    [
      act('banned', { name: 'bob', until: MINUTE, why: 'spam' }),
      '* bob was banned by alice until 2026-11-23T04:50Z: spam',
    ],
    [act('muted', { name: 'bob', until: FOREVER }), '* bob was muted by alice for good'],
    [
      act('muted', { name: 'bob', until: MINUTE }),
      '* bob was muted by alice until 2026-11-23T04:50Z',
    ],
    [act('unbanned', { name: 'bob' }), '* bob was unbanned by alice'],
    [act('unmuted', { name: 'bob' }), '* bob was unmuted by alice'],
    [act('role', { name: 'bob', role: 'moderator' }), '* bob was made moderator by alice'],
    [act('role', { name: 'alice', role: 'owner' }), '* alice is owner now'],
    [act('topic', { topic: 'at one' }), '* alice set the topic: at one'],
    [act('topic', { topic: '' }), '* alice cleared the topic'],
    [act('slow', { seconds: 30 }), '* alice turned slow mode on: 30 s between two messages'],
    [act('slow', { seconds: 0 }), '* alice turned slow mode off'],
    [act('pinned', { message: 12 }), '* alice pinned message 12'],
    [act('unpinned', { message: -12 }), '* alice unpinned a message'],
    [act('joined', { by: 'carol', addedBy: 'alice' }), '* alice put you in: leave #lunch goes out'],
    [act('invited', { name: 'carol' }), '* alice invites you: join #lunch'],
    [act('removed'), '* #lunch was removed by alice'],
  ];
  for (const [news, text] of cases) {
    test(text, () => {
      assert.ok(showsPlainly(news));
      assert.deepEqual(native(news), ['#lunch', text]);
      assert.equal(line(news), `#lunch: ${text}\n`);
    });
  }

  test('of everything that shows plainly, and of nothing else', () => {
    const others: readonly News[] = [
      { kind: 'typing', from: 'alice', to: '#lunch' },
      { kind: 'presence', name: 'alice', state: 'away', text: 'lunch' },
    ];
    const acts = eventSchemas.room.shape.what.options.map((what) => act(what));
    for (const news of [...others, ...acts]) {
      assert.equal(native(news) !== null, showsPlainly(news), JSON.stringify(news));
      assert.equal(line(news) !== '', showsPlainly(news), JSON.stringify(news));
    }
  });

  test('what is between two people as from the other one', () => {
    const news = edited('Hi', 'alice', 'bob');
    assert.deepEqual(native(news, 'bob'), ['alice', '* alice now: Hi']);
    assert.deepEqual(native(news, 'alice'), ['bob', '* alice now: Hi']);
    assert.equal(line(news, 'bob'), 'alice: * alice now: Hi\n');
    const gone = edited('Hi', 'alice', '');
    assert.equal(native(gone, 'alice'), null);
    assert.equal(line(gone, 'alice'), '');
  });

  test('long words shortened, and a long correction as far as it fits', () => {
    const long = '🎈'.repeat(65_535);
    const [, shortened = ''] = native(act('topic', { topic: long })) ?? [];
    assert.equal(shortened, `* alice set the topic: ${'🎈'.repeat(199)}…`);
    const name = 'é'.repeat(20);
    const [, text = ''] = native(edited(long, name)) ?? [];
    assert.equal(countCodePoints(encodeText(text), 0, encodeText(text).length), 65_535 + 22);
    assert.ok(text.startsWith(`* ${name} now: 🎈`) && text.endsWith('🎈…'));
    const [, fits = ''] = native(edited('🎈'.repeat(65_520), 'alice')) ?? [];
    assert.ok(fits.endsWith('🎈'));
    const [, said = ''] = native(message(long, name)) ?? [];
    assert.ok(said === `${name}: ${long}`);
    // There is no room for what it answers; with ten characters less there is.
    const [, answer = ''] = native(message(long, name, 119)) ?? [];
    assert.ok(answer === said);
    const shorter = long.slice(0, -20);
    const [, noted = ''] = native(message(shorter, name, 119)) ?? [];
    assert.ok(noted === `${name} (to 119): ${shorter}`);
  });

  test('one line, whatever others chose to write', () => {
    const hostile = fc.string({ unit: 'binary', minLength: 1 });
    const emoji = {
      kind: 'reacted',
      message: 1,
      from: 'a',
      to: '#x',
      by: 'b',
      off: false,
    } as const;
    const news = fc.oneof(
      hostile.map((text) => message(text)),
      hostile.map((text) => edited(text)),
      hostile.map((why) => act('kicked', { name: 'bob', why })),
      hostile.map((topic) => act('topic', { topic })),
      hostile.map((text) => ({ ...emoji, emoji: text })),
    );
    fc.assert(
      fc.property(news, (one) => {
        const told = line(one);
        assert.match(told, /^#(?:lunch|x): .*\n$/);
        assert.doesNotMatch(told.slice(0, -1), /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202e]/);
        assert.equal(native(one)?.length, 2);
      }),
    );
  });
});

test('a post is encoded once for each format', () => {
  const post = new Post(message('hello'));
  const formats = [
    nativePosts.of(post.news, 'carol'),
    linePosts.of(post.news, 'carol'),
    eventPosts,
  ];
  for (const format of formats) assert.equal(formOf(post, format), formOf(post, format));
  assert.equal(nativePosts.of(post.news, 'dave'), formats[0]);
  assert.equal(linePosts.of(post.news, null), formats[1]);
  assert.equal(post.forms.size, 3);
});
