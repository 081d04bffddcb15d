/** The system's Chromium, driven by tests. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Starts it without a window, and without what it would fetch for itself. */
export function launchChromium(): Promise<Browser> {
  const executablePath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
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
