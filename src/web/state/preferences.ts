/** The person's preferences in this browser. */
import { effect, type Signal, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface PreferenceStore {
  read<T>(key: string, is: (value: unknown) => value is T): T | null;
  write(key: string, value: unknown): unknown;
}

export class Preferences {
  readonly theme = signal<Theme>('system');
  readonly sound = signal(false);
  readonly notifications = signal(false);
  /**
   * Does Enter send? Otherwise it begins a new line, for which on-screen keyboards have no other key, and Ctrl+Enter
   * sends.
   */
  readonly enterSends: Signal<boolean>;
  /** Is one's typing reported to others? */
  readonly tellsTyping = signal(true);
  /** Are shortcuts of a single character enabled? */
  readonly characterKeys = signal(true);

  /**
   * Reads the preferences from `stored`, and follows the changes of other tabs through `onStored`. `typesOnScreen`:
   * does this device have an on-screen keyboard?
   */
  constructor(
    stored: PreferenceStore,
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
      // Only choices are stored: a default may change one day.
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
    // Under another key than `enterSends`, which earlier versions wrote at each start without a choice.
    follow('enter', this.enterSends, isFlag);
    for (const key of ['sound', 'notifications', 'tellsTyping', 'characterKeys'] as const) {
      follow(key, this[key], isFlag);
    }
  }
}
