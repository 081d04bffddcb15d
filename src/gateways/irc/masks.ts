/** Masks with `*` and `?` (RFC 2812 section 2.5). */

/** Does `mask` match all of `text`? Takes time for the product of their lengths at most, whatever they are. */
export function matches(mask: string, text: string): boolean {
  let maskAt = 0;
  let textAt = 0;
  /** Where the last star stands, and how far it has reached; -1: there was none. */
  let star = -1;
  let reached = 0;
  while (textAt < text.length) {
    const wanted = mask[maskAt];
    if (wanted === '*') {
      star = maskAt++;
      reached = textAt;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[textAt])) {
      maskAt++;
      textAt += wanted === '?' ? unitsAt(text, textAt) : 1;
    } else if (star === -1) {
      return false;
    } else {
      maskAt = star + 1;
      reached += unitsAt(text, reached);
      textAt = reached;
    }
  }
  while (mask[maskAt] === '*') maskAt++;
  return maskAt === mask.length;
}

function unitsAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
