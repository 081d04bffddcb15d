/** Why an operation was not done: one line for the owner of the server, saying what would be right. */
export class OwnerError extends Error {
  override readonly name = 'OwnerError';
}
