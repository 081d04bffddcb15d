/** A talker at the web client, in Chromium. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';
import { composer, goTo, messages, say } from '../web-page.ts';
import { disorder, line, numberOf, ROOM, type Talker, type Tell } from './talker.ts';

/** How often the page is looked at. */
const LOOK_MS = 250;

/** How often the page is scrolled up for messages not yet seen, at most. */
const SCROLLS_MAX = 100;

/** Runs in the page: returns the texts of its messages, and its connection state. */
const READ = `({
  texts: [...document.querySelectorAll('main [data-id] .markup')].map((one) => one.innerText),
  state: [...document.querySelectorAll('.banner p, .waiting-line')].map((one) => one.innerText).join(' | '),
})`;

/** Uses `page`, where the registered `name` is logged in and a member of the room. */
export async function pageTalker(name: string, page: Page, tell: Tell): Promise<Talker> {
  await goTo(page, ROOM);
  const failures = new Set<string>();
  /** All messages seen, since the page keeps only a window of them. */
  const known = new Set<string>();
  let state = '';
  const look = async (): Promise<void> => {
    const now = (await page.evaluate(READ)) as { texts: string[]; state: string };
    const shown = now.state.replaceAll(/\s+/g, ' ');
    if (shown !== state) tell(shown === '' ? 'nothing is wrong' : shown);
    state = shown;
    for (const problem of disorder(now.texts)) failures.add(problem);
    for (const text of now.texts) known.add(text);
  };
  const ending = new AbortController();
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await sleep(LOOK_MS);
    }
  })().catch((error) => failures.add(`${error}`));
  return {
    name,
    failures: () => [...failures],
    async say(number) {
      await say(page, line(name, number));
      await until(
        async () => (await composer(page).inputValue()) === '',
        () => `${number} to be taken`,
      );
    },
    async answered(number) {
      const said = messages(page).filter({ hasText: line(name, number) });
      await said.getByText("on the server's disk").waitFor();
    },
    async heard(count) {
      // Messages of a long outage are above the visible ones.
      for (let at = 0; at < SCROLLS_MAX && known.size < count; at++) {
        await messages(page).first().scrollIntoViewIfNeeded();
        await page.keyboard.press('PageUp');
        await sleep(LOOK_MS);
        await look();
      }
      return [...known].sort((one, other) => numberOf(one) - numberOf(other));
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await looking;
    },
  };
}
