/** Arrow-key movement in a grid of emoji in groups. */

export interface EmojiPosition {
  readonly group: number;
  /** The index within its group. */
  readonly at: number;
}

/**
 * The next position from `position`, among groups of the given sizes in rows of `columns`; null if there is none, or
 * the move leaves the grid at the top; undefined for another key.
 */
export function movedTo(
  lengths: readonly number[],
  { group, at }: EmojiPosition,
  key: string,
  columns: number,
): EmojiPosition | null | undefined {
  const length = lengths[group] ?? 0;
  const before = lengths[group - 1];
  const after = lengths[group + 1];
  const column = at % columns;
  const rowOf = (index: number) => index - (index % columns);
  switch (key) {
    case 'ArrowLeft':
      if (at > 0) return { group, at: at - 1 };
      return before === undefined ? null : { group: group - 1, at: before - 1 };
    case 'ArrowRight':
      if (at + 1 < length) return { group, at: at + 1 };
      return after === undefined ? { group, at } : { group: group + 1, at: 0 };
    case 'ArrowUp':
      if (at >= columns) return { group, at: at - columns };
      return before === undefined
        ? null
        : { group: group - 1, at: Math.min(rowOf(before - 1) + column, before - 1) };
    case 'ArrowDown':
      if (rowOf(at) < rowOf(length - 1)) return { group, at: Math.min(at + columns, length - 1) };
      return after === undefined
        ? { group, at }
        : { group: group + 1, at: Math.min(column, after - 1) };
    case 'PageUp':
      return { group: at === 0 ? Math.max(0, group - 1) : group, at: 0 };
    case 'PageDown':
      return after === undefined ? { group, at: length - 1 } : { group: group + 1, at: 0 };
    case 'Home':
      return { group: 0, at: 0 };
    case 'End':
      return { group: lengths.length - 1, at: (lengths.at(-1) ?? 1) - 1 };
    default:
      return undefined;
  }
}
