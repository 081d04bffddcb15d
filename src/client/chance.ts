/** Secure random numbers on every platform. */

/** A number in [0, 1). It has to be unguessable: no two clients may begin the keys of their messages alike. */
export function secureRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
