/** Messages of several lines over IRC (IRCv3 draft/multiline). */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { type IrcPeer, Place } from '../../../test/support/irc-peer.ts';
import { parseLine } from './line.ts';
import { CONCAT, MULTILINE_BYTES_MAX, MULTILINE_LINES_MAX, multilineOf } from './multiline.ts';
import { partsOf } from './splitting.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});

const CAPS = ['batch', 'draft/multiline', 'message-tags'];
const ECHO = [...CAPS, 'echo-message', 'labeled-response'];

const source = (nick: string) => `${nick}!~${nick}@${nick}.chinwag`;

/** Without what differs from run to run: the start of ids, references of batches. */
function plain(lines: readonly string[]): string[] {
  const seen: string[] = [];
  return lines.map((line) =>
    line
      .replaceAll(/(msgid|reply)=[0-9a-f]{10}-/g, '$1=')
      .replaceAll(/(?<=BATCH [+-]|batch=)[\w-]+/g, (reference) => {
        if (!seen.includes(reference)) seen.push(reference);
        return `b${seen.indexOf(reference)}`;
      }),
  );
}

/** The text in the batches of `lines`, put together as the specification says. */
function textOf(lines: readonly string[]): string {
  const texts: string[] = [];
  for (const line of lines) {
    const read = parseLine(line);
    if (read?.command === 'BATCH') continue;
    const text = read?.parameters[1] ?? '';
    if (read?.tags.has(CONCAT)) texts.push(`${texts.pop()}${text}`);
    else texts.push(text);
  }
  return texts.join('\n');
}

/** Sends a batch. */
function sends(peer: IrcPeer, target: string, ...lines: string[]): string[] {
  return peer.says(
    `BATCH +r draft/multiline ${target}`,
    ...lines.map((line) => `@batch=r PRIVMSG ${target} :${line}`),
    'BATCH -r',
  );
}

