import assert from 'node:assert/strict';
import { argon2 } from 'node:crypto';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { type Argon2, Passwords, preparePassword } from './passwords.ts';
import { PASSWORD_DEFAULTS } from './settings.ts';

/** The least work that argon2id allows. */
const QUICK = { ...PASSWORD_DEFAULTS, memoryKiB: 8, passes: 1 };

const SOMEBODY = { addressGroup: '192.0.2.1', gone: false };

function hash(passwords: Passwords, password: string): Promise<string | null> {
  return new Promise((resolve) => passwords.hash(password, SOMEBODY, resolve));
}

function verify(passwords: Passwords, record: string, password: string): Promise<boolean | null> {
  return new Promise((resolve) => passwords.verify(record, password, SOMEBODY, resolve));
}

describe('argon2id', () => {
  test('is that of RFC 9106, section 5.3', async () => {
    const tag = await promisify(argon2)('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    });
    assert.equal(
      tag.toString('hex'),
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    );
  });

  test('verifies records of the reference implementation', async () => {
    const passwords = new Passwords(QUICK);
    const records = [
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ];
    for (const record of records) {
      assert.equal(await verify(passwords, record, 'password'), true);
      assert.equal(await verify(passwords, record, 'Password'), false);
      assert.equal(passwords.outdated(record), true);
    }
  });
});

describe('a record', () => {
  test('fits its password and no other, and differs each time', async () => {
    const passwords = new Passwords(QUICK);
    const record = await hash(passwords, 'correct horse');
    assert.ok(record !== null);
    assert.match(record, /^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await verify(passwords, record, 'correct horse'), true);
    assert.equal(await verify(passwords, record, 'correct horse '), false);
    assert.notEqual(await hash(passwords, 'correct horse'), record);
  });

  test('has the parameters of the defaults', async () => {
    const passwords = new Passwords(PASSWORD_DEFAULTS);
    const record = await hash(passwords, 'correct horse');
    assert.ok(record !== null);
    assert.match(record, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await verify(passwords, record, 'correct horse'), true);
    assert.equal(passwords.outdated(record), false);
  });

  test('is verified with its own parameters, and outdated where new ones differ', async () => {
    const record = await hash(new Passwords(QUICK), 'correct horse');
    assert.ok(record !== null);
    assert.equal(new Passwords(QUICK).outdated(record), false);
    for (const change of [{ memoryKiB: 16 }, { passes: 2 }, { parallelism: 2, memoryKiB: 16 }]) {
      const changed = new Passwords({ ...QUICK, ...change });
      assert.equal(await verify(changed, record, 'correct horse'), true);
      assert.equal(changed.outdated(record), true);
    }
  });

  test('matches nothing where it is unreadable or its parameters are absurd, and no work is done', async () => {
    const derive = (() => assert.fail('looked at it')) as unknown as Argon2;
    const passwords = new Passwords(QUICK, derive);
    const salt = 'c29tZXNhbHQ';
    const key = 'nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    const records = [
      '',
      'password',
      `$argon2i$v=19$m=8,t=1,p=1$${salt}$${key}`,
      `$argon2id$v=16$m=8,t=1,p=1$${salt}$${key}`,
      `$argon2id$m=8,t=1,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=262145,t=1,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=4294967295,t=1,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=8,t=17,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=1024,t=1,p=17$${salt}$${key}`,
      `$argon2id$v=19$m=15,t=1,p=2$${salt}$${key}`,
      `$argon2id$v=19$m=8,t=0,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=08,t=1,p=1$${salt}$${key}`,
      `$argon2id$v=19$m=8,t=1,p=1$c2FsdA$${key}`,
      `$argon2id$v=19$m=8,t=1,p=1$${salt}$c2hvcnQ`,
      `$argon2id$v=19$m=8,t=1,p=1$${salt}$${key}=`,
      // The last character has unused bits that are not 0.
      `$argon2id$v=19$m=8,t=1,p=1$${salt}$${key.slice(0, -1)}5`,
      `$argon2id$v=19$m=8,t=1,p=1$${salt}$${key}$`,
      `$argon2id$v=19$m=8,t=1,p=1$${salt}$${key}\n`,
    ];
    for (const record of records) {
      assert.equal(await verify(passwords, record, 'password'), false, record);
      assert.equal(passwords.outdated(record), true, record);
    }
  });

  test('is not made with impossible or absurd parameters', () => {
    for (const change of [
      { passes: 0 },
      { passes: 1.5 },
      { parallelism: 2, memoryKiB: 15 },
      { memoryKiB: 1024 * 1024 },
      { passes: 100 },
    ]) {
      assert.throws(() => new Passwords({ ...QUICK, ...change }), RangeError);
    }
  });
});

