/** Invitation codes, designed to be read out, written on paper and typed. */

/** Crockford's base 32: without I, L and O, which look like digits, and without U. */
export const INVITATION_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Characters of a code, 5 bits each. */
export const INVITATION_CHARACTERS = 16;
const GROUP_CHARACTERS = 4;

/** The longest input that is looked at. */
const TYPED_CHARACTERS_MAX = 100;

export function groupInvitation(characters: string): string {
  return characters.match(new RegExp(`.{1,${GROUP_CHARACTERS}}`, 'g'))?.join('-') ?? '';
}

/** The code meant by `typed`, which may be in lower case, lack hyphens, or have O for 0; null: none. */
export function invitationMeant(typed: string): string | null {
  if (typed.length > TYPED_CHARACTERS_MAX) return null;
  const characters = typed
    .replace(/[-\s]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (characters.length !== INVITATION_CHARACTERS) return null;
  for (const character of characters) if (!INVITATION_ALPHABET.includes(character)) return null;
  return groupInvitation(characters);
}
