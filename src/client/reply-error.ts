/** The error for a reply that violates its contract. */

export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

/** @throws ReplyError */
export function nonsense(what: string): never {
  throw new ReplyError(`the server's answer makes no sense: ${what}`);
}
