/**
 * Random people over IRC and on lines do random things. Whatever they do, each line that a client hears is one that it
 * can read, and what it has been told of its rooms is so.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type IrcPeer, type LinesPeer, nextTurn, Place } from '../../../test/support/irc-peer.ts';
import { parseLine } from './line.ts';
import { aliasOf } from './nicks.ts';

const IRC = ['ann', 'ben', 'cat'] as const;
const NATIVES = ['dan', 'BEN', 'e*e'] as const;
const ROOMS = ['#a', '#B'] as const;

const nick = fc.constantFrom(...IRC, 'dan', aliasOf('BEN', 1), aliasOf('e*e', 1), 'nobody');
const name = fc.constantFrom(...IRC, ...NATIVES);
const room = fc.constantFrom(...ROOMS, '#b', '#none');
const text = fc.oneof(
  fc.constantFrom(
    'hi',
    ' ',
    ':)',
    '\x01ACTION x\x01',
    '\x01VERSION\x01',
    '/me x',
    '🎈'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((one) => one.replaceAll(/[\r\n\0]/g, '')),
);
const modes = fc.constantFrom(
  '+o',
  '-o',
  '+h',
  '-h',
  '+b',
  '-b',
  '+oh',
  '-oh',
  'b',
  '',
  '+is',
  '+x',
);
const words = (...parts: (fc.Arbitrary<string> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(' '));

/** Lines of a client of IRC. */
const ircLine = fc.oneof(
  { weight: 8, arbitrary: words('JOIN', room) },
  {
    weight: 2,
    arbitrary: words(
      'PART',
      room,
      text.map((one) => `:${one}`),
    ),
  },
  {
    weight: 6,
    arbitrary: words(
      'PRIVMSG',
      fc.oneof(nick, room),
      text.map((one) => `:${one}`),
    ),
  },
  {
    weight: 2,
    arbitrary: words(
      'NOTICE',
      fc.oneof(nick, room),
      text.map((one) => `:${one}`),
    ),
  },
  { weight: 4, arbitrary: words('MODE', room, modes, nick, nick) },
  {
    weight: 2,
    arbitrary: words(
      'KICK',
      room,
      nick,
      text.map((one) => `:${one}`),
    ),
  },
  {
    weight: 2,
    arbitrary: words(
      'TOPIC',
      room,
      text.map((one) => `:${one}`),
    ),
  },
  { weight: 2, arbitrary: words('INVITE', nick, room) },
  {
    weight: 2,
    arbitrary: words(
      'AWAY',
      text.map((one) => `:${one}`),
    ),
  },
  { weight: 2, arbitrary: words('NAMES', room) },
  { weight: 2, arbitrary: words('WHO', fc.oneof(room, nick, fc.constant('*')), '%tcuhnfar,1') },
  { weight: 1, arbitrary: words('WHOIS', nick) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('LIST', 'LUSERS', 'JOIN 0', 'MODE', 'FOO', 'USERHOST dan'),
  },
  { weight: 1, arbitrary: words('@+typing=active', 'TAGMSG', fc.oneof(nick, room)) },
  { weight: 1, arbitrary: text },
  {
    weight: 3,
    arbitrary: words(
      fc.constantFrom('@batch=r', '@batch=s', '@batch=r;draft/multiline-concat', '@batch'),
      fc.constantFrom('PRIVMSG', 'NOTICE'),
      fc.oneof(nick, room),
      text.map((one) => `:${one}`),
    ),
  },
  {
    weight: 3,
    arbitrary: words(
      'BATCH',
      fc.constantFrom('+r', '+r', '-r', '-r', '+s', '-s', '+', ''),
      fc.constantFrom('draft/multiline', 'draft/multiline', 'chathistory'),
      fc.oneof(nick, room),
    ),
  },
);

/** Lines as people type them. */
const nativeLine = fc.oneof(
  { weight: 6, arbitrary: words('join', room) },
  { weight: 3, arbitrary: words('leave', room) },
  { weight: 4, arbitrary: words('sendto', fc.oneof(name, room), text) },
  {
    weight: 3,
    arbitrary: words('role', room, name, fc.constantFrom('owner', 'moderator', 'member')),
  },
  {
    weight: 2,
    arbitrary: words(fc.constantFrom('kick', 'ban', 'unban', 'mute', 'unmute'), room, name),
  },
  { weight: 2, arbitrary: words('topic', room, text) },
  { weight: 2, arbitrary: words('voice', room, name) },
  {
    weight: 2,
    arbitrary: words('set-room', room, fc.constantFrom('moderated', 'members-only off', 'private')),
  },
  { weight: 1, arbitrary: words('away', text) },
  { weight: 1, arbitrary: words('invite', room, name) },
  { weight: 2, arbitrary: words('rename', fc.constantFrom('dan', 'dora', 'x*x', 'e*e', 'BEN')) },
);

type Step =
  | { readonly who: number; readonly irc: string }
  | { readonly who: number; readonly native: string }
  | { readonly who: number; readonly back: 'quit' | 'cut' };

const who = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ who, irc: ircLine }) },
  { weight: 6, arbitrary: fc.record({ who, native: nativeLine }) },
  {
    weight: 1,
    // Not those who come back, for their name is kept from everybody then.
    arbitrary: fc.record({
      who: fc.constant(1),
      irc: words('NICK', fc.constantFrom('ben', 'benno', 'Benno', 'dora')),
    }),
  },
  {
    weight: 1,
    // Not ben, whose nick is in the way of BEN's.
    arbitrary: fc.record({
      who: fc.constantFrom(0, 2),
      back: fc.constantFrom('quit' as const, 'cut' as const),
    }),
  },
);

