/** The system's Chromium, driven by tests. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** A page is a page in both; the shell, which has no windows to draw, takes half the work. */
const FOR_PAGES = ['chromium-headless-shell', 'chromium'];
/** What asks its user, as before a notification, is in this one alone. */
const WHOLE = ['chromium'];

/** Starts it without a window, and without what it would fetch for itself. */
export function launchChromium({ whole = false } = {}): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const executablePath = (whole ? WHOLE : FOR_PAGES)
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error('the tests need chromium: npm test installs it');
  return chromium.launch({
    executablePath,
    args: [
      // It refuses to have a sandbox of its own as root, which CI often is.
      '--no-sandbox',
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
