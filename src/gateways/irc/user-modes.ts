/** The modes of one session's user: `i` always, `o` an operator, `w` hears WALLOPS. */
export class UserModes {
  /** No mode: are edits, reactions and the like told in words, where the client has nothing better for them? */
  notices = true;
  isOperator = false;
  hearsWallops = false;

  get letters(): string {
    return `i${this.isOperator ? 'o' : ''}${this.hearsWallops ? 'w' : ''}`;
  }
}
