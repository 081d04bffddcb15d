/**
 * `node scripts/web-icons.ts`: draws the web client's icons as the pictures that those want who take no SVG. To be run
 * again, and what it wrote kept, when src/web/public/icon.svg has changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/support/chromium.ts';

const folder = fileURLToPath(new URL('../src/web/public/', import.meta.url));

/** `whole`: to the corners, where a system cuts its own shape or fills what is not there with black. */
const PICTURES = [
  { file: 'icon-192.png', pixels: 192, whole: false },
  { file: 'icon-512.png', pixels: 512, whole: false },
  { file: 'icon-maskable-512.png', pixels: 512, whole: true },
  { file: 'apple-touch-icon.png', pixels: 180, whole: true },
];

const drawing = readFileSync(`${folder}icon.svg`, 'utf8');
const square = drawing.replace(/ rx="\d+"/, '');

const browser = await launchChromium();
for (const { file, pixels, whole } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>
    ${whole ? square : drawing}`);
  writeFileSync(`${folder}${file}`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
