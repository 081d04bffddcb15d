/** Names: who may have them, and which are one; of docs/vectors.json. */
export interface NameVector {
  readonly description: string;
  readonly name: string;
  /** Somebody may log in with it. */
  readonly allowed: boolean;
  /** Somebody may register it; a room may be called so, with `#` in front. */
  readonly registrable: boolean;
}

export interface KeyVector {
  readonly description: string;
  readonly name: string;
  /** Names that have the same key reserve each other when one of them is registered. */
  readonly key: string;
}

/** Characters that nobody sees, by what they are. */
export const UNSEEN_CHARACTERS: Readonly<Record<string, string>> = {
  'a space': ' ',
  'a tab': '\t',
  'a no-break space': '\u00a0',
  'an ideographic space': '\u3000',
  'a line separator': '\u2028',
  null: '\u0000',
  escape: '\u001b',
  delete: '\u007f',
  'next line (C1)': '\u0085',
  'control sequence introducer (C1)': '\u009b',
  'a right-to-left override': '\u202e',
  'a left-to-right isolate': '\u2066',
  'a right-to-left mark': '\u200f',
  'a zero-width space': '\u200b',
  'a zero-width joiner': '\u200d',
  'a byte order mark': '\ufeff',
  'a soft hyphen': '\u00ad',
  'a Hangul filler': '\u3164',
  'a combining grapheme joiner': '\u034f',
  'a variation selector': '\ufe0f',
  'a tag letter': '\u{e0061}',
  'a braille blank': '\u2800',
};

/** Allowed, and may be registered but for the last two. */
export const NAMES_OF_ANY_SCRIPT = [
  'Zoë',
  'Łukasz',
  '字',
  'नमस्ते',
  'שלום',
  'a#b',
  '🎈',
  'success',
  '10€',
  'алиса',
  '鈴木bob',
] as const;

/** They look like a room, like the beginning of a message or like a reply, as they are or after NFKC. */
export const FORGED_NAMES = [
  '＃lunch',
  '﹟lunch',
  'alice:',
  'a：',
  'a︓b',
  '﹕',
  '⩴',
  'Ｓuccess',
  '𝐅ailure',
] as const;

/** They have letters of several scripts that resemble each other. */
export const MIXED_NAMES = ['аlice', 'αlice', 'ａlicе', '𝐚а'] as const;

/** They are a room's, or would forge a reply. */
export const ROOMS_AND_REPLIES = ['#', '#room', 'Success', 'Failure'] as const;

/** Signs that a registered name may not have. */
const SPECIAL = [...',!@*?&$%~+'];

function name(
  description: string,
  text: string,
  allowed: boolean,
  registrable = allowed,
): NameVector {
  return { description, name: text, allowed, registrable };
}

export const nameVectors: readonly NameVector[] = [
  name('letters, digits, dots, dashes, low lines', 'bob_2.x-y', true),
  ...NAMES_OF_ANY_SCRIPT.map((one) => name('of any script, with marks and emoji', one, true)),
  ...Object.entries(UNSEEN_CHARACTERS).map(([what, character]) =>
    name(`has in it what is not seen: ${what}`, `bo${character}b`, false),
  ),
  ...ROOMS_AND_REPLIES.map((one) => name('a room’s, or would forge a reply', one, false)),
  ...FORGED_NAMES.map((one) =>
    name('looks like a room’s, a message’s beginning or a reply, perhaps after NFKC', one, false),
  ),
  ...MIXED_NAMES.map((one) => name('has letters of several scripts that look alike', one, false)),
  ...SPECIAL.map((sign) => name('may not be registered', `a${sign}b`, true, false)),
];

/** Names with different cases and forms, and their keys. */
export const keyVectors: readonly KeyVector[] = (
  [
    ['lower case', 'bob', 'bob'],
    ['upper case', 'BOB', 'bob'],
    ['full width', 'ＢＯＢ', 'bob'],
    ['a letter with a mark, composed', 'Zoë', 'zoë'],
    ['a letter with a mark, decomposed', 'Zoe\u0308', 'zoë'],
    ['ß is ss', 'Straße', 'strasse'],
    ['ẞ is ss', 'STRAẞE', 'strasse'],
    ['a long s', 'ſam', 'sam'],
    ['both lower cases of Σ are one', 'οδός', 'οδόσ'],
    ['upper case of Greek', 'ΟΔΌΣ', 'οδόσ'],
    ['ı is i', 'ı', 'i'],
    ['İ keeps its dot', 'İ', 'i\u0307'],
    ['a ligature', 'ﬁn', 'fin'],
    ['an iota beneath is one beside', 'ᾳ', 'αι'],
    ['a digraph in title case', 'ǅ', 'dž'],
    ['the sign of the Ångström', '\u212b', 'å'],
    ['half width, with a voiced mark', 'ｶﾞ', 'ガ'],
    ['Hangul, decomposed', '\u1100\u1161', '가'],
    ['a room', '#Lunch', '#lunch'],
    ['a letter without case', '字', '字'],
  ] as const
).map(([description, text, key]) => ({ description, name: text, key }));
