/** Keyboard input in the web client: the keys of the message field, of completion, and of input methods. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { LineClient } from './support/line-client.ts';
import { newName } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import {
  closeBrowser,
  composer,
  goTo,
  message,
  messages,
  say,
  WebPeople,
} from './support/web-page.ts';

let server: ServerProcess;

before(async () => {
  server = await ServerProcess.start();
});
after(async () => {
  await server.stop();
  await closeBrowser();
});

/** Somebody who has said `mine` to somebody on a line, who has said `theirs`. */
async function talk(t: TestContext) {
  const people = await WebPeople.arrive(t, server.port);
  const [name, other] = [newName(), newName()];
  const page = await people.guest(name);
  const line = await LineClient.login(server.port, other);
  t.after(() => line[Symbol.dispose]());
  line.say(`sendto ${name} theirs`);
  await goTo(page, other);
  await message(page, 'theirs').waitFor();
  await say(page, 'mine');
  await message(page, 'mine').locator('.fate').waitFor({ state: 'detached' });
  return { people, page, line, name, other };
}

/** Is it where one types now? */
async function hasFocus(page: Page): Promise<boolean> {
  return composer(page).evaluate((field) => field.matches(':focus'));
}

/** Types, and answers what is in the field then; it begins empty. */
async function typed(page: Page, text: string): Promise<string> {
  await page.keyboard.type(text);
  const value = await composer(page).inputValue();
  await composer(page).fill('');
  return value;
}

describe('typing goes to the field', () => {
  test('from a message that was clicked, and does nothing to it', async (t) => {
    const { page, people } = await talk(t);
    const { keyboard } = page;
    for (const text of ['be right there', 'really?', '+1', '/shrug', '?!']) {
      await message(page, 'mine').locator('.markup').click();
      assert.equal(await typed(page, text), text);
    }
    await message(page, 'mine').locator('.markup').click();
    await keyboard.press('Delete');
    await keyboard.press('r');
    assert.equal(await composer(page).inputValue(), 'r');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await page.locator('.writing-as').count(), 0);
    assert.equal(await messages(page).count(), 2);
    assert.deepEqual(people.faults, []);
  });

  test('from a button that was pressed, a dialog that was closed, and where nothing has the focus', async (t) => {
    const { page } = await talk(t);
    await composer(page).fill('sent by a press');
    await page.getByRole('button', { name: 'Send' }).click();
    await message(page, 'sent by a press').waitFor();
    assert.ok(await hasFocus(page));
    await message(page, 'theirs').hover();
    await page.getByRole('button', { name: 'React 👍' }).click();
    await page.getByRole('button', { name: '👍, 1 person' }).waitFor();
    assert.equal(await typed(page, ' thanks'), ' thanks');
    assert.equal(await page.getByRole('button', { name: '👍, 1 person' }).count(), 1);
    await message(page, 'theirs').hover();
    await page.getByRole('button', { name: 'Reply' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.equal(await typed(page, 'or not'), 'or not');
    await page.getByRole('button', { name: /^About / }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await typed(page, ' and on'), ' and on');
    await page.evaluate('document.activeElement.blur()');
    assert.equal(await typed(page, 'from nowhere'), 'from nowhere');
    await page.evaluate('document.activeElement.blur()');
    // Which needs a clipboard: cut, it is there to be pasted.
    await composer(page).fill('pasted');
    await composer(page).press('Control+a');
    await composer(page).press('Control+x');
    await message(page, 'mine').locator('.markup').click();
    await page.keyboard.press('Control+v');
    assert.equal(await composer(page).inputValue(), 'pasted');
  });

  test('and not what belongs to a dialog, to a button, or to the browser', async (t) => {
    const { page } = await talk(t);
    await page.getByRole('button', { name: /^About / }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('nothing');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Space');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+c');
    assert.equal(await hasFocus(page), false);
    assert.equal(await composer(page).inputValue(), '');
  });
});

describe('the keys of a message', () => {
  test('hold where the keyboard went to it, and what is none of them is typed', async (t) => {
    const { page, name } = await talk(t);
    const { keyboard } = page;
    const own = message(page, 'mine');
    const reach = async () => {
      await composer(page).press('Shift+Tab');
      while (!(await own.evaluate((one) => one.matches(':focus'))))
        await keyboard.press('Shift+Tab');
    };
    await reach();
    await keyboard.press('e');
    await page.getByText('Editing your message').waitFor();
    await keyboard.press('Escape');
    await reach();
    await keyboard.press('ArrowUp');
    await keyboard.press('r');
    await page.locator('.writing-as').getByText('theirs').waitFor();
    await keyboard.press('Escape');
    await reach();
    await keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await reach();
    await keyboard.press('+');
    await page.getByRole('dialog', { name: 'Choose an emoji' }).waitFor();
    await keyboard.press('Escape');
    assert.ok(await own.evaluate((one) => one.matches(':focus')));
    assert.equal(await typed(page, 'well, red'), 'well, red');
    await reach();
    // A capital begins a sentence.
    assert.equal(await typed(page, 'Right'), 'Right');
    // The arrows lead on from what is in it, too.
    await own.getByRole('button', { name }).focus();
    await keyboard.press('ArrowUp');
    assert.ok(await message(page, 'theirs').evaluate((one) => one.matches(':focus')));
    // A press on it takes them away.
    await reach();
    await own.locator('.markup').click();
    assert.equal(await typed(page, 'er'), 'er');
  });

  test('the arrow with Alt leads on from an empty field, and edits nothing', async (t) => {
    const { page, line, other } = await talk(t);
    line.say(`create #${other}`);
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Shift+ArrowUp');
    assert.equal(await page.locator('.writing-as').count(), 0);
    await page.keyboard.press('ArrowUp');
    await page.getByText('Editing your message').waitFor();
  });
});

describe('what is completed', () => {
  test('is over when the message is sent: Tab leaves the empty field', async (t) => {
    const { page, other } = await talk(t);
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await composer(page).pressSequentially(`@${other}`);
    await list.getByRole('option', { name: other }).waitFor();
    await composer(page).press('Enter');
    await message(page, `@${other}`).waitFor();
    assert.equal(await list.count(), 0);
    await composer(page).press('Tab');
    assert.equal(await composer(page).inputValue(), '');
    assert.equal(await hasFocus(page), false);
    // With Control, Enter sends, whatever is offered.
    await composer(page).pressSequentially(`so @${other.slice(0, 4)}`);
    await list.getByRole('option', { name: other }).waitFor();
    await composer(page).press('Control+Enter');
    await message(page, `so @${other.slice(0, 4)}`).waitFor();
    assert.equal(await list.count(), 0);
  });
});

/** Types with an input method: its keys and texts come to the page as they do in a browser. */
class InputMethod {
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async on(page: Page): Promise<InputMethod> {
    await page.evaluate(`
      window.heard = [];
      const note = ({ type, key, keyCode, isComposing }) =>
        window.heard.push(type === 'keydown' ? [type, key, keyCode, isComposing].join(' ') : type);
      for (const type of ['compositionstart', 'compositionend', 'keydown'])
        addEventListener(type, note, { capture: true });
    `);
    return new InputMethod(page, await page.context().newCDPSession(page));
  }

  /** What the page heard, from now on anew. */
  heard(): Promise<string[]> {
    return this.#page.evaluate('window.heard.splice(0)');
  }

  async compose(text: string): Promise<void> {
    const { length } = text;
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: length,
      selectionEnd: length,
    });
  }

  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  /** A key that the input method took: it has that code, and no effect of its own. */
  async taken(key: string): Promise<void> {
    const named = { key, windowsVirtualKeyCode: 229 };
    await this.#session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...named });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...named });
  }

  /** The Enter of a keyboard that gives its keys no names. */
  async enter(): Promise<void> {
    const key = { key: 'Unidentified', windowsVirtualKeyCode: 229 };
    await this.#session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'char', text: '\r' });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }

  /** As recorded in Safari: the end is told before the key that ended it. */
  async endAsSafari(text: string, key = 'Enter'): Promise<void> {
    await this.commit(text);
    await this.taken(key);
  }

  /** As in Chrome and Firefox: the key comes first, while something is composed. */
  async endAsOthers(text: string, key = 'Enter'): Promise<void> {
    await this.taken(key);
    await this.commit(text);
  }
}

