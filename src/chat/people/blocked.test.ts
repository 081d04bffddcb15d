/**
 * Every way to reach a person who has blocked the sender: nothing arrives, and the sender is answered, told and shown
 * the same as if there were no block. Random commands are in room-privacy.test.ts.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Answered, Said, Talker } from '../../../test/support/chat/talker.ts';
import { Witness } from '../../../test/support/chat/witness.ts';

/** Part of every text and topic that must reach nobody. */
const MARK = 'zqx';
const PASSWORD = 'correct horse';
/** The name of the first group: there are three rooms before it. */
const GROUP = '#~4';

/** alice has blocked bob, and gus, a guest; in the other world she has blocked someone else. */
class Story extends Scene {
  readonly alice = this.#witness('alice');
  readonly bob = this.#witness('bob');
  readonly carol = this.#witness('carol');
  readonly gus = this.#witness('gus', false);
  /** Earlier messages: between the two, in a room, and with the guest. */
  readonly ids: Readonly<Record<string, number>>;

  constructor(blocked: boolean) {
    super();
    this.registered('dave');
    this.guest('erin');
    this.said(this.carol, 'create', '', { room: '#lunch' });
    for (const one of [this.alice, this.bob, this.gus])
      this.said(one, 'join', '', { room: '#lunch' });
    this.said(this.carol, 'role', 'bob', { room: '#lunch', role: 'moderator' });
    this.said(this.bob, 'create', '', { room: '#hide', access: 'private', topic: MARK });
    this.said(this.bob, 'create', '', { room: '#open', topic: MARK });
    this.said(this.gus, 'create', '', { room: '#gus', access: 'private', topic: MARK });
    this.ids = {
      toBob: this.message(this.alice, 'bob', 'to bob'),
      toAlice: this.message(this.bob, 'alice', 'to alice'),
      ofAlice: this.message(this.alice, '#lunch', 'of alice'),
      ofBob: this.message(this.bob, '#lunch', 'of bob'),
      toGus: this.message(this.alice, 'gus', 'to gus'),
      ofGus: this.message(this.gus, 'alice', 'of gus'),
    };
    for (const name of blocked ? ['bob', 'gus'] : ['dave', 'erin']) {
      assert.equal(this.said(this.alice, 'block', name), 'ok');
    }
    for (const one of [this.alice, this.bob, this.carol, this.gus]) one.taken();
  }

  #witness(name: string, registered = true): Witness {
    const witness = new Witness(this.hub);
    this.said(witness, 'hello');
    const command = registered ? 'register' : 'login';
    this.said(witness, command, name, { password: registered ? PASSWORD : undefined });
    assert.equal(witness.hubClient.person?.name, name);
    return witness;
  }

  /** The answers to `one`, who looks wherever something of `other` could be. */
  looks(one: Talker, other: string): unknown[] {
    const commands: Said[] = [
      ['rooms'],
      ['rooms', '', { mine: true }],
      ['unread'],
      ['conversations'],
      ['missed', '', { after: 0 }],
      ['history', other],
      ['history', '#lunch'],
      ['history', GROUP],
      ['search', '', { query: MARK }],
      ['presence', '', { names: [other] }],
      ['pins', '', { room: '#lunch' }],
      ...['#lunch', '#hide', '#open', '#gus', GROUP].map((room): Said => ['who', '', { room }]),
      ...Object.values(this.ids).flatMap((message): Said[] => [
        ['reactions', '', { message }],
        ['edits', '', { message }],
        ['context', '', { message }],
      ]),
    ];
    return commands.map((said) => plain(this.said(one, ...said)));
  }
}

