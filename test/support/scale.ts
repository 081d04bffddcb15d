/** How many times as much as in `npm test` is tried: 1 there, more in `npm run soak -- long`, which sets TEST_SCALE. */
export const SCALE = Number(process.env.TEST_SCALE ?? 1);