describe('a batch of a client', () => {
  test('is one message, for each in their own way', () => {
    const ann = place.irc('ann', ...ECHO);
    const [ben, cat] = [place.irc('ben', ...CAPS), place.irc('cat', 'message-tags')];
    const nat = place.lines('nat');
    nat.says('create #tea');
    for (const one of [ann, ben, cat]) one.says('JOIN #tea');
    for (const one of [ann, ben, cat, nat]) one.heard();
    const echo = ann.says(
      '@label=x;+reply=none BATCH +123 draft/multiline #tea',
      '@batch=123 PRIVMSG #tea hello',
      '@batch=123 PRIVMSG #tea :',
      '@batch=123 privmsg #TEA :how is ',
      '@batch=123;draft/multiline-concat PRIVMSG #tea :everyone?',
      'BATCH -123',
    );
    assert.deepEqual(plain(echo), [
      `@label=x;msgid=1 :${source('ann')} BATCH +b0 draft/multiline #tea`,
      `@batch=b0 :${source('ann')} PRIVMSG #tea :hello`,
      `@batch=b0 :${source('ann')} PRIVMSG #tea :`,
      `@batch=b0 :${source('ann')} PRIVMSG #tea :how is everyone?`,
      `:${source('ann')} BATCH -b0`,
    ]);
    assert.deepEqual(plain(ben.heard()), [
      `@msgid=1 :${source('ann')} BATCH +b0 draft/multiline #tea`,
      ...plain(echo).slice(1),
    ]);
    // No blank lines, and one id.
    assert.deepEqual(plain(cat.heard()), [
      `@msgid=1 :${source('ann')} PRIVMSG #tea :hello`,
      `:${source('ann')} PRIVMSG #tea :how is everyone?`,
    ]);
    assert.deepEqual(nat.heard(), ['#tea: ann: hello␤␤how is everyone?']);
  });

  test('is between two people too, may answer a message, and be a notice', () => {
    const [ann, ben] = [place.irc('ann', ...CAPS), place.irc('ben', ...CAPS)];
    ben.says('PRIVMSG ann :what?');
    const id = /msgid=(\S+)/.exec(ann.heard().join())?.[1] ?? '';
    ann.says(
      `@+reply=${id} BATCH +r draft/multiline ben`,
      '@batch=r PRIVMSG ben :one',
      '@batch=r PRIVMSG ben :two',
      'BATCH -r',
    );
    const [opening = '', ...lines] = ben.heard();
    assert.ok(opening.includes(`+reply=${id}`), opening);
    assert.equal(textOf(lines), 'one\ntwo');
    ann.says(
      'BATCH +r draft/multiline ben',
      '@batch=r NOTICE ben :one',
      '@batch=r NOTICE ben :two',
      'BATCH -r',
    );
    assert.deepEqual(
      ben.heard().map((line) => line.replace(/^@\S+ /, '')),
      ['one', 'two'].map((text) => `:${source('ann')} NOTICE ben :${text}`),
    );
  });

  test('that cannot be said is answered once, with its label', () => {
    const ann = place.irc('ann', ...ECHO);
    const begin = '@label=x BATCH +r draft/multiline';
    assert.deepEqual(
      ann.says(
        `${begin} nobody`,
        '@batch=r PRIVMSG nobody :a',
        '@batch=r PRIVMSG nobody :b',
        'BATCH -r',
      ),
      ['@label=x :irc.example 401 ann nobody :No such nick/channel'],
    );
    const invalid = '@label=x :irc.example FAIL BATCH MULTILINE_INVALID :Invalid multiline batch';
    assert.deepEqual(ann.says(`${begin} ann`, 'BATCH -r'), [invalid]);
    assert.deepEqual(
      ann.says(`${begin} ann`, '@batch=r PRIVMSG ann :', '@batch=r PRIVMSG ann : ', 'BATCH -r'),
      [invalid],
    );
  });

  const bad: Readonly<Record<string, readonly [lines: readonly string[], told: string]>> = {
    'to another target': [
      ['BATCH +r draft/multiline ann', '@batch=r PRIVMSG ben :x', '@batch=r PRIVMSG ann :y'],
      'FAIL BATCH MULTILINE_INVALID_TARGET ann ben :Invalid multiline target',
    ],
    'with too many lines': [
      [
        'BATCH +r draft/multiline ann',
        ...Array<string>(MULTILINE_LINES_MAX + 2).fill('@batch=r PRIVMSG ann :x'),
      ],
      `FAIL BATCH MULTILINE_MAX_LINES ${MULTILINE_LINES_MAX} :Multiline batch max-lines exceeded`,
    ],
    'with too many bytes': [
      [
        'BATCH +r draft/multiline ann',
        ...Array<string>(101).fill(`@batch=r PRIVMSG ann :${'x'.repeat(400)}`),
      ],
      `FAIL BATCH MULTILINE_MAX_BYTES ${MULTILINE_BYTES_MAX} :Multiline batch max-bytes exceeded`,
    ],
    'of messages and notices': [
      ['BATCH +r draft/multiline ann', '@batch=r PRIVMSG ann :x', '@batch=r NOTICE ann :y'],
      'FAIL BATCH MULTILINE_INVALID :Invalid multiline batch',
    ],
    'with a line that goes on with nothing': [
      [
        'BATCH +r draft/multiline ann',
        '@batch=r PRIVMSG ann :x',
        '@batch=r;draft/multiline-concat PRIVMSG ann :',
      ],
      'FAIL BATCH MULTILINE_INVALID :Invalid multiline batch',
    ],
  };
  for (const [what, [lines, told]] of Object.entries(bad)) {
    test(`${what} is refused, and nothing of it is said`, () => {
      const ann = place.irc('ann', ...CAPS);
      assert.deepEqual(ann.says(...lines, 'BATCH -r'), [`:irc.example ${told}`]);
      // The next one is another.
      assert.equal(textOf(sends(ann, 'ann', 'a', 'b')), 'a\nb');
    });
  }

  const misused: Readonly<Record<string, readonly string[]>> = {
    'that was not begun': ['BATCH -r'],
    'of another kind': ['BATCH +r netsplit a b'],
    'to nobody': ['BATCH +r draft/multiline'],
    'with a reference that is none': ['BATCH +r_r draft/multiline ann'],
    'whose line names another': ['@batch=r PRIVMSG ann :x'],
  };
  for (const [what, lines] of Object.entries(misused)) {
    test(`${what} is refused`, () => {
      const ann = place.irc('ann', ...CAPS);
      const told = [':irc.example FAIL BATCH MULTILINE_INVALID :Invalid multiline batch'];
      assert.deepEqual(ann.says(...lines), told);
      const other = place.irc('ben', 'message-tags');
      assert.deepEqual(other.says('BATCH +r draft/multiline ann'), told);
    });
  }

  test('that is not ended is forgotten with the next, and with its client', () => {
    const ann = place.irc('ann', ...CAPS);
    ann.says('BATCH +a draft/multiline ann', '@batch=a PRIVMSG ann :lost');
    assert.deepEqual(ann.says('BATCH +b draft/multiline ann', '@batch=a PRIVMSG ann :x'), [
      ':irc.example FAIL BATCH MULTILINE_INVALID :Invalid multiline batch',
      ':irc.example FAIL BATCH MULTILINE_INVALID :Invalid multiline batch',
    ]);
    assert.equal(
      textOf(ann.says('@batch=b PRIVMSG ann :one', '@batch=b PRIVMSG ann :two', 'BATCH -b')),
      'one\ntwo',
    );
    ann.says('BATCH +c draft/multiline ann', '@batch=c PRIVMSG ann :lost');
    ann.hangUp();
  });
});