function plain(answer: Answered | undefined): string {
  return JSON.stringify(answer, (_key, value) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
}

type Way = (story: Story) => Said[];

const OF_BOB: Record<string, Way> = {
  'a message': () => [['sendto', 'alice', {}, MARK]],
  'an answer': ({ ids }) => [['sendto', 'alice', { reply: ids.toBob }, MARK]],
  'an answer by number': ({ ids }) => [['reply', '', { reply: ids.toBob }, MARK]],
  'a message in a room': () => [['sendto', '#lunch', {}, MARK]],
  'a mention': () => [['sendto', '#lunch', {}, `@alice ${MARK}`]],
  'an answer in a room': ({ ids }) => [['sendto', '#lunch', { reply: ids.ofAlice }, MARK]],
  'an edit': ({ ids }) => [['edit', '', { message: ids.toAlice }, MARK]],
  'an edit in a room': ({ ids }) => [['edit', '', { message: ids.ofBob }, `@alice ${MARK}`]],
  'a reaction': ({ ids }) => [['react', '', { message: ids.toBob, emoji: '👍' }]],
  'a reaction in a room': ({ ids }) => [['react', '', { message: ids.ofAlice, emoji: '👍' }]],
  'a reaction to oneself in a room': ({ ids }) => [
    ['react', '', { message: ids.ofBob, emoji: '👍' }],
  ],
  'a pin of oneself': ({ ids }) => [['pin', '', { message: ids.ofBob }]],
  'an invitation to a private room': () => [['invite', 'alice', { room: '#hide' }]],
  'its topic': () => [
    ['invite', 'alice', { room: '#hide' }],
    ['topic', '', { room: '#hide', topic: `${MARK} again` }],
  ],
  'an invitation to a public room': () => [['invite', 'alice', { room: '#open' }]],
  'a group': () => [['group', '', { names: ['alice'] }]],
  'a group with others': () => [['group', '', { names: ['alice', 'carol'] }]],
  'what is said and done in a group': () => [
    ['group', '', { names: ['carol', 'alice'] }],
    ['topic', '', { room: GROUP, topic: MARK }],
    ['sendto', GROUP, {}, `@alice ${MARK}`],
    ['role', 'alice', { room: GROUP, role: 'moderator' }],
    ['role', 'alice', { room: GROUP, role: 'member' }],
    ['mute', 'alice', { room: GROUP, why: MARK }],
    ['invite', 'alice', { room: GROUP }],
    ['kick', 'alice', { room: GROUP, why: MARK }],
    ['invite', 'alice', { room: GROUP }],
    ['who', '', { room: GROUP }],
  ],
  'a group that is left to her': () => [
    ['group', '', { names: ['alice', 'carol'] }],
    ['leave', '', { room: GROUP }],
  ],
  typing: () => [['typing', 'alice']],
  'typing in a room': () => [['typing', '#lunch']],
  'being away': () => [['away', '', { text: MARK }]],
  'a ban': () => [['ban', 'nobody', { room: '#lunch', why: MARK }]],
  'blocking back': () => [['block', 'alice']],
};

const OF_GUS: Record<string, Way> = {
  'a message': () => [['sendto', 'alice', {}, MARK]],
  'an answer': ({ ids }) => [['sendto', 'alice', { reply: ids.toGus }, MARK]],
  'an edit': ({ ids }) => [['edit', '', { message: ids.ofGus }, MARK]],
  'a reaction': ({ ids }) => [['react', '', { message: ids.toGus, emoji: '👍' }]],
  'a reaction in a room': ({ ids }) => [['react', '', { message: ids.ofAlice, emoji: '👍' }]],
  'an invitation': () => [['invite', 'alice', { room: '#gus' }]],
  typing: () => [['typing', 'alice']],
  'being away': () => [['away', '', { text: MARK }]],
};

for (const [who, ways] of [
  ['bob', OF_BOB],
  ['gus', OF_GUS],
] as const) {
  describe(`from ${who}, who is blocked`, () => {
    for (const [name, way] of Object.entries(ways)) {
      test(`${name} does not come out, and ${who} cannot tell`, () => {
        const [real, twin] = [new Story(true), new Story(false)];
        const before = real.looks(real.alice, who);
        const told = [real, twin].map((story) => {
          if (story === twin) story.looks(story.alice, who);
          for (const one of [story.alice, story.bob, story.carol, story.gus]) one.taken();
          const answers = way(story).map((said) => plain(story.said(story[who], ...said)));
          return { answers, heard: story[who].taken(), others: story.carol.taken() };
        });
        assert.deepEqual(told[0], told[1]);
        assert.ok(!told[0]?.answers.includes(plain('noSuchRoom')), 'a room that is not there');
        assert.deepEqual(real.alice.taken(), []);
        // The absence itself is visible; the away text is not.
        const after = real.looks(real.alice, who);
        assert.equal(JSON.stringify(after).replaceAll('away', 'here'), JSON.stringify(before));
        real.alice.taken();
        const seen = [real, twin].map((story) => story.looks(story[who], 'alice'));
        assert.deepEqual(seen[0], seen[1]);
      });
    }
  });
}

test('so many messages wait as if they were to arrive, and so many more when she has been there', () => {
  const counts = [true, false].map((blocked) => {
    const scene = new Scene({ waitingPerSenderMax: 3 });
    const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
    scene.registered('dave');
    scene.said(alice, 'block', blocked ? 'bob' : 'dave');
    const rounds: number[] = [];
    for (let round = 0; round < 3; round++) {
      scene.said(alice, 'logout');
      let sent = 0;
      while (typeof scene.said(bob, 'sendto', 'alice', {}, 'hi') === 'object') sent++;
      rounds.push(sent);
      scene.said(alice, 'login', 'alice', { password: PASSWORD });
      const { messages } = scene.replyOf(alice, 'missed', '', { after: 0 });
      assert.equal(messages.length > 0, !blocked);
      const upTo = messages.at(-1)?.id;
      if (upTo !== undefined) scene.said(alice, 'received', '', { upTo });
    }
    return rounds;
  });
  assert.deepEqual(counts[0], counts[1]);
  assert.deepEqual(counts[0], [3, 3, 3]);
});

test('she is in a group of theirs when somebody else asks her in, as what she was taken for', () => {
  const story = new Story(true);
  const { alice, bob, carol } = story;
  story.said(bob, 'group', '', { names: ['alice', 'carol'] });
  story.said(bob, 'role', 'alice', { room: GROUP, role: 'moderator' });
  for (const one of [alice, bob, carol]) one.taken();
  assert.equal(story.said(alice, 'join', '', { room: GROUP }), 'noSuchRoom');
  assert.equal(story.said(carol, 'invite', 'alice', { room: GROUP }), 'ok');
  assert.match(alice.taken().at(-1) ?? '', /"invited","by":"carol","name":"alice"/);
  const { role } = story.replyOf(alice, 'join', '', { room: GROUP });
  assert.equal(role, 'moderator');
  // In the eyes of the others she has been there all the time.
  assert.deepEqual(bob.taken(), []);
  story.message(carol, GROUP, 'welcome');
  assert.match(alice.taken().at(-1) ?? '', /welcome/);
});

test('a block takes back the invitations that they may have made', () => {
  const scene = new Scene();
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => scene.registered(name));
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined);
  const rooms = [
    [bob, '#bobs'],
    [carol, '#carols'],
  ] as const;
  for (const [owner, room] of rooms) {
    scene.said(owner, 'create', '', { room, access: 'private' });
    scene.said(owner, 'invite', 'alice', { room });
  }
  scene.said(alice, 'block', 'bob');
  const seen = () => scene.replyOf(alice, 'rooms').rooms.map(({ room }) => room);
  assert.deepEqual(seen(), ['#carols']);
  assert.equal(scene.said(alice, 'join', '', { room: '#bobs' }), 'noSuchRoom');
  scene.restart();
  const again = scene.registered('alice');
  assert.equal(scene.said(again, 'join', '', { room: '#bobs' }), 'noSuchRoom');
  scene.replyOf(again, 'join', '', { room: '#carols' });
});

