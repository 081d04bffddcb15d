/**
 * Tells pasted text from typed text: a terminal in mode 2004 puts marks around a paste (xterm, "Bracketed Paste Mode").
 * The pasted text may itself contain marks, so that its rest would pass for typed. But a person types later than the
 * end of a paste: so everything after an end mark waits for a moment of silence, and if another end mark comes first,
 * it was all one paste.
 */

const BEGIN = '\x1b[200~';
const END = '\x1b[201~';
const MARKS = /\x1b\[20[01]~/g;
const CTRL_C = '\x03';

/** The control sequences that turn the mode on and off. */
export const PASTE_MODE_ON = '\x1b[?2004h';
export const PASTE_MODE_OFF = '\x1b[?2004l';

/** The rest of a mark, or of a pasted text with marks in it, arrives within this time. */
const SILENCE_MS = 100;

/** The next part of a paste arrives within this time; after it, the user is told that the end is missing. */
const PATIENCE_MS = 2000;

/** Limit of a paste in UTF-16 units, sixteen times the longest message; a longer one is dropped entirely. */
export const PASTE_UNITS_MAX = 1024 * 1024;

export interface PasteEvents {
  typed(text: string): void;
  /** The pasted text without marks; null if it was too long. */
  pasted(text: string | null): void;
  /** The end of a paste is overdue: Ctrl-C drops it. */
  unended(): void;
  dropped(): void;
}

/** Calls `task` after `ms`; returns a function that cancels it. */
type After = (ms: number, task: () => void) => () => void;

export class BracketedPaste {
  readonly #events: PasteEvents;
  readonly #after: After;
  /** `ended`: an end mark has come, and the input after it waits. */
  #state: 'typing' | 'pasting' | 'ended' = 'typing';
  /** Input that may be the start of a mark. */
  #begun = '';
  #pasted = '';
  #overlong = false;
  /** Input after the end mark. */
  #behind = '';
  #silent = false;
  #cancel: () => void = () => {};

  constructor(events: PasteEvents, after: After) {
    this.#events = events;
    this.#after = after;
  }

  /** Takes the next input of the terminal. */
  write(text: string): void {
    this.#cancel();
    switch (this.#state) {
      case 'typing':
        return this.#type(this.#begun + text);
      case 'pasting':
        if (this.#silent && text === CTRL_C) return this.#drop();
        return this.#paste(text);
      case 'ended':
        return this.#wait(text);
    }
  }

  close(): void {
    this.#cancel();
  }

  #type(text: string): void {
    this.#begun = '';
    const at = text.indexOf(BEGIN);
    if (at >= 0) {
      if (at > 0) this.#events.typed(text.slice(0, at));
      this.#state = 'pasting';
      return this.#paste(text.slice(at + BEGIN.length));
    }
    const whole = text.length - begunMark(text);
    this.#begun = text.slice(whole);
    if (whole > 0) this.#events.typed(text.slice(0, whole));
    if (this.#begun === '') return;
    // If no more comes, it was the Escape key.
    this.#cancel = this.#after(SILENCE_MS, () => {
      const typed = this.#begun;
      this.#begun = '';
      this.#events.typed(typed);
    });
  }

  #paste(text: string): void {
    this.#silent = false;
    const from = Math.max(this.#pasted.length - END.length + 1, 0);
    this.#pasted += text;
    const at = this.#pasted.indexOf(END, from);
    if (at >= 0) {
      const behind = this.#pasted.slice(at + END.length);
      this.#pasted = this.#pasted.slice(0, at);
      this.#state = 'ended';
      return this.#wait(behind);
    }
    if (this.#pasted.length > PASTE_UNITS_MAX) {
      this.#overlong = true;
      this.#pasted = this.#pasted.slice(-END.length);
    }
    this.#cancel = this.#after(PATIENCE_MS, () => {
      this.#silent = true;
      this.#events.unended();
    });
  }

  #wait(text: string): void {
    this.#behind += text;
    const at = this.#behind.lastIndexOf(END);
    if (at >= 0) {
      this.#pasted += this.#behind.slice(0, at);
      this.#behind = this.#behind.slice(at + END.length);
    }
    this.#cancel = this.#after(SILENCE_MS, () => this.#end());
  }

  #end(): void {
    const isOverlong = this.#overlong || this.#pasted.length > PASTE_UNITS_MAX;
    const pasted = isOverlong ? null : this.#pasted.replace(MARKS, '');
    const behind = this.#behind;
    this.#reset();
    this.#events.pasted(pasted);
    if (behind !== '') this.#type(behind);
  }

  #drop(): void {
    this.#reset();
    this.#events.dropped();
  }

  #reset(): void {
    this.#state = 'typing';
    this.#pasted = '';
    this.#behind = '';
    this.#overlong = false;
    this.#silent = false;
  }
}

/** The length of the end of `text` that may be the start of a mark. */
function begunMark(text: string): number {
  for (let length = Math.min(BEGIN.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(BEGIN.slice(0, length))) return length;
  }
  return 0;
}
