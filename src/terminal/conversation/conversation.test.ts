/** What lines do that are typed, from the terminal's side to the frames: rooms, messages, people. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock, FakeNetwork } from '../../../test/support/controlled-network.ts';
import { loadVocabulary } from '../../client/own-vocabulary.ts';
import { Session } from '../../client/session.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Desk } from '../commands/desk.ts';
import { Logins } from '../commands/logins.ts';
import { Remembered } from '../device/remembered.ts';
import { Palette } from '../presentation/palette.ts';
import { Presentation } from '../presentation/presentation.ts';
import { Passwords } from '../questions/passwords.ts';
import { Answers } from '../requests/answers.ts';
import { Outstanding } from '../requests/outstanding.ts';
import { Conversation } from './conversation.ts';
import { ReadMarks } from './read-marks.ts';

let network: FakeNetwork;
let printed: string[];
/** Questions that wait for what is typed. */
let asked: { readonly question: string; readonly done: (line: string | null) => void }[];
let conversation: Conversation;
let logins: Logins;

beforeEach(() => {
  network = new FakeNetwork();
  network.extended = true;
  const clock = new FakeClock();
  printed = [];
  asked = [];
  const print = (text: string): number => printed.push(text);
  const answers = new Answers(print);
  const outstanding = new Outstanding(answers, clock, () => {});
  const shown = new Presentation(new Palette(false));
  const session = new Session(
    {
      ...clock,
      open: network.open,
      loadVocabulary,
      random: () => 0.5,
      client: 'test',
      missedMax: 10,
    },
    {
      opened: () => {},
      reply: (request, reply) => outstanding.settle(request, (show) => show(reply)),
      unanswered: () => {},
      message: (message, missed) => conversation.arrivals.message(message, missed, session.name),
      event: (what) => {
        if (what.kind === 'room') conversation.arrivals.event(what, session.name);
      },
      lost: () => {},
      restored: () => {},
      notRestored: () => {},
      ended: () => {},
    },
  );
  const notice = (text: string): number => printed.push(`* ${text}`);
  const desk: Desk = {
    session,
    shown,
    notice,
    asked: (request, show) => outstanding.asked(request, show),
    say: (answer) => answers.say(answer),
    columns: () => 80,
    askSeen: (question, done) => asked.push({ question, done }),
    askUnseen: (_question, done) => done(null),
  };
  const marks = new ReadMarks(clock.after, () => {});
  logins = new Logins(desk, new Passwords(desk, true), new Remembered(null, '', notice));
  const waiting = (): number => answers.waiting;
  conversation = new Conversation({ desk, logins, marks, print, waiting, leave: () => {} });
  network.accept();
  type('login alice');
  network.reply({ name: 'alice', registered: false });
  news();
});

function type(...lines: string[]): void {
  for (const line of lines) conversation.commands.execute(line);
}

/** What was sent and printed since the last time. */
function news(): { sent: string[]; printed: string[] } {
  return { sent: network.sent.splice(0), printed: printed.splice(0) };
}

/** What `line` sends. */
function sent(line: string): string[] {
  type(line);
  const { sent } = news();
  network.reply();
  news();
  return sent;
}

function say(id: number, text: string, from = 'bob', to = '#lunch'): void {
  network.event({ event: 'message', id, at: 1, from, to }, text);
}

const ROOM = { room: '#lunch', topic: '', access: 'public', guests: true, kept: true };

