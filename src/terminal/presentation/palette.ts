/** The colours of the terminal client, or none: it respects `NO_COLOR` and terminals without colour. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours that are readable on black and on white; not red, which means a fault. */
const NAME_COLOURS = [
  'green',
  'yellow',
  'magenta',
  'cyan',
  'blueBright',
  'greenBright',
  'magentaBright',
  'cyanBright',
] as const;

export class Palette {
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  /** For text that is not by people, and for explanations. */
  dim(text: string): string {
    return this.#paint('dim', text);
  }

  strong(text: string): string {
    return this.#paint('bold', text);
  }

  fault(text: string): string {
    return this.#paint('red', text);
  }

  /** `shown` in the fixed colour of `name`. */
  name(name: string, shown: string): string {
    return this.#paint(['bold', NAME_COLOURS[hash(name) % NAME_COLOURS.length] as Style], shown);
  }

  #paint(style: Style | Style[], text: string): string {
    if (!this.#colours) return text;
    return styleText(style as Style, text, { validateStream: false });
  }
}

/** 32-bit FNV-1a. */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
