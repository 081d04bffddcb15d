/** Texts of the switches for the flags of a room. */
export const flagTexts = {
  listed: { en: 'In the list of rooms', de: 'In der Liste der Räume' },
  listedHint: {
    en: 'Anybody finds it and sees who is in it.',
    de: 'Alle finden ihn und sehen, wer darin ist.',
  },
  byInvitation: { en: 'By invitation', de: 'Auf Einladung' },
  byInvitationHint: {
    en: 'Only who is invited may join.',
    de: 'Nur wer eingeladen ist, darf hinein.',
  },
  topicLocked: { en: 'Topic locked', de: 'Thema gesperrt' },
  topicLockedHint: {
    en: 'Only moderators and owners set it.',
    de: 'Nur Moderation und Besitz setzen es.',
  },
  membersOnly: { en: 'Only members write', de: 'Nur Mitglieder schreiben' },
  membersOnlyHint: {
    en: 'Otherwise anybody may write without joining.',
    de: 'Sonst dürfen alle schreiben, ohne beizutreten.',
  },
  moderated: { en: 'Moderated', de: 'Moderiert' },
  moderatedHint: {
    en: 'For announcements: only owners, moderators and members with a voice write.',
    de: 'Für Ankündigungen: nur Besitz, Moderation und Mitglieder mit Rederecht schreiben.',
  },
  noCtcp: { en: 'No CTCP', de: 'Kein CTCP' },
  noCtcpHint: {
    en: 'No requests between the programs of IRC users.',
    de: 'Keine Anfragen zwischen den Programmen von IRC-Nutzern.',
  },
};
