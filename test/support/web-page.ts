/** The web client in a real browser, used as by a person: by texts and labels. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { ExtendedClient } from './extended-client.ts';
import { PASSWORD } from './people.ts';

/** Where a picture of each page is left when a test fails. */
const PICTURES = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'web-pictures');

/** Long for a machine that is busy: nothing waits for it that comes. */
const PATIENCE_MS = 30_000;

/** A test, or whatever else has an end. */
export interface Occasion {
  readonly name: string;
  readonly passed: boolean;
  after(done: () => Promise<void>): void;
}

/** Browsers' pages at one server, closed at the end of their test. */
export class WebPeople {
  readonly #browser: Browser;
  readonly #port: number;
  readonly #contexts: BrowserContext[] = [];
  /** Errors of the pages' scripts, and violations of their policy. */
  readonly faults: string[] = [];

  private constructor(browser: Browser, port: number) {
    this.#browser = browser;
    this.#port = port;
  }

  /** For one test, at the server on `port`; `whole`: with a browser that can ask and notify them. */
  static async arrive(t: Occasion, port: number, { whole = false } = {}): Promise<WebPeople> {
    const people = new WebPeople(await sharedBrowser(whole), port);
    t.after(async () => {
      if (!t.passed) await people.#takePictures(t.name);
      for (const context of people.#contexts) await context.close();
    });
    return people;
  }

  get #pages(): Page[] {
    return this.#contexts.flatMap((context) => context.pages());
  }

  async #takePictures(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    for (const [at, page] of this.#pages.entries()) {
      const path = join(PICTURES, `${name.replaceAll(/\W+/g, '-')}-${at}.png`);
      await page.screenshot({ path }).catch(() => {});
    }
  }

  /** Opens the page in a fresh browser context. */
  async open(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    return this.tab(await this.#browserOf(options), path);
  }

  async #browserOf(options: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1200, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  /** Another page of a browser. */
  async tab(context: BrowserContext, path = '/'): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(String(error.stack)));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedScript|Refused to/.test(message.text())) {
        this.faults.push(message.text());
      }
    });
    await page.goto(`http://127.0.0.1:${this.#port}${path}`);
    return page;
  }

  /** A guest. */
  async guest(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.open(options);
    await comeIn(page, name);
    return page;
  }

  /** A registered person, logged in by the browser's cookie. */
  async registered(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    using client = await ExtendedClient.hello(this.#port);
    assert.equal((await client.ask('register', { name, password: PASSWORD })).result, 'ok');
    const context = await this.#browserOf(options);
    const origin = `http://127.0.0.1:${this.#port}`;
    const answer = await context.request.post(`${origin}/login`, {
      headers: { origin },
      data: { name, password: PASSWORD, device: 'Chrome, Linux' },
    });
    assert.equal(answer.status(), 200);
    // Once: who logs out is not to be back by the next page.
    await context.addInitScript(`if (localStorage.getItem('came') === null) {
      localStorage.setItem('came', 'yes');
      localStorage.setItem('chinwag.who', ${JSON.stringify(JSON.stringify({ name, registered: true }))});
    }`);
    const page = await this.tab(context);
    await greeted(page, name);
    return page;
  }

  /** A registered person on another device. */
  async back(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.open(options);
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByLabel(`Password for ${name}`).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await greeted(page, name);
    return page;
  }
}

/** One browser of each kind, for all tests of a file. */
const browsers = new Map<boolean, Promise<Browser>>();

function sharedBrowser(whole: boolean): Promise<Browser> {
  const browser = browsers.get(whole) ?? launchChromium({ whole });
  browsers.set(whole, browser);
  return browser;
}

/** To be called after the tests of a file. */
export async function closeBrowser(): Promise<void> {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
}

/** Logs in as a guest. */
export async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Come in' }).click();
  await greeted(page, name);
}

/** Registers `name`, on a page where nobody is logged in. */
export async function registerHere(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Register this name/ }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await greeted(page, name);
}

export async function greeted(page: Page, name: string): Promise<void> {
  // On a phone, only the list is shown.
  await page.getByRole('button', { name: `Settings of ${name}` }).waitFor();
}

/** Opens the conversation with `name`, which is in the list. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await composer(page).waitFor();
}

/** Opens a conversation with `name`, whom the page may not know. */
export async function writeTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Write to ${name}` }).waitFor();
}

/** Logs out, on the page of `name`. */
export async function logOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Settings of ${name}` }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.getByLabel('Your name').waitFor();
}

/** Begins the conversation of `name`, whose page it is, with themselves: `text` is stored when this resolves. */
export async function noteToSelf(page: Page, name: string, text: string): Promise<void> {
  await writeTo(page, name);
  await say(page, text);
  await message(page, text).getByText("on the server's disk").waitFor();
}

export function composer(page: Page) {
  return page.getByRole('textbox', { name: /^Write to / });
}

/** Writes `text` in the conversation that is open. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The messages of the open conversation. */
export function messages(page: Page) {
  return page.getByRole('list', { name: /^Messages (?:with|in) / }).locator('[data-id]');
}

/** A notice of an event among the messages of the open room, without its copy in the live region. */
export function notice(page: Page, text: string | RegExp) {
  return page.locator('.notice').getByText(text);
}

/** The message with `text`. */
export function message(page: Page, text: string) {
  return messages(page).filter({ hasText: text });
}

/** The texts of the messages in the open conversation, oldest first. */
export async function texts(page: Page): Promise<string[]> {
  return messages(page).locator('.markup').allInnerTexts();
}