test('a text of a native comes whole, within what the capability says', () => {
  const ann = place.irc('ann', ...CAPS, 'server-time');
  const nat = place.lines('nat');
  const text = `${'wörd '.repeat(2000)}🎈`;
  nat.says(`sendto ann ${text}`);
  const lines = ann.heard();
  assert.equal(textOf(lines), text);
  for (const line of lines) assert.ok(Buffer.byteLength(line.replace(/^@\S+ /, '')) <= 510);
  // What one line has room for is one, and so is what one does.
  nat.says('sendto ann hi');
  nat.says(`me ann ${'waves '.repeat(200)}`);
  assert.ok(ann.heard().every((line) => !line.includes('BATCH')));
});

describe('the lines of a batch', () => {
  const text = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '\n', 'é'.repeat(30))))
    .map((parts) => parts.join('').replaceAll(/[\r\u0085\u2028\u2029\0]/g, ''));

  test('make the text again, and each fits', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 100 }), (whole, bytesMax) => {
        const parts = partsOf(whole, bytesMax);
        const made = parts
          .map((one, at) => (one.goesOn || at === 0 ? '' : '\n') + one.text)
          .join('');
        assert.equal(made, whole);
        for (const one of parts) {
          assert.ok(Buffer.byteLength(one.text) <= bytesMax, one.text);
          assert.ok(!one.goesOn || one.text !== '');
          assert.ok(one.text.isWellFormed());
        }
      }),
    );
  });

  test('are as many as the capability says, in batches of as many bytes', () => {
    const long = multilineOf('x'.repeat(200_000), 400);
    assert.equal(long?.more, 0);
    assert.ok((long?.batches.length ?? 0) > 1);
    for (const batch of long?.batches ?? []) {
      const bytes = batch.reduce((sum, one) => sum + Buffer.byteLength(one.text) + 1, 0);
      assert.ok(bytes <= MULTILINE_BYTES_MAX);
    }
    const many = multilineOf('x\n'.repeat(1000), 400);
    assert.equal(many?.batches.flat().length, MULTILINE_LINES_MAX);
    assert.equal(many?.more, 501);
    assert.equal(multilineOf('x', 400), null);
    assert.equal(multilineOf('\n \n', 400), null);
  });
});
