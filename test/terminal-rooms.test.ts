/** Rooms on real terminals: messages and changes to them, and writing to a room line by line. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';

/** A line that says when something was said; the date is told where it is not today. */
const TIME = '\\* (?:\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d';
const DATE_AND_TIME = '\\* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

async function terminal(): Promise<TmuxTerminal> {
  const size = { columns: 100, rows: 40 };
  const one = TmuxTerminal.chinwag(server.port, size, {}, '--no-remember');
  await shown(one, '\n>');
  return one;
}

async function shown(one: TmuxTerminal, expected: string | RegExp): Promise<void> {
  try {
    await one.shows(expected);
  } catch (error) {
    one[Symbol.dispose]();
    throw error;
  }
}

async function registered(name: string): Promise<TmuxTerminal> {
  const one = await terminal();
  one.enter(`register ${name}`);
  await shown(one, `\nNew password for ${name}:`);
  one.enter(PASSWORD);
  await shown(one, '\nThe same again:');
  one.enter(PASSWORD);
  await shown(one, `\nSuccess\n${name}>`);
  return one;
}

async function loggedIn(name: string): Promise<TmuxTerminal> {
  const one = await terminal();
  one.enter(`login ${name}`);
  await shown(one, `\nPassword for ${name}:`);
  one.enter(PASSWORD);
  await shown(one, new RegExp(`\nPassword for ${name}:\nSuccess\n(.*\n)*${name}>$`));
  return one;
}

/** Types `line`, which is answered by `answer` and nothing else; a string is as it is. */
async function answered(one: TmuxTerminal, line: string, answer: string | RegExp): Promise<void> {
  one.press('C-l');
  // Or the answer to the same line before would be taken for this one.
  await one.shows(/^\S*>$/);
  one.enter(line);
  const expected = typeof answer === 'string' ? RegExp.escape(answer) : answer.source;
  await one.shows(new RegExp(`^\\S*> ${RegExp.escape(line)}\n${expected}\n\\S*>$`));
}

/** Two people in `room`, which the first has made. */
async function together(
  room: string,
  one: TmuxTerminal,
  other: TmuxTerminal,
  name: string,
): Promise<void> {
  await answered(
    one,
    `create ${room}`,
    `Success\n* ${room}: public, 1 member, what is said here is stored`,
  );
  await answered(
    other,
    `join ${room}`,
    `Success\n* ${room}: public, 2 members, what is said here is stored`,
  );
  await one.shows(new RegExp(`\\* ${room}: ${name} joined\n`));
}