describe('a command', () => {
  test('is sent with what was said, and without what was not', () => {
    const commands = {
      'rooms lu': 'rooms lu',
      rooms: 'rooms',
      'create #lunch private not-kept': 'create #lunch private false',
      'group bob carol': 'group ["bob","carol"]',
      'join #lunch': 'join #lunch',
      'leave #lunch': 'leave #lunch',
      'who #lunch': 'who #lunch',
      'topic #lunch soup of the day': 'topic #lunch soup of the day',
      'invite #lunch bob': 'invite #lunch bob',
      'kick #lunch bob': 'kick #lunch bob',
      'kick #lunch bob too loud': 'kick #lunch bob too loud',
      'ban #lunch bob 1h': 'ban #lunch bob 3600',
      'unban #lunch bob': 'unban #lunch bob',
      'bans #lunch': 'bans #lunch',
      'mute #lunch bob 10m': 'mute #lunch bob 600',
      'unmute #lunch bob': 'unmute #lunch bob',
      'role #lunch bob moderator': 'role #lunch bob moderator',
      'slow #lunch 30s': 'slow #lunch 30',
      'edit 7 better': 'edit 7 better',
      'delete 7': 'delete 7',
      'reactions 7': 'reactions 7',
      'edits 7': 'edits 7',
      'context 7': 'context 7',
      'pins #lunch': 'pins #lunch',
      'away back soon': 'away back soon',
      away: 'away null',
      'presence bob carol': 'presence ["bob","carol"]',
      'block bob': 'block bob',
      'unblock bob': 'unblock bob',
      blocks: 'blocks',
      audit: 'audit',
      'audit #lunch': 'audit #lunch',
      'audit #lunch before 17': 'audit #lunch 17',
    };
    for (const [typed, expected] of Object.entries(commands)) {
      assert.deepEqual(sent(typed), [expected], typed);
    }
    assert.match(sent('react 7 👍')[0] ?? '', /^react 7 👍( false)?$/);
    assert.deepEqual(sent('react 7 👍 off'), ['react 7 👍 true']);
    assert.deepEqual(sent('pin 7 off'), ['pin 7 true']);
  });

  test('that would remove a room is carried out when its name was given again', () => {
    for (const answer of [null, '', '#dinner', 'yes']) {
      type('remove-room #lunch');
      assert.equal(asked[0]?.question, 'Its name again, to remove it: ');
      asked.pop()?.done(answer);
      const { sent, printed } = news();
      assert.deepEqual(sent, []);
      assert.match(printed[0] ?? '', /^\* #lunch would be gone for everybody/);
      assert.match(printed[1] ?? '', /^Failure\n\* /);
    }
    type('remove-room #lunch');
    asked.pop()?.done('#Lunch');
    assert.deepEqual(news().sent, ['remove-room #lunch']);
    network.reply();
    assert.deepEqual(news().printed, ['Success']);
  });

  test('asks for a topic, where it gives none', () => {
    type('topic #lunch', 'topic #lunch');
    assert.deepEqual(news().sent, ['who #lunch 1', 'who #lunch 1']);
    const members = { ...ROOM, slow: 0, members: 2, people: [], more: true };
    network.reply({ ...members, topic: 'soup' });
    network.reply(members);
    assert.deepEqual(news().printed, ['* topic: soup', '* #lunch has no topic']);
    assert.deepEqual(sent('topic #lunch -'), ['topic #lunch ']);
  });

  test('is answered in the order of the lines', () => {
    type('join #lunch', 'nonsense', 'leave #lunch', 'who #lunch');
    network.reply({ ...ROOM, slow: 0, members: 2, role: 'member' });
    network.reply();
    network.fail(Reason.noSuchRoom);
    assert.deepEqual(news().printed, [
      'Success\n* #lunch: public, 2 members, what is said here is stored',
      'Invalid command\n* help shows the commands',
      'Success',
      'Failure\n* no such room',
    ]);
  });

  test('that leads into a room is followed by what that is, once', () => {
    const who = { ...ROOM, slow: 0, members: 2, role: 'member', people: [], more: true };
    const joined = { event: 'room', room: '#lunch', what: 'joined', by: 'alice' };
    type('sendto #lunch hello');
    network.event(joined);
    network.reply({ message: 1, at: 1 });
    network.reply(who);
    const inside = '* #lunch: public, 2 members, what is said here is stored';
    assert.deepEqual(news(), {
      sent: ['sendto #lunch hello', 'who #lunch 1'],
      printed: ['Success', inside],
    });
    type('join #lunch');
    network.event(joined);
    network.reply(who);
    network.reply(who);
    assert.deepEqual(news().printed, [`Success\n${inside}`]);
  });

  test('whose answer makes no sense says so, and it goes on', () => {
    type('who #lunch', 'rooms');
    network.reply({ ...ROOM, people: 7, more: false });
    network.reply({ rooms: [], more: false });
    const [fault, rooms] = news().printed;
    assert.match(fault ?? '', /^\* error: the server's answer makes no sense/);
    assert.equal(rooms, '* no rooms');
  });

  test('that a server of the seed does not know fails', () => {
    network.extended = false;
    network.break('reset');
    news();
    type('join #lunch');
    assert.deepEqual(news().printed, ['Failure\n* not connected']);
  });
});

describe('an answer to a message', () => {
  test('goes where that was said', () => {
    say(7, 'soup?');
    say(-8, 'psst', 'bob', 'alice');
    news();
    assert.deepEqual(sent('reply . what?'), ['sendto bob -8 what?']);
    assert.deepEqual(sent('reply 7 yes'), ['sendto #lunch 7 yes']);
  });

  test('asks the server where, if that was not on the screen', () => {
    type('reply 3 yes');
    assert.deepEqual(news().sent, ['context 3 1']);
    network.reply({ with: '#tea', messages: [], more: false });
    assert.deepEqual(news().sent, ['sendto #tea 3 yes']);
    network.reply({ message: 9, at: 1 });
    assert.deepEqual(news().printed, ['Success']);
    assert.deepEqual(sent('edit . no'), ['edit 9 no']);
  });

  test('is none where there was no message', () => {
    type('reply . yes', 'reply .carol yes', 'edit . x');
    const failure = 'Failure\n* no message like that was shown';
    assert.deepEqual(news(), { sent: [], printed: [failure, failure, failure] });
  });
});

describe('while somebody is written to', () => {
  beforeEach(() => {
    type('to #lunch');
    news();
  });

  test('success is quiet, and a failure is not', () => {
    type('hello', 'you');
    network.reply({ message: 4, at: 1 });
    network.fail(Reason.muted);
    assert.deepEqual(news(), {
      sent: ['sendto #lunch hello', 'sendto #lunch you'],
      printed: ['Failure\n* muted in this room'],
    });
    assert.deepEqual(sent('/edit . hullo'), ['edit 4 hullo']);
  });

  test('commands are those with a slash', () => {
    assert.deepEqual(sent('/who'), ['who #lunch']);
    assert.deepEqual(sent('//who'), ['sendto #lunch /who']);
    type('/nonsense', '/to a b', 'x'.repeat(65_536));
    assert.deepEqual(news().printed, [
      'Invalid command\n* help shows the commands',
      'Invalid command\n* usage: to <#room or username>',
      'Bad message\n* a message has at most 65535 characters',
    ]);
  });

  test('what nobody could see is not sent, and an emoji is', () => {
    type('hello');
    network.reply({ message: 4, at: 1 });
    news();
    type('\u200b\u3164', '/sendto bob \u2800', '/reply 4 \u0301', '/edit 4 \ufe0f');
    const refused = 'Bad message\n* nothing in it can be seen';
    assert.deepEqual(news(), { sent: [], printed: Array(4).fill(refused) });
    assert.deepEqual(sent('👩\u200d👧 ❤\ufe0f'), ['sendto #lunch 👩\u200d👧 ❤\ufe0f']);
  });

  test('it ends with the room', () => {
    assert.equal(conversation.writing.partner, '#lunch');
    sent('/leave');
    assert.equal(conversation.writing.partner, null);
    type('to #lunch');
    network.event({ event: 'room', room: '#lunch', what: 'kicked', by: 'bob', name: 'alice' });
    assert.equal(conversation.writing.partner, null);
  });
});

test('help says what there is, and more about one command', () => {
  type('help', 'help ban', 'help a b', 'bann #lunch bob');
  const [all = '', one = '', ...bad] = news().printed;
  assert.match(all, /^to <#room or username> {2,}write there/m);
  assert.match(one, /^ban <#room>/);
  assert.deepEqual(bad, [
    'Invalid command\n* usage: help [command]',
    'Invalid command\n* did you mean ban? help shows the commands',
  ]);
});

test('the rooms that a guest has left with the connection are told to that guest, and to nobody after them', () => {
  const join = () => {
    type('join #lunch');
    network.reply({ ...ROOM, slow: 0, members: 1, role: 'member' });
  };
  join();
  news();
  logins.restored('alice');
  const left = '* as a guest you left #lunch with the connection; to go back in: join #lunch';
  assert.deepEqual(news().printed, ['* logged in again as alice', left]);
  join();
  type('logout');
  network.reply();
  type('login carol');
  network.reply({ name: 'carol', registered: false });
  news();
  logins.restored('carol');
  assert.deepEqual(news().printed, ['* logged in again as carol']);
});
