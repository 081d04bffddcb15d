/** Texts, and who is mentioned in them; of docs/vectors.json. */
export interface MentionVector {
  readonly description: string;
  readonly text: string;
  readonly names: readonly string[];
}

const X20 = 'x'.repeat(20);
const SIXTY = Array.from({ length: 60 }, (_, index) => `bob${index}`);

const cases: readonly (readonly [description: string, text: string, names: readonly string[]])[] = [
  ['nothing', '', []],
  ['nobody', 'nobody here', []],
  ['a name alone', '@bob', ['bob']],
  ['behind a space', 'Hi @bob', ['bob']],
  ['behind a line break, before a tab', 'Hi\n@bob\tand @carol', ['bob', 'carol']],
  ['each once, by its bytes', '@bob @bob @Bob', ['bob', 'Bob']],
  [
    'before the punctuation of a sentence',
    '@bob. @carol, @dave! @erin? @frank: @grace; @heidi…',
    ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'],
  ],
  ['before several dots or dashes', '@bob... @carol--', ['bob', 'carol']],
  [
    'in brackets and quotation marks',
    '(@bob) "@carol" [@dave] @erin’s @frank\'s /@grace/',
    ['bob', 'carol', 'dave', 'erin', 'frank', 'grace'],
  ],
  ['behind a comma or slash', '@bob,@carol/@dave', ['bob', 'carol', 'dave']],
  [
    'dots, dashes and low lines within, a low line at the end',
    '@bob.smith @bob-smith @bob_',
    ['bob.smith', 'bob-smith', 'bob_'],
  ],
  ['other scripts, and emoji', '@鈴木。 @Zoë☕', ['鈴木', 'Zoë☕']],
  ['not within a word, nor behind . and _', 'bob@example.org x@bob _@bob .@bob', []],
  [
    'behind separators',
    '$@bob <@carol> =@dave |@erin ~@frank `@grace` ^@heidi +@ivan',
    ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan'],
  ],
  ['behind other signs and symbols', '🎉@bob €@carol °@dave a$b@erin', []],
  ['no name behind it', '@ @@bob @, @. @@', []],
  ['a room', '@#lunch', []],
  ['20 code points, and 21', `@${X20} @${X20}x @${X20}.`, [X20]],
  [
    '20 code points, and 21, of four bytes each',
    `@${'🎈'.repeat(20)} @${'🎈'.repeat(21)}`,
    ['🎈'.repeat(20)],
  ],
  ['50 at most', SIXTY.map((name) => `@${name}`).join(' '), SIXTY.slice(0, 50)],
];

export const mentionVectors: readonly MentionVector[] = cases.map(([description, text, names]) => ({
  description,
  text,
  names,
}));
