/** Texts of the emoji picker. */
export const emojiTexts = {
  choose: { en: 'Choose an emoji', de: 'Emoji wählen' },
  emoji: { en: 'Emoji', de: 'Emoji' },
  find: { en: 'Find an emoji', de: 'Emoji finden' },
  recent: { en: 'Used recently', de: 'Zuletzt verwendet' },
  results: { en: 'Found', de: 'Gefunden' },
  found: { en: '{count} found', de: '{count} gefunden' },
  none: { en: 'None is called that.', de: 'Keines heißt so.' },
  missing: { en: 'They could not be fetched.', de: 'Sie konnten nicht geladen werden.' },
  suggestions: { en: 'Suggestions', de: 'Vorschläge' },
};

/** Unicode's groups of emoji. */
export const emojiGroupTexts = {
  smileys: { en: 'Smileys and feelings', de: 'Smileys und Gefühle' },
  people: { en: 'People', de: 'Menschen' },
  nature: { en: 'Animals and nature', de: 'Tiere und Natur' },
  food: { en: 'Food and drink', de: 'Essen und Trinken' },
  travel: { en: 'Travel and places', de: 'Reisen und Orte' },
  activities: { en: 'Activities', de: 'Aktivitäten' },
  objects: { en: 'Objects', de: 'Gegenstände' },
  symbols: { en: 'Symbols', de: 'Symbole' },
  flags: { en: 'Flags', de: 'Flaggen' },
};