test('a guest who registers stays blocked, and goes on blocking', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const [gus, gigi] = [scene.guest('gus'), scene.guest('gigi')];
  for (const one of [alice, gigi]) assert.equal(scene.said(one, 'block', 'gus'), 'ok');
  assert.equal(scene.said(gus, 'block', 'alice'), 'ok');
  assert.equal(typeof scene.said(gus, 'register', 'gus', { password: PASSWORD }), 'object');
  for (const name of ['alice', 'gigi']) scene.message(gus, name, 'still me');
  scene.message(alice, 'gus', 'hello');
  assert.deepEqual([alice.heard(), gigi.heard(), gus.heard()], [[], [], []]);
  assert.deepEqual(scene.replyOf(alice, 'blocks').names, ['gus']);
  scene.restart();
  const again = scene.registered('alice');
  scene.message(scene.registered('gus'), 'alice', 'and after a restart');
  assert.deepEqual(again.heard(), []);
});

test('what somebody blocked does to her as a moderator or owner she is told, without words', () => {
  const story = new Story(true);
  const { alice, bob, carol } = story;
  const rooms = (): string[] => alice.taken().filter((line) => line.includes('"room"'));
  const acts: [Said, string][] = [
    [['mute', 'alice', { room: '#lunch', why: MARK }], 'muted'],
    [['unmute', 'alice', { room: '#lunch' }], 'unmuted'],
    [['kick', 'alice', { room: '#lunch', why: MARK }], 'kicked'],
    [['ban', 'alice', { room: '#lunch', why: MARK }], 'banned'],
  ];
  for (const [said, what] of acts) {
    if (what === 'banned') assert.ok(story.said(alice, 'join', '', { room: '#lunch' }));
    alice.taken();
    assert.equal(story.said(bob, ...said), 'ok');
    const told = rooms();
    assert.equal(told.length, 1, what);
    assert.match(told[0] ?? '', new RegExp(`"what":"${what}","by":"bob","name":"alice"`));
    assert.ok(!told[0]?.includes(MARK), 'his words');
  }
  // What he does to others does not concern her.
  story.said(bob, 'create', '', { room: '#his' });
  for (const one of [alice, carol]) story.said(one, 'join', '', { room: '#his' });
  alice.taken();
  story.said(bob, 'kick', 'carol', { room: '#his', why: MARK });
  story.said(bob, 'topic', '', { room: '#his', topic: MARK });
  assert.deepEqual(rooms(), []);
  story.said(bob, 'remove-room', '', { room: '#his' });
  assert.match(rooms().join(), /^[^,]*"event":"room","room":"#his","what":"removed"[^\n]*$/);
});
