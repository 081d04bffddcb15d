/** Times and dates, whatever the language of the machine is that they are tested on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datesIn, isoOf } from './dates.ts';

const english = datesIn('en-GB');
const german = datesIn('de-DE');

const noon = (day: number) => new Date(2026, 10, day, 12).getTime();

test('a day is called by how far away it is', () => {
  const { dayOf } = english;
  assert.equal(dayOf(noon(23), noon(23)), 'Today');
  assert.equal(dayOf(new Date(2026, 10, 22, 23, 59).getTime(), noon(23)), 'Yesterday');
  assert.equal(dayOf(noon(20), noon(23)), 'Friday');
  assert.equal(dayOf(noon(17), noon(23)), 'Tuesday');
  assert.equal(dayOf(noon(16), noon(23)), '16 November');
  assert.equal(dayOf(new Date(2025, 10, 23).getTime(), noon(23)), '23 November 2025');
  // A clock that is behind the server's.
  assert.equal(dayOf(noon(24), noon(23)), '24 November');
});

test('and in German', () => {
  const { dayOf, agoOf, durationOf, timeOf, fullTimeOf } = german;
  assert.equal(dayOf(noon(23), noon(23)), 'Heute');
  assert.equal(dayOf(noon(22), noon(23)), 'Gestern');
  assert.equal(dayOf(noon(20), noon(23)), 'Freitag');
  assert.equal(dayOf(noon(2), noon(23)), '2. November');
  assert.equal(timeOf(new Date(2026, 10, 23, 9, 5).getTime()), '09:05');
  assert.match(fullTimeOf(noon(23)), /^Montag, 23\. November 2026.*12:00$/);
  assert.equal(agoOf(noon(22), noon(23)), 'gestern');
  assert.equal(agoOf(0, 3 * 3_600_000), 'vor 3 Stunden');
  assert.equal(durationOf(3600), '1 Stunde');
  assert.equal(durationOf(90), '90 Sekunden');
});

test('a time is by the hours of the reader', () => {
  const at = new Date(2026, 10, 23, 21, 5).getTime();
  assert.equal(english.timeOf(at), '21:05');
  assert.match(datesIn('en-US').timeOf(at), /^09:05\sPM$/);
  assert.equal(isoOf(Date.UTC(2026, 10, 23, 21, 5)), '2026-11-23T21:05:00.000Z');
});

test('how long ago is in the largest unit', () => {
  const { agoOf } = english;
  assert.equal(agoOf(0, 59_000), '59 seconds ago');
  assert.equal(agoOf(0, 61_000), '1 minute ago');
  assert.equal(agoOf(0, 3 * 86_400_000), '3 days ago');
  assert.equal(agoOf(1000, 0), 'now');
});

test('a duration is in its largest whole unit', () => {
  const { durationOf } = english;
  assert.equal(durationOf(0), '0 seconds');
  assert.equal(durationOf(600), '10 minutes');
  assert.equal(durationOf(3600), '1 hour');
  assert.equal(durationOf(90), '90 seconds');
  assert.equal(durationOf(7 * 86_400), '7 days');
});

test('a wait is never said to be shorter than it is, and is in the case of its language', () => {
  const { waitOf } = english;
  assert.equal(waitOf(0.2), 'in 1 second');
  assert.equal(waitOf(119), 'in 119 seconds');
  assert.equal(waitOf(121), 'in 3 minutes');
  assert.equal(waitOf(86_400), 'in 24 hours');
  assert.equal(german.waitOf(40), 'in 40 Sekunden');
  assert.equal(german.waitOf(2 * 86_400), 'in 2 Tagen');
});
