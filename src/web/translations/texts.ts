/** The page's texts in the reader's language. Each text stands beside its translation, so that none is forgotten. */

const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text with placeholders like `{name}`; in two forms (CLDR's plural categories) if it depends on `{count}`. */
export type Wording = string | { readonly one: string; readonly other: string };
export type Text = Readonly<Record<Language, Wording>>;

/** The first language in `wanted` that the page has. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The reader's locales for dates and numbers, which may differ from the language by their region. */
const wanted = globalThis.navigator?.languages ?? [];
export const language = languageOf(wanted);
export const locale =
  wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

/** Values of the placeholders; `count` also chooses between singular and plural. */
export type Parts = Readonly<Record<string, string | number>>;

export function t(text: Text, parts: Parts = {}): string {
  const wording = text[language];
  const chosen =
    typeof wording === 'string'
      ? wording
      : wording[plurals.select(Number(parts.count)) === 'one' ? 'one' : 'other'];
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const part = parts[name];
    if (part === undefined) return whole;
    return typeof part === 'number' ? numbers.format(part) : part;
  });
}
