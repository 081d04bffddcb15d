/** What somebody has chosen for this browser. */
import { effect, type Signal, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Stored {
  read<T>(key: string, is: (value: unknown) => value is T): T | null;
  write(key: string, value: unknown): unknown;
}

export class Preferences {
  readonly theme = signal<Theme>('system');
  readonly sound = signal(false);
  readonly notifications = signal(false);
  /** Enter sends; else it begins a line, and Ctrl+Enter sends. A keyboard on the screen has no other key for a line. */
  readonly enterSends: Signal<boolean>;
  /** Are others told that one is typing? */
  readonly tellsTyping = signal(true);
  /** Shortcuts that are a character alone. */
  readonly characterKeys = signal(true);

  /**
   * As `stored`; what another tab changes, of which `onStored` tells, is changed here as well. `typesOnScreen`: is the
   * keyboard one on the screen?
   */
  constructor(
    stored: Stored,
    onStored: (changed: (key: string) => void) => void,
    typesOnScreen: boolean,
  ) {
    const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);
    const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
    const follow = <T>(key: string, preference: Signal<T>, is: (value: unknown) => value is T) => {
      const look = () => {
        preference.value = stored.read(key, is) ?? preference.peek();
      };
      look();
      // What nobody has chosen is not kept: it may be otherwise one day.
      let isChosen = false;
      effect(() => {
        const { value } = preference;
        if (isChosen) stored.write(key, value);
        isChosen = true;
      });
      onStored((changed) => changed === key && look());
    };
    this.enterSends = signal(!typesOnScreen);
    follow('theme', this.theme, isTheme);
    // What is kept as enterSends was chosen by nobody: it was once written at each start.
    follow('enter', this.enterSends, isFlag);
    for (const key of ['sound', 'notifications', 'tellsTyping', 'characterKeys'] as const) {
      follow(key, this[key], isFlag);
    }
  }
}
