/** Rooms in which nobody is told who comes and goes, so that clients, and this gateway, have to ask. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type IrcPeer, Place } from '../../../test/support/irc-peer.ts';
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { Reply } from './reply.ts';
import { RoomViews } from './room-views.ts';

const OTHERS = 250;

/** `#big`, made by ann over IRC, with nat as another owner and `OTHERS` who came by lines. */
function crowded(...capabilities: string[]): { readonly place: Place; readonly ann: IrcPeer } {
  const place = new Place();
  const ann = place.irc('ann', ...capabilities);
  ann.says('JOIN #big');
  place.lines('nat').says('join #big');
  ann.says('MODE #big +o nat');
  for (let i = 0; i < OTHERS; i++) place.lines(`m${i}`).says('join #big');
  ann.heard();
  return { place, ann };
}

function namesIn(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.includes(' 353 '))
    .flatMap((line) => line.replace(/^.* 353 .*? :/, '').split(' '));
}

describe('in a large room', () => {
  test('roles are changed from what they are', () => {
    assert.ok(OTHERS > PRESENCE_MEMBERS_MAX);
    const { ann } = crowded();
    // nat is an owner: taking the other role changes nothing, and giving it would.
    assert.deepEqual(ann.says('MODE #big -h nat', 'MODE #big +h nat', 'MODE #big -h m7'), []);
    assert.deepEqual(ann.says('MODE #big +h m7', 'MODE #big +o nobody', 'MODE #big -h m7'), [
      ':ann!~ann@ann.chinwag MODE #big +h m7',
      ":irc.example 441 ann nobody #big :They aren't on that channel",
      ':ann!~ann@ann.chinwag MODE #big -h m7',
    ]);
    assert.ok(namesIn(ann.says('NAMES #big')).includes('@nat'));
  });

  test('only who is in it is put out', () => {
    const { place, ann } = crowded();
    // A guest's address is kept out, too.
    place.lines('outsider', '192.0.2.2');
    place.lines('insider', '192.0.2.3').says('join #big');
    ann.heard();
    assert.deepEqual(ann.says('MODE #big +b outsider!*@*'), [
      ':ann!~ann@ann.chinwag MODE #big +b outsider!*@*',
    ]);
    assert.deepEqual(ann.says('MODE #big +b insider!*@*'), [
      ':ann!~ann@ann.chinwag MODE #big +b insider!*@*',
      ':ann!~ann@ann.chinwag KICK #big insider :ann',
    ]);
  });

  test('members are told once, all of them, and a part in each turn', () => {
    const { ann } = crowded();
    const twice = ann.says('NAMES #big,#BIG,#big');
    assert.equal(twice.filter((line) => line.includes(' 366 ')).length, 1);
    assert.equal(new Set(namesIn(twice)).size, OTHERS + 2);
    assert.equal(namesIn(twice).length, OTHERS + 2);
    for (const line of ['NAMES #big', 'WHO #big']) {
      // A client that does not read all is not answered all.
      let turns = 2;
      ann.mayExecute = () => turns-- > 0;
      const first = ann.says(line);
      assert.ok(first.length > 0);
      assert.doesNotMatch(first.join('\n'), / 366 | 315 /);
      ann.mayExecute = () => true;
      ann.send('');
      assert.match(ann.heard().at(-1) ?? '', / 366 | 315 /);
    }
  });

  test('coming in shows them all', () => {
    const { place } = crowded();
    const ben = place.irc('ben');
    const heard = ben.says('JOIN #big');
    assert.equal(heard[0], ':ben!~ben@ben.chinwag JOIN #big');
    assert.equal(new Set(namesIn(heard)).size, OTHERS + 3);
    assert.equal(heard.at(-1), ':irc.example 366 ben #big :End of /NAMES list');
  });

  test('an answer with a label begins before all of it is there', () => {
    const { ann } = crowded('labeled-response', 'batch', 'userhost-in-names');
    const heard = ann.says('@label=x WHO #big');
    const reference = /^@label=x :irc\.example BATCH \+(\S+) labeled-response$/.exec(
      heard[0] ?? '',
    );
    assert.ok(reference !== null, heard[0] ?? 'nothing');
    for (const line of heard.slice(1, -1)) assert.ok(line.startsWith(`@batch=${reference[1]} `));
    assert.equal(heard.at(-1), `:irc.example BATCH -${reference[1]}`);
    assert.equal(heard.length, OTHERS + 2 + 3);
  });
});

test('NAMES of many rooms is refused beyond what 005 says', () => {
  const ann = new Place().irc('ann');
  const heard = ann.says('NAMES #a,#b,#c,#d,#e');
  assert.match(heard[0] ?? '', /^:irc\.example 407 ann #a,#b,#c,#d,#e :/);
  assert.equal(heard.filter((line) => line.includes(' 366 ')).length, 4);
});

test('a reply with a label holds little, however long it gets', () => {
  const decoder = new TextDecoder();
  const reply = new Reply('s', 'x', () => 'b');
  let written = '';
  let most = 0;
  for (let i = 0; i < 1000; i++) {
    reply.line(`${i} ${'x'.repeat(400)}`);
    const bytes = reply.take();
    most = Math.max(most, bytes.length);
    written += decoder.decode(bytes);
  }
  assert.ok(most < 32 * 1024, `${most} bytes at a time`);
  reply.closed();
  written += decoder.decode(reply.take());
  const lines = written.split('\r\n').slice(0, -1);
  assert.equal(lines[0], '@label=x :s BATCH +b labeled-response');
  assert.equal(lines.at(-1), ':s BATCH -b');
  assert.equal(lines.length, 1002);
  for (const [at, line] of lines.slice(1, -1).entries())
    assert.ok(line.startsWith(`@batch=b ${at} `));
  assert.equal(reply.take().length, 0);
});

test('whoever hears of somebody looks at the rooms that it is in, not at all', (t) => {
  const place = new Place();
  const [ann, ben] = [place.irc('ann', 'away-notify'), place.irc('ben')];
  ann.says('JOIN #tea');
  ben.says('JOIN #tea', 'JOIN #coffee');
  ann.heard();
  const { mock } = t.mock.method(RoomViews.prototype, 'of');
  ben.says('AWAY :lunch');
  assert.deepEqual(ann.heard(), [':ben!~ben@ben.chinwag AWAY :lunch']);
  assert.equal(mock.callCount(), 0);
});