describe('a password', () => {
  test('is the same whichever way its letters and spaces are composed', async () => {
    const passwords = new Passwords(QUICK);
    const record = await hash(passwords, 'Zoe\u0308 Å');
    assert.ok(record !== null);
    assert.equal(await verify(passwords, record, 'Zo\u00eb\u00a0A\u030a'), true);
    assert.equal(await verify(passwords, record, 'Zoe Å'), false);
  });
  test('keeps case, width and everything else', () => {
    for (const kept of ['aA', 'ａ', 'ﬁ', ' x ', 'a\tb', '\u0000']) {
      assert.equal(preparePassword(kept), kept);
    }
  });
  test('is not changed by being prepared again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (password) => {
        const prepared = preparePassword(password);
        assert.equal(preparePassword(prepared), prepared);
        assert.equal(preparePassword(password.normalize('NFD')), prepared);
      }),
    );
  });
});

describe('a flood of passwords', () => {
  /** A `derive` that is completed by hand; `running` has the derivations under way. */
  function byHand() {
    const running: { message: unknown; finish: (error?: Error) => void }[] = [];
    const derive: Argon2 = (_algorithm, { message, tagLength }, callback) => {
      running.push({
        message,
        finish: (error) => callback(error ?? null, Buffer.alloc(tagLength)),
      });
    };
    return { running, derive };
  }

  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('is checked a few at a time, in order', async () => {
    const { running, derive } = byHand();
    const passwords = new Passwords({ ...QUICK, atOnce: 2, waitingMax: 3 }, derive);
    const begun: unknown[] = [];
    let answered = 0;
    for (let i = 0; i < 5; i++) passwords.hash(`password ${i}`, SOMEBODY, () => answered++);
    while (running.length > 0) {
      assert.ok(running.length <= 2);
      // The later one first: answers may come in another order.
      const one = running.pop();
      begun.push(one?.message);
      one?.finish();
    }
    assert.equal(answered, 5);
    assert.deepEqual(
      [...begun].sort(),
      [0, 1, 2, 3, 4].map((i) => `password ${i}`),
    );
    assert.deepEqual(begun, ['password 1', 'password 2', 'password 3', 'password 4', 'password 0']);
    await turn();
  });

  test('is answered null above the limit, asynchronously, and takes no place', async () => {
    const { running, derive } = byHand();
    const passwords = new Passwords({ ...QUICK, atOnce: 1, waitingMax: 1 }, derive);
    const record = `$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$${'A'.repeat(43)}`;
    const answers: (boolean | null)[] = [];
    for (let i = 0; i < 4; i++)
      passwords.verify(record, 'x', SOMEBODY, (fits) => answers.push(fits));
    assert.equal(answers.length, 0);
    await turn();
    assert.deepEqual([...answers], [null, null]);
    running.shift()?.finish();
    running.shift()?.finish();
    assert.deepEqual([...answers], [null, null, true, true]);
    passwords.verify(record, 'x', SOMEBODY, (fits) => answers.push(fits));
    assert.equal(running.length, 1);
  });

  test('goes on where one fails for want of memory, which is answered null', () => {
    const { running, derive } = byHand();
    const passwords = new Passwords({ ...QUICK, atOnce: 1 }, derive);
    const answers: (string | null)[] = [];
    passwords.hash('a', SOMEBODY, (record) => answers.push(record));
    passwords.hash('b', SOMEBODY, (record) => answers.push(record));
    running.shift()?.finish(new Error('no memory'));
    running.shift()?.finish();
    assert.equal(answers[0], null);
    assert.equal(typeof answers[1], 'string');
  });

  test('is never more at once than allowed, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(6),
        fc.array(fc.oneof(fc.constant('come' as const), fc.nat(3)), { maxLength: 60 }),
        (atOnce, waitingMax, steps) => {
          const { running, derive } = byHand();
          const passwords = new Passwords({ ...QUICK, atOnce, waitingMax }, derive);
          let taken = 0;
          let answered = 0;
          for (const step of steps) {
            if (step === 'come') {
              if (taken - answered < atOnce + waitingMax) taken++;
              passwords.hash('x', SOMEBODY, (record) => {
                if (record !== null) answered++;
              });
            } else {
              running.splice(step, 1)[0]?.finish();
            }
            assert.equal(running.length, Math.min(atOnce, taken - answered));
          }
        },
      ),
    );
  });
});