function byHeight(one: string, other: string): number {
  return '@%+'.indexOf(one) - '@%+'.indexOf(other);
}

/** What a client knows of its rooms, from what it has been told. */
class Window {
  readonly peer: IrcPeer;
  nick: string;
  /** By room: the members and their prefixes. */
  readonly rooms = new Map<string, Map<string, string>>();

  constructor(peer: IrcPeer, own: string) {
    this.peer = peer;
    this.nick = own;
  }

  hear(): void {
    for (const line of this.peer.heard()) this.#line(line);
  }

  #line(line: string): void {
    const body = line.replace(/^@\S+ /, '');
    assert.ok(Buffer.byteLength(body) <= 510, body);
    assert.doesNotMatch(body, /[\r\n\0]/);
    const read = parseLine(line);
    assert.ok(read !== null, line);
    const [from = ''] = body.slice(1).split('!', 1);
    const [first = '', second = '', third = '', fourth = ''] = read.parameters;
    switch (read.command) {
      case 'JOIN':
        if (from === this.nick) this.rooms.set(first, new Map());
        this.#of(first, line).set(from, '');
        break;
      case 'PART':
        this.#left(first, from, line);
        break;
      case 'KICK':
        assert.ok(this.#of(first, line).has(second), line);
        this.#left(first, second, line);
        break;
      case 'QUIT':
        for (const room of this.rooms.values()) room.delete(from);
        break;
      case 'NICK':
        for (const room of this.rooms.values()) {
          const prefix = room.get(from);
          room.delete(from);
          if (prefix !== undefined) room.set(first, prefix);
        }
        if (from === this.nick) this.nick = first;
        break;
      case 'MODE':
        if (first.startsWith('#'))
          this.#mode(this.#of(first, line), second, read.parameters.slice(2), line);
        break;
      case '353':
        for (const word of fourth.split(' ')) {
          const [, prefix = '', one = ''] = /^([@%]?\+?)(.*)$/.exec(word) ?? [];
          this.rooms.get(third)?.set(one, prefix);
        }
        break;
    }
  }

  #of(room: string, line: string): Map<string, string> {
    const members = this.rooms.get(room);
    assert.ok(members !== undefined, `${this.nick} is not in ${room}: ${line}`);
    return members;
  }

  #left(room: string, one: string, line: string): void {
    assert.ok(this.#of(room, line).delete(one), `${this.nick} knows nothing of ${one}: ${line}`);
    if (one === this.nick) this.rooms.delete(room);
  }

  #mode(room: Map<string, string>, letters: string, parameters: string[], line: string): void {
    let on = true;
    for (const letter of letters) {
      if (letter === '+' || letter === '-') on = letter === '+';
      else if (!'Cimnst'.includes(letter)) {
        const [one = ''] = parameters.splice(0, 1);
        assert.ok(one !== '', line);
        if (letter === 'b') continue;
        const prefix = letter === 'v' ? '+' : letter === 'o' ? '@' : '%';
        assert.ok(room.has(one), line);
        const others = (room.get(one) ?? '').replace(prefix, '');
        room.set(one, on ? [...others, prefix].sort(byHeight).join('') : others);
      }
    }
    assert.deepEqual(parameters, [], line);
  }

  /** What NAMES says of its rooms. */
  check(): void {
    for (const [room, members] of [...this.rooms]) {
      const lines = this.peer.says(`NAMES ${room}`);
      const listed = lines
        .filter((line) => line.includes(' 353 '))
        .flatMap((line) => line.split(' :')[1]?.split(' ') ?? []);
      const known = Array.from(members, ([one, prefix]) => prefix + one);
      assert.deepEqual(known.sort(), listed.sort(), `${this.nick} in ${room}`);
    }
  }
}

test('what clients have been told of their rooms is so, and they can read every line', async () => {
  let lines = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 120 }), async (steps) => {
      const place = new Place();
      const caps = [
        // Else one that is no owner any more may have a voice, for all that the client knows.
        ['multi-prefix'],
        ['multi-prefix', 'extended-join', 'away-notify', 'echo-message'],
        [
          'multi-prefix',
          'message-tags',
          'server-time',
          'batch',
          'draft/multiline',
          'labeled-response',
        ],
      ];
      const enter = (at: number) => {
        const own = IRC[at] as string;
        return new Window(place.irc(own, ...(caps[at] as string[])), own);
      };
      const windows = IRC.map((_, at) => enter(at));
      const natives: LinesPeer[] = NATIVES.map((one) => place.lines(one));
      // There is something to talk about.
      windows[0]?.peer.send('JOIN #a,#B\r\n');
      for (const window of windows) window.hear();
      for (const one of steps) {
        const window = windows[one.who] as Window;
        if ('irc' in one) window.peer.send(`${one.irc}\r\n`);
        else if ('native' in one) natives[one.who]?.says(one.native);
        else {
          if (one.back === 'quit') window.peer.send('QUIT :bye\r\n');
          else window.peer.hangUp();
          windows[one.who] = enter(one.who);
        }
        for (const each of windows) each.hear();
        lines++;
      }
      // What is asked in turns of its own has been answered, and told.
      for (let turn = 0; turn < 10; turn++) await nextTurn();
      for (const window of windows) window.hear();
      for (const window of windows) window.check();
    }),
    { numRuns: 200 },
  );
  assert.ok(lines > 1000);
});
