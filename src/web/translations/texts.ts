/** The words of the page in the language of its reader: each text stands beside its translation, so none is forgotten. */

const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Words with `{name}` where something is put in; by number (CLDR's plural categories) where `{count}` decides. */
export type Wording = string | { readonly one: string; readonly other: string };
export type Text = Readonly<Record<Language, Wording>>;

/** The first language of `wanted` that there is. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** What the reader wants dates and numbers in, which may differ from the language by its region. */
const wanted = globalThis.navigator?.languages ?? [];
export const language = languageOf(wanted);
export const locale =
  wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

/** What is put in; `count` also chooses between singular and plural. */
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
