/** Labels around formatted text. */
export const markupTexts = {
  showAll: { en: 'Show all', de: 'Alles zeigen' },
  code: { en: 'Code', de: 'Code' },
  showLess: { en: 'Show less', de: 'Weniger zeigen' },
};
