/** Labels of keys. */
export const keyTexts = {
  mod: { en: 'Ctrl', de: 'Strg' },
  alt: { en: 'Alt', de: 'Alt' },
  shift: { en: 'Shift', de: 'Umschalt' },
  delete: { en: 'Del', de: 'Entf' },
};
