/** The system's Chromium, driven by tests. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The headless shell renders pages alike and, without windows to draw, takes half the work. */
const FOR_PAGES = ['chromium-headless-shell', 'chromium'];
/** Only the whole browser has permission prompts, as for notifications. */
const WHOLE = ['chromium'];

/** Starts it without a window and without background requests of its own. */
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
      // Its sandbox does not work as root, which CI often is.
      '--no-sandbox',
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
