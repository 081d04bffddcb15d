/** The type of what scripts/emoji-module.ts makes when the page is built. */
declare module 'virtual:emoji/*' {
  const rows: readonly (readonly [
    emoji: string,
    label: string,
    words: string,
    codes: string,
    group: number,
  ])[];
  export default rows;
}
