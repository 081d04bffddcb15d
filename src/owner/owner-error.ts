/** The reason why an operation was not done: one line for the owner, with advice. */
export class OwnerError extends Error {
  override readonly name = 'OwnerError';
}
