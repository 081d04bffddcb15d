/** Chance, the same on every platform. */

/** In [0, 1); no two clients begin the keys of their messages alike. */
export function secureRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
