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
  /** Enter sends; else it begins a line, and Ctrl+Enter sends. */
  readonly enterSends = signal(true);
  /** Are others told that one is typing? */
  readonly tellsTyping = signal(true);
  /** Shortcuts that are a character alone. */
  readonly characterKeys = signal(true);

  /** As `stored`; what another tab changes, of which `onStored` tells, is changed here as well. */
  constructor(stored: Stored, onStored: (changed: (key: string) => void) => void) {
    const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);
    const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
    const follow = <T>(key: string, preference: Signal<T>, is: (value: unknown) => value is T) => {
      const look = () => {
        preference.value = stored.read(key, is) ?? preference.peek();
      };
      look();
      effect(() => {
        stored.write(key, preference.value);
      });
      onStored((changed) => changed === key && look());
    };
    follow('theme', this.theme, isTheme);
    for (const key of [
      'sound',
      'notifications',
      'enterSends',
      'tellsTyping',
      'characterKeys',
    ] as const) {
      follow(key, this[key], isFlag);
    }
  }
}
