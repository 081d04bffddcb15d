/** The answer to a question, mostly unseen. It is kept only here: in no history and no kill ring. */

/** Longer than any password; further characters are dropped. */
const CHARACTERS_MAX = 4096;

export interface Key {
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly name?: string;
}

/** The effect of a key: the line goes on, was entered, or was cancelled. */
export type Typed =
  | { readonly kind: 'on' }
  | { readonly kind: 'entered'; readonly line: string }
  | { readonly kind: 'given up' };

const ON: Typed = { kind: 'on' };
const GIVEN_UP: Typed = { kind: 'given up' };

export class SecretLine {
  #characters: string[] = [];

  /** The text typed so far. */
  get text(): string {
    return this.#characters.join('');
  }

  /** Handles a pressed key, which types `text`. */
  press(text: string | undefined, key: Key): Typed {
    if (key.ctrl === true) return this.#control(key.name);
    switch (key.name) {
      case 'return':
      case 'enter':
        return this.#enter();
      case 'backspace':
        this.#characters.pop();
        return ON;
    }
    if (key.meta !== true && text !== undefined) this.type(text);
    return ON;
  }

  #control(name: string | undefined): Typed {
    switch (name) {
      case 'c':
        return GIVEN_UP;
      case 'd':
        return this.#characters.length === 0 ? GIVEN_UP : ON;
      case 'h':
        this.#characters.pop();
        break;
      case 'j':
      case 'm':
        return this.#enter();
      case 'u':
      case 'w':
        this.#characters = [];
        break;
    }
    return ON;
  }

  #enter(): Typed {
    const line = this.text;
    this.#characters = [];
    return line === '' ? GIVEN_UP : { kind: 'entered', line };
  }

  /** Keys such as arrows type nothing, though they arrive as escape sequences. */
  type(text: string): void {
    for (const character of text) {
      if (/\p{Cc}/u.test(character) && character !== '\t') return;
      if (this.#characters.length < CHARACTERS_MAX) this.#characters.push(character);
    }
  }
}
