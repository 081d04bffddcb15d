/** What somebody has chosen for this browser. */
import { effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Stored {
  read<T>(key: string, is: (value: unknown) => value is T): T | null;
  write(key: string, value: unknown): void;
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

  constructor(stored: Stored) {
    const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);
    const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
    this.theme.value = stored.read('theme', isTheme) ?? 'system';
    effect(() => stored.write('theme', this.theme.value));
    for (const key of [
      'sound',
      'notifications',
      'enterSends',
      'tellsTyping',
      'characterKeys',
    ] as const) {
      this[key].value = stored.read(key, isFlag) ?? this[key].value;
      effect(() => stored.write(key, this[key].value));
    }
  }
}