test('two people talk in a room, answer, correct, react and take back', async () => {
  using ann = await registered('ann');
  using ben = await registered('ben');
  await together('#lunch', ann, ben, 'ben');
  await answered(ann, 'topic #lunch soup of the day', 'Success');
  await ben.shows('\n* #lunch: ann set the topic: soup of the day\nben>');

  await answered(ann, 'sendto #lunch sup today, @ben?', 'Success');
  await ben.shows(new RegExp(`\n${TIME}\n#lunch ann: sup today, @ben\\?\nben>$`));
  await answered(ben, 'reply . which?', 'Success');
  await ann.shows(
    new RegExp(`\n${TIME}\n\\* in answer to you: sup today, @ben\\?\n#lunch ben: which\\?\nann>$`),
  );
  await answered(ann, 'edit . soup today, @ben?', 'Success');
  await ben.shows(
    '\n* #lunch: ann corrected: sup today, @ben?\n#lunch ann: soup today, @ben?\nben>',
  );
  await answered(ben, 'react .ann 👍', 'Success');
  await ann.shows('\n* #lunch: ben reacted 👍 to you: soup today, @ben?\nann>');
  await answered(ben, 'delete .', 'Success');
  await ann.shows(/\n\* #lunch: ben took back message \d+\nann>$/);
  await answered(ann, 'pin .ann', 'Success');
  await ben.shows('\n* #lunch: ann pinned ann: soup today, @ben?\nben>');

  await answered(
    ben,
    'history #lunch',
    new RegExp(
      `${TIME}\n\\* \\d+: edited, pinned, 👍 1\n\\d+  ann: soup today, @ben\\?\n\\* \\d+: a message of ben, deleted`,
    ),
  );
  await answered(
    ben,
    'edits .ann',
    new RegExp(`${DATE_AND_TIME}\n1  sup today, @ben\\?\n${DATE_AND_TIME}\n2  soup today, @ben\\?`),
  );
  await answered(ben, 'reactions .ann', '👍  ben');
  const [, number] = /^(\d+) {2}ann: /m.exec(await history(ben)) ?? [];
  await answered(ann, `reply ${number} anybody?`, 'Success');
  await ben.shows(/\n\* in answer to ann: soup today, @ben\?\n#lunch ann: anybody\?\nben>$/);
  await answered(
    ann,
    'who #lunch',
    /#lunch {2}public, 2 members {2}soup of the day\nann {2}owner\nben/,
  );
  await answered(ann, 'rooms', /#lunch {2}2 members, you are its owner {2}soup of the day/);
  // The index follows.
  await ben.answers('search soup with:#lunch', /^\* \d+: edited, .*\n\d+ {2}#lunch ann: soup/m);
});

async function history(one: TmuxTerminal): Promise<string> {
  await answered(one, 'history #lunch', /(.+\n)*.+/);
  return one.screen;
}

test('a mention of oneself stands out', async () => {
  using cat = await registered('cat');
  using dan = await registered('dan');
  await together('#stand', cat, dan, 'dan');
  await answered(dan, 'sendto #stand hello @cat', 'Success');
  await cat.shows(/#stand dan: hello @cat\ncat>$/);
  assert.match(cat.colouredScreen, /\x1b\[1m(\x1b\[39m)?hello @cat/);
});

describe('writing to one room or person', () => {
  test('every line is a message, and what begins with a slash a command', async () => {
    using eve = await registered('eve');
    using fay = await registered('fay');
    await together('#write', eve, fay, 'fay');
    eve.press('C-l');
    eve.enter('to #write');
    await eve.shows('\n#write>');
    eve.enter('list of things: eggs');
    await fay.shows(/#write eve: list of things: eggs\nfay>$/);
    eve.enter('//shrug');
    await fay.shows(/#write eve: \/shrug\nfay>$/);
    eve.enter('/who');
    await eve.shows(/\/who\n#write {2}public, 2 members\neve {2}owner\nfay\n#write>$/);
    await answered(fay, 'sendto #write hm', 'Success');
    await eve.shows(/#write fay: hm\n#write>$/);
    eve.enter('/reply . what?');
    await fay.shows(/\n\* in answer to you: hm\n#write eve: what\?\nfay>$/);
    // What was sent is answered by nothing, and what could not be says so.
    assert.doesNotMatch(eve.screen, /Success/);
    eve.enter('/to fay');
    await eve.shows('\nfay>');
    eve.enter('psst');
    await fay.shows('\neve: psst\nfay>');
    eve.enter('/to nobody');
    await eve.shows('\nnobody>');
    eve.enter('psst');
    await eve.shows('\nnobody> psst\nFailure\n* no such user\nnobody>');
    eve.enter('/to');
    await eve.shows('\neve>');
    eve.enter('to #write');
    await eve.shows('\n#write>');
    eve.press('C-d');
    await eve.shows('\neve>');
    eve.type('to #wr');
    eve.press('Tab');
    await eve.shows('\neve> to #write');
    eve.press('Enter');
    await eve.shows('\n#write>');
    eve.type('/sen');
    eve.press('Tab');
    await eve.shows('\n#write> /sendto');
    eve.press('C-u');
    eve.enter('/exit');
    await eve.shows('\n[0]$');
  });

  test('ends for whoever is put out, who would come back by writing there', async () => {
    using gil = await registered('gil');
    using hal = await registered('hal');
    await together('#out', gil, hal, 'hal');
    hal.enter('to #out');
    await hal.shows('\n#out>');
    await answered(gil, 'kick #out hal too loud', 'Success');
    await hal.shows('\n* #out: you were kicked by gil: too loud\nhal>');
    await answered(gil, 'ban #out hal 1h', 'Success');
    await answered(hal, 'join #out', /Failure\n\* banned from this room: try again in \d+ min/);
    await answered(gil, 'bans #out', /hal {2}until \S+( \S+)?/);
  });
});

test('a room is removed when its name was typed once more, which is seen', async () => {
  using kim = await registered('kim');
  using lou = await registered('lou');
  await together('#gone', kim, lou, 'lou');
  const ask = async (answer: string): Promise<void> => {
    kim.press('C-l');
    kim.enter('remove-room #gone');
    await kim.shows(
      'gone for everybody, with all that was said in it\nIts name again, to remove it:',
    );
    kim.type(answer);
    await kim.shows(`\nIts name again, to remove it: ${answer}`);
  };
  await ask('#gon');
  kim.press('Enter');
  await kim.shows(
    '\nIts name again, to remove it: #gon\nFailure\n* that is not #gone; it stays\nkim>',
  );
  await ask('#gone');
  kim.press('C-c');
  await kim.shows('\nFailure\n* cancelled\nkim>');
  await answered(lou, 'sendto #gone still here', 'Success');
  await ask('#gone');
  kim.press('Enter');
  await kim.shows('\nIts name again, to remove it: #gone\nSuccess\nkim>');
  await lou.shows('\n* #gone was removed by kim\nlou>');
});

test('a kept room is read after an absence, which says how much of it mentions one', async () => {
  using ida = await registered('ida');
  const first = await registered('jan');
  try {
    await together('#kept', ida, first, 'jan');
    first.enter('exit');
    await first.shows('\n[0]$');
  } finally {
    first[Symbol.dispose]();
  }
  await answered(ida, 'sendto #kept hello', 'Success');
  await answered(ida, 'sendto #kept hello @jan', 'Success');
  await answered(ida, 'sendto jan here?', 'Success');
  using jan = await loggedIn('jan');
  await jan.shows(new RegExp(`\n${TIME}\nida: here\\?\njan>$`));
  assert.match(jan.screen, /\n\* #kept: 2 unread, 1 mentions you\n/);
  assert.match(jan.screen, /\n\* ida: 1 unread\n/);
  await answered(jan, 'unread', /(ida {2}1 unread\n)?#kept {2}2 unread, 1 mentions you/);
  await answered(jan, 'history #kept', /\* \d\d:\d\d\n\d+ {2}ida: hello\n\d+ {2}ida: hello @jan/);
  // What was shown is marked read before long.
  await jan.answers('unread', /^\* nothing is unread$/m);
});
