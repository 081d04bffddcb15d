/** Parts of a page that repeat the code, between comments that name them, and how their text is written. */

/** The lines of each part, by its name. */
export type Parts = Readonly<Record<string, readonly string[]>>;

export type Row = readonly string[];

export function table(head: Row, rows: readonly Row[]): string[] {
  const line = (cells: Row) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}

/** `names`, each as code. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

export function sentence(text: string): string {
  const end = /[.:]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/**
 * `page` with `parts` as they are now.
 * @throws Error where the comments around a part are missing
 */
export function withParts(page: string, parts: Parts): string {
  let whole = page;
  for (const [name, lines] of Object.entries(parts)) {
    const begin = `<!-- generated: ${name} -->\n`;
    const end = `<!-- end of ${name} -->`;
    const start = whole.indexOf(begin) + begin.length;
    const stop = whole.indexOf(end, start);
    if (start < begin.length || stop < 0)
      throw new Error(`the page has no place for ${name}: the comments around it are missing`);
    whole = `${whole.slice(0, start)}\n${lines.join('\n')}${whole.slice(stop)}`;
  }
  return whole;
}
