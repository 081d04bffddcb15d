/** Flags of a room, as they are set or not. */
export const flagWordTexts = {
  listed: { en: 'listed', de: 'in der Liste' },
  listedOff: { en: 'not listed', de: 'nicht in der Liste' },
  byInvitation: { en: 'by invitation', de: 'auf Einladung' },
  byInvitationOff: { en: 'open to join', de: 'offen' },
  topicLocked: { en: 'topic by moderators', de: 'Thema von der Moderation' },
  topicLockedOff: { en: 'topic by everybody', de: 'Thema von allen' },
  membersOnly: { en: 'only members write', de: 'nur Mitglieder schreiben' },
  membersOnlyOff: { en: 'anybody may write', de: 'alle dürfen schreiben' },
  moderated: { en: 'moderated', de: 'moderiert' },
  moderatedOff: { en: 'not moderated', de: 'nicht moderiert' },
  noCtcp: { en: 'no CTCP', de: 'kein CTCP' },
  noCtcpOff: { en: 'CTCP allowed', de: 'CTCP erlaubt' },
};
