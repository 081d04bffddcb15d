/** The type of the table that scripts/emoji-module.ts generates when the page is built. */
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
