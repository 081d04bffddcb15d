/** The pages of docs/ of which parts are generated. */
import { readFileSync } from 'node:fs';
import { clientParts } from './client-tables.ts';
import { operatingParts } from './operating-tables.ts';
import { type Parts, withParts } from './page-parts.ts';
import { protocolParts } from './protocol-tables.ts';

export interface GeneratedPage {
  readonly url: URL;
  readonly parts: () => Parts;
}

export const PAGES: readonly GeneratedPage[] = [
  { url: page('PROTOCOL-EXTENSIONS.md'), parts: protocolParts },
  { url: page('CLIENT.md'), parts: clientParts },
  { url: page('OPERATING.md'), parts: operatingParts },
];

function page(name: string): URL {
  return new URL(`../docs/${name}`, import.meta.url);
}

/** The page as it should be. */
export function pageNow({ url, parts }: GeneratedPage): string {
  return withParts(readFileSync(url, 'utf8'), parts());
}
