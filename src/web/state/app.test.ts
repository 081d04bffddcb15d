/** The page from its beginning, with a server that answers as a test says. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock } from '../../../test/support/controlled-network.ts';
import {
  type ChatClient,
  type ClientOptions,
  CommandRefused,
  ConnectionLost,
} from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { heardList } from '../heard-list.ts';
import { problemTexts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import { App } from './app.ts';
import type { Remembered } from './app-world.ts';

type Login = (name: string) => Promise<void>;

let clock: FakeClock;
/** How logins are answered, one after the other; then all are good. */
let logins: Login[];
/** What was asked of the server. */
let asked: string[];
let options: ClientOptions;
let kept: Remembered | null;
let changed: (who: Remembered | null) => void;
let app: App;

/** Until what was answered is heard. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

/** A client that is connected; what it asks besides is answered with nothing. */
function fakeClient(): ChatClient {
  let name: string | null = null;
  const known = {
    get name() {
      return name;
    },
    registered: true,
    operator: false,
    login: async (as: string) => {
      asked.push(`login ${as}`);
      await logins.shift()?.(as);
      name = as;
    },
    close: () => asked.push('close'),
    reconnect: () => asked.push('reconnect'),
    check: () => {},
  };
  const nothing = async () => {
    throw new ConnectionLost('nothing to tell', false);
  };
  return new Proxy(known, {
    get: (target, key) => (key in target || key === 'then' ? Reflect.get(target, key) : nothing),
  }) as unknown as ChatClient;
}

beforeEach(() => {
  clock = new FakeClock();
  logins = [];
  asked = [];
  kept = { name: 'anna', registered: true, login: 'first' };
  app = new App({
    connect: async (given) => {
      asked.push('connect');
      options = given;
      return fakeClient();
    },
    now: () => 0,
    after: clock.after,
    random: () => 0.5,
    device: 'a test',
    remembered: {
      get: () => kept,
      set: (who) => {
        kept = who;
      },
      forget: () => {
        kept = null;
      },
      forgetHere: () => {},
      watch: (watcher) => {
        changed = watcher;
      },
    },
    draftsOf: () => ({
      get: () => '',
      set() {},
      waits() {},
      clear: () => asked.push('no drafts'),
      moveTo() {},
    }),
    heard: heardList,
    post: async () => ({ status: 200, json: null }),
    reach: async () => 200,
  });
});

async function passing(ms: number): Promise<void> {
  clock.pass(ms);
  await settled();
}

/** What the page asks of whoever is before it, or `chatting`. */
function shown(): string {
  const phase = app.phase.value;
  return phase.kind === 'welcome' ? `${phase.step}: ${phase.problem}` : phase.kind;
}

describe('a page that begins', () => {
  for (const [what, error] of [
    ['the connection breaks at the login', new ConnectionLost('broken', true)],
    ['the server is busy', new CommandRefused('login', Reason.busy, 'busy')],
  ] as const) {
    test(`tries again, after a pause, where ${what}`, async () => {
      const refuse = async () => {
        throw error;
      };
      logins = [refuse, refuse];
      void app.start();
      await settled();
      assert.equal(shown(), 'unreachable');
      assert.deepEqual(asked, ['connect', 'login anna', 'close']);
      await passing(500);
      await passing(1000);
      assert.equal(shown(), 'chatting');
      assert.equal(asked.filter((one) => one === 'login anna').length, 3);
    });
  }

  test('asks for the password where that is needed', async () => {
    logins = [
      async () => {
        throw new CommandRefused('login', Reason.passwordNeeded, '');
      },
    ];
    await app.start();
    assert.equal(shown(), 'password: null');
  });

  test('asks for a name where nobody is known', async () => {
    kept = null;
    await app.start();
    assert.equal(shown(), 'name: null');
  });
});

describe('a page whose connection is ended because of who is logged in', () => {
  /** As the library tells it. */
  async function dismissed(): Promise<void> {
    options.onEvent?.({ kind: 'closing', why: 'the password was changed', again: false });
    options.onStatus?.({ kind: 'lost', why: 'closed' });
    options.onStatus?.({ kind: 'reconnected' });
    await settled();
  }

  test('goes on where what the browser has is still good, with the same chat', async () => {
    await app.start();
    const { chat } = app;
    await dismissed();
    assert.equal(app.chat, chat);
    assert.equal(chat?.line.value.kind, 'online');
  });

  test('goes on later where the server cannot say now', async () => {
    await app.start();
    logins = [
      async () => {
        throw new CommandRefused('login', Reason.busy, '');
      },
    ];
    await dismissed();
    assert.equal(app.chat?.line.value.kind, 'lost');
    await passing(5000);
    assert.equal(asked.at(-1), 'reconnect');
    options.onStatus?.({ kind: 'reconnected' });
    await settled();
    assert.equal(app.chat?.line.value.kind, 'online');
  });

  test('asks for the password where it is not, and says that another tab was the cause where it was', async () => {
    const refuse = async () => {
      throw new CommandRefused('login', Reason.wrongPassword, '');
    };
    await app.start();
    logins = [refuse];
    await dismissed();
    assert.equal(shown(), `password: ${t(problemTexts.loggedOut)}`);
    await app.start();
    logins = [refuse];
    kept = null;
    await dismissed();
    await settled();
    assert.equal(shown(), `name: ${t(problemTexts.loggedOutElsewhere)}`);
  });
});

describe('a page that somebody has logged out of', () => {
  test('leaves the next login to the library when its connection is lost', async () => {
    await app.start();
    // The server ends the connection before it answers the request that logs out.
    options.onEvent?.({ kind: 'closing', why: 'the device was revoked', again: false });
    await app.logOut();
    await app.logIn('ben', 'a password');
    assert.equal(shown(), 'chatting');
    asked.length = 0;
    options.onStatus?.({ kind: 'lost', why: 'broken' });
    options.onStatus?.({ kind: 'reconnected' });
    await settled();
    assert.deepEqual(asked, []);
  });
});

describe('what another tab does', () => {
  beforeEach(async () => {
    await app.start();
    asked.length = 0;
  });

  test('a logout is one here', async () => {
    changed(null);
    await settled();
    assert.equal(shown(), `name: ${t(problemTexts.loggedOutElsewhere)}`);
    assert.ok(asked.includes('no drafts'));
  });

  test('a login as somebody else ends this, and leaves what was typed to whoever typed it', async () => {
    changed({ name: 'ben', registered: true, login: 'second' });
    await settled();
    assert.equal(shown(), `name: ${t(problemTexts.anotherIsHere, { name: 'ben' })}`);
    assert.ok(!asked.includes('no drafts'));
  });

  test('a new name, and a login anew, are nothing', async () => {
    changed({ name: 'annika', registered: true, login: 'first' });
    changed({ name: 'anna', registered: true, login: 'second' });
    changed({ name: 'annika', registered: true, login: 'second' });
    await settled();
    assert.equal(shown(), 'chatting');
  });
});
