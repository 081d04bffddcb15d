/** Others' texts, and the lines that are printed of them; of docs/vectors.json. */
export interface SafeTextVector {
  readonly description: string;
  readonly text: string;
  readonly shown: string;
}

const cases: readonly (readonly [description: string, text: string, shown: string])[] = [
  ['each line break is one ␤, CR LF too', 'a\nb\rc\r\nd\u0085e\u2028f\u2029g', 'a␤b␤c␤d␤e␤f␤g'],
  ['several line breaks', '\r\r\n\n', '␤␤␤'],
  ['a tab stays', 'a\tb', 'a\tb'],
  [
    'other C0 controls and DEL, in caret notation',
    '\u0000\u0007\u001b[2J\u001f\u007f',
    '^@^G^[[2J^_^?',
  ],
  [
    'C1 and bidirectional controls, by code',
    '\u0080\u009b\u202e\u2066\u200f\u061c',
    '<U+0080><U+009B><U+202E><U+2066><U+200F><U+061C>',
  ],
  ['plain text stays', 'Hi, Bob!', 'Hi, Bob!'],
  ['other scripts and emoji stay', 'Zoë 字 🎈', 'Zoë 字 🎈'],
  ['a zero-width joiner stays', '👩‍🚀', '👩‍🚀'],
  ['marks stay', 'नमस्ते', 'नमस्ते'],
  ['a no-break space stays', 'a\u00a0b', 'a\u00a0b'],
  ['a character that is none stays', '\uffff', '\uffff'],
];

export const safeTextVectors: readonly SafeTextVector[] = cases.map(
  ([description, text, shown]) => ({ description, text, shown }),
);
