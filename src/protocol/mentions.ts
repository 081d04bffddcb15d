/** Placeholder until r-gate is merged. */
export function mentionsOf(text: string): string[] {
  return [
    ...new Set(Array.from(text.matchAll(/(?<![^\s])@([^\s,.!?:;]{1,20})/g), ([, n]) => n ?? '')),
  ].slice(0, 50);
}
