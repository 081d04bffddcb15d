/** Where an address in a text begins and ends, and that none leads elsewhere than it reads. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { linksIn, partsOf } from './links.ts';

/** `text` with each address in `<>`, and in it the host that it leads to where it reads as another. */
function marked(text: string): string {
  let result = '';
  let from = 0;
  for (const { start, end, leadsTo } of linksIn(text)) {
    const host = leadsTo === null ? '' : ` = ${leadsTo}`;
    result += `${text.slice(from, start)}<${text.slice(start, end)}${host}>`;
    from = end;
  }
  return result + text.slice(from);
}

describe('an address', () => {
  for (const line of [
    'see <https://example.org/a_b_c>, please',
    '<HTTPS://EXAMPLE.ORG/>',
    '<https://example.org/?a=1&b[]=2#c:d>!',
    "<https://example.org/Hobson's_choice,_or_not>",
    '<https://example.org/@user/1>',
    '<https://example.org/**/a>',
    '<http://localhost:4900/#message-7>',
    '<http://[::1]:8080/x>, <http://192.0.2.1>',
    '<https://a_b.example/path_>',
    '<www.example.org/x>, example.org, www.x, foo.www.example.org',
    '<mailto:a@example.org>, a@example.org',
    'xhttps://example.org and 漢字<https://example.org/漢字>',
    'javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x',
    'https:// and https://. and https://example.org:99999/',
  ]) {
    test(line, () => assert.equal(marked(line.replaceAll(/[<>]/g, '')), line));
  }
});

describe('an address ends', () => {
  for (const line of [
    // With the sentence, in any script.
    '<https://example.org/foo>。次の文',
    '<https://example.org/a>、<https://example.org/b>！',
    '<https://example.org/a>؟ <https://example.org/b>। <https://example.org/c>…',
    '<https://example.org/a>?!',
    // With the bracket or the quotation marks that it stands in.
    '（<https://example.org/bar>）です',
    '(see <https://example.org/a>.)',
    '(<https://example.org/a_(b)>)',
    '[text](<https://example.org/a>)(<https://example.org/b>)',
    '“<https://example.org/a>” «<https://example.org/b>» 「<https://example.org/c>」',
    '"<https://example.org/a>" \'<https://example.org/b>\', `<https://example.org/c>`',
    // With the emphasis around it.
    '_<https://example.org/a_b>_ *<https://example.org/a>*です',
    '**see <https://example.org/a>**です ~~<https://example.org/b>~~',
    // Before what is not seen, or would turn it round.
    '<https://example.org/>\u202egpj.exe',
    '<https://example.org/>\u200bx <https://example.org/>\u2067x',
    '<https://example.org>\\@evil.example',
    // But not within what pages are called.
    '<https://en.wikipedia.org/wiki/Michelson–Morley_experiment>',
    '<https://ja.wikipedia.org/wiki/トム・クルーズ>',
    '<https://fa.wikipedia.org/wiki/می\u200cخواهم>',
  ]) {
    test(line, () => assert.equal(marked(line.replaceAll(/[<>]/g, '')), line));
  }
});

describe('the host of an address', () => {
  test('is hidden by no user before it', () => {
    for (const text of [
      'https://bank.example@evil.example/x',
      'https://bank.example:443@evil.example',
      'http://@evil.example',
    ]) {
      for (const { href } of linksIn(text)) assert.notEqual(new URL(href).host, 'evil.example');
      assert.doesNotMatch(marked(text), /<.*@/);
    }
  });

  test('is told where it reads as another', () => {
    const told = (text: string) => [...linksIn(text)].map(({ leadsTo }) => leadsTo);
    assert.deepEqual(told('https://www.аррӏе.com/'), ['www.xn--80ak6aa92e.com']);
    assert.deepEqual(told('https://ɡoogle.com'), ['xn--oogle-qmc.com']);
    assert.deepEqual(told('https://раypal.com'), ['xn--ypal-43d9g.com']);
    assert.deepEqual(told('https://google.comノevil.jp/'), ['google.xn--comevil-v04f.jp']);
    assert.deepEqual(told('http://2130706433/ http://0x7f.1/'), ['127.0.0.1', '127.0.0.1']);
    assert.deepEqual(told('https://ｅxample.org'), ['example.org']);
  });

  test('is itself in most languages', () => {
    for (const host of ['bücher.de', 'łódź.pl', '例え.jp', '한국.kr', 'مثال.إختبار', 'ไทย.th']) {
      const [link] = linksIn(`https://${host}/`);
      assert.equal(link?.leadsTo, null, host);
      assert.match(link.href, /^https:\/\/[^/]*xn--/);
    }
  });

  test('is apart from what follows, for the direction of one is not that of the other', () => {
    assert.deepEqual(partsOf('https://אבג.com/דהו?x'), ['https://', 'אבג.com', '/דהו?x']);
    assert.deepEqual(partsOf('www.example.org'), ['', 'www.example.org', '']);
  });
});

test('whatever is written, a link is a part of it that leads where it reads', () => {
  const part = fc.constantFrom(
    ...[
      'https://',
      'http://',
      'www.',
      'mailto:',
      '@',
      ':',
      '/',
      '.',
      '(',
      ')',
      '*',
      '_',
      ' ',
      '\n',
    ],
    ...[
      'a.b',
      'x',
      'é',
      '漢',
      '。',
      '）',
      '\u202e',
      '\u200d',
      '\\',
      '?',
      '#',
      '%',
      '\ufffc',
      '𝒳',
      '1',
    ],
  );
  const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      let from = 0;
      for (const { start, end, href, leadsTo } of linksIn(given)) {
        assert.ok(start >= from && end > start && end <= given.length);
        from = end;
        const shown = given.slice(start, end);
        assert.doesNotMatch(shown, /[\s\p{Bidi_Control}\ufffc]/u);
        const { protocol, host, username, password } = new URL(href);
        if (protocol === 'mailto:') continue;
        assert.match(protocol, /^https?:$/);
        assert.equal(username + password, '');
        const [, read] = partsOf(shown);
        if (/^[\0-\x7f]*$/.test(read) && leadsTo === null) {
          const port = protocol === 'https:' ? /:(?:0*443)?$/ : /:(?:0*80)?$/;
          assert.equal(
            read
              .toLowerCase()
              .replace(port, '')
              .replace(/:0+(?=\d)/, ':'),
            host,
          );
        }
      }
    }),
    { numRuns: 1000 },
  );
});
