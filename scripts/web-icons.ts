/**
 * `node scripts/web-icons.ts`: renders the web client's icon as PNG for platforms that take no SVG. Run it again when
 * src/web/public/icon.svg has changed, and commit the results.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/support/chromium.ts';

const folder = fileURLToPath(new URL('../src/web/public/', import.meta.url));

/** `whole`: drawn to the corners, where a system cuts its own shape or fills transparent parts with black. */
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