describe('a key that an input method takes', () => {
  test('sends nothing, in the order of any browser', async (t) => {
    const { page, people } = await talk(t);
    const { keyboard } = page;
    const method = await InputMethod.on(page);
    await composer(page).focus();
    await method.compose('にほん');
    await method.endAsSafari('日本');
    assert.deepEqual(await method.heard(), [
      'compositionstart',
      'compositionend',
      'keydown Enter 229 false',
    ]);
    await method.compose('ご');
    await method.endAsOthers('語');
    assert.deepEqual(await method.heard(), [
      'compositionstart',
      'keydown Enter 229 true',
      'compositionend',
    ]);
    assert.equal(await composer(page).inputValue(), '日本語');
    assert.equal(await messages(page).count(), 2);
    await keyboard.press('Enter');
    await message(page, '日本語').waitFor();
    // Nor does one that ends it without a text end a correction, or begin one.
    await method.compose('x');
    await method.endAsSafari('', 'ArrowUp');
    assert.equal(await page.locator('.writing-as').count(), 0);
    await keyboard.press('ArrowUp');
    await page.getByText('Editing your message').waitFor();
    await method.compose('x');
    await method.endAsSafari('', 'Escape');
    await page.getByText('Editing your message').waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('chooses and moves nothing in a list of offers', async (t) => {
    const { page, other } = await talk(t);
    const { keyboard } = page;
    const method = await InputMethod.on(page);
    await composer(page).pressSequentially('@');
    const offer = page.getByRole('option', { name: other });
    await offer.waitFor();
    for (const key of ['Enter', 'Tab', 'ArrowDown', 'Escape']) {
      await method.compose(other.slice(0, 2));
      await method.endAsSafari('', key);
      await offer.waitFor();
      assert.equal(await composer(page).inputValue(), '@');
    }
    await composer(page).fill('');
    // The quick switcher, a name, an emoji that is looked for, a search.
    await keyboard.press('Control+k');
    await page.getByRole('combobox').pressSequentially(other);
    await method.compose('x');
    await method.endAsSafari('');
    await method.compose('x');
    await method.endAsOthers('');
    await page.getByRole('option', { name: other }).first().waitFor();
    assert.equal(await page.getByRole('dialog').count(), 1);
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New message' }).click();
    await page.getByRole('dialog').getByRole('combobox').pressSequentially(other);
    await method.compose('x');
    await method.endAsSafari('');
    assert.equal(await page.getByRole('dialog').count(), 1);
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Emoji' }).click();
    const find = page.getByRole('searchbox', { name: 'Find an emoji' });
    await find.fill('tada');
    await page.getByRole('option', { name: 'party popper' }).waitFor();
    await method.compose('x');
    await method.endAsSafari('');
    assert.equal(await find.inputValue(), 'tada');
    assert.equal(await composer(page).inputValue(), '');
  });

  test('is every key of some keyboards on a screen, and what they write is written', async (t) => {
    const { page, other } = await talk(t);
    const method = await InputMethod.on(page);
    await composer(page).focus();
    for (const letter of `hi @${other.slice(0, 4)}`) {
      await method.taken('Unidentified');
      await method.commit(letter);
    }
    await page.getByRole('option', { name: other }).click();
    assert.equal(await composer(page).inputValue(), `hi @${other} `);
    await page.getByRole('button', { name: 'Send' }).click();
    await message(page, `hi @${other}`).waitFor();
    // Enter is the browser's in a field of one line, whatever the key is called.
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').pressSequentially(other);
    await page.getByRole('option', { name: other }).first().waitFor();
    await method.enter();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('and one that begins an accent come to the field with what they begin', async (t) => {
    const { page } = await talk(t);
    const method = await InputMethod.on(page);
    for (const key of ['Dead', 'Process', 'Unidentified']) {
      await message(page, 'mine').locator('.markup').click();
      await method.taken(key);
      assert.ok(await hasFocus(page), key);
      await method.compose('´');
      await method.commit('é');
      assert.equal(await composer(page).inputValue(), 'é');
      await composer(page).fill('');
    }
  });
});

async function actionIn(one: Locator): Promise<string> {
  return ((await one.locator('.action').textContent()) ?? '').replace(/\s+/g, ' ');
}

describe('/me', () => {
  test('says what one does, to everybody in their own way, and stays that when it is edited', async (t) => {
    const { people, page, line, name, other } = await talk(t);
    await say(page, '/me waves at **all**');
    const mine = message(page, 'waves at all');
    await mine.waitFor();
    assert.equal(await actionIn(mine), `* ${name} waves at all`);
    // On one line.
    const [star, words] = await Promise.all([
      mine.locator('.action > span').boundingBox(),
      mine.locator('.action p').boundingBox(),
    ]);
    assert.ok(Math.abs((star?.y ?? 0) - (words?.y ?? 99)) < 4, JSON.stringify([star, words]));
    // After the answer to what was said at first.
    const heard = async (): Promise<string> => {
      const next = await line.next();
      return next === 'Success' || next.endsWith(': mine') ? heard() : next;
    };
    assert.equal(await heard(), `${name} (action): waves at **all**`);
    line.say(`me ${name} nods`);
    await message(page, 'nods').waitFor();
    assert.equal(await actionIn(message(page, 'nods')), `* ${other} nods`);
    // The name is said once: the star and the name before the text are for the eye.
    const shown = await page.locator('.action > span').first().getAttribute('aria-hidden');
    assert.equal(shown, 'true');
    await composer(page).focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await composer(page).inputValue(), 'waves at **all**');
    await composer(page).fill('bows');
    await page.keyboard.press('Enter');
    await message(page, 'bows').waitFor();
    assert.equal(await actionIn(message(page, 'bows')), `* ${name} bows`);
    assert.equal(await heard(), `${name}: * ${name} now: bows`);
    // A second slash, or another word, is text.
    for (const [typed, text] of [
      ['//me waves', '/me waves'],
      ['/meow', '/meow'],
      ['/me ', '/me '],
    ] as const) {
      await say(page, typed);
      assert.equal(await heard(), `${name}: ${text}`);
    }
    line.say(`sendto ${name} /me is as typed`);
    await message(page, '/me is as typed').waitFor();
    assert.equal(await page.locator('.action').count(), 2);
    await composer(page).fill('');
    assert.deepEqual(people.faults, []);
  });

  test('has no formatting codes of IRC', async (t) => {
    const { page, line, name } = await talk(t);
    line.say(`sendto ${name} \x02bold\x02 and \x0304red\x03`);
    await message(page, 'bold and red').waitFor();
  });
});
