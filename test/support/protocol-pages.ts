/** The examples of docs/PROTOCOL.md and docs/PROTOCOL-EXTENSIONS.md, as they are written there. */
import { readFileSync } from 'node:fs';

export const pages: readonly string[] = ['PROTOCOL.md', 'PROTOCOL-EXTENSIONS.md'].map((name) =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8'),
);

/** A frame on a page, with its words: `client login ["alice"]`. */
export interface PageExample {
  readonly says: string;
  readonly bytes: Uint8Array;
}

/** `01 02`, after which a comment may stand, as bytes. */
export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replaceAll(/;.*$/gm, '').trim().split(/\s+/);
  return Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16));
}

/** All examples in blocks of hex. The first line of each says what it is: `; client: login("alice")`. */
export function blockExamples(): PageExample[] {
  return pages.flatMap((page) =>
    Array.from(page.matchAll(/^```hex\n([^`]*)```$/gm)).flatMap(([, block = '']) =>
      block.split(/^(?=; (?:client|server): )/m).map((example) => {
        const [, side, kind, values] =
          /^; (client|server): (\w+)\((.*)\)\n/.exec(example) ??
          fail(`no first line that says what it is: ${example}`);
        const given = JSON.stringify(JSON.parse(`[${values}]`));
        return { says: `${side} ${kind} ${given}`, bytes: bytesOf(example) };
      }),
    ),
  );
}

/** The frames of the tables of section 6: those with a header that cannot be believed, and the others. */
export function malformedExamples(): { headers: Uint8Array[]; frames: Uint8Array[] } {
  const [page = ''] = pages;
  const section = /^## 6\. [\s\S]*?(?=^## 7\. )/m.exec(page)?.[0] ?? fail('no section 6');
  const [, headers = '', frames = ''] = section.split('| what is wrong | example |');
  const inTable = (table: string) =>
    Array.from(table.matchAll(/^\|.*\| `([0-9a-f ]+)` \|$/gm), ([, hex = '']) => bytesOf(hex));
  return { headers: inTable(headers), frames: inTable(frames) };
}

function fail(what: string): never {
  throw new Error(what);
}
