/** `chinwag retention` and `chinwag mend-times`: resolve the effects of a wrong clock. */
import { flag } from '../options/option-types.ts';
import { print } from '../system/standard-streams.ts';
import { command, type OwnerCommand } from './command.ts';
import { isoSeconds } from './iso-seconds.ts';
import { only } from './one-item.ts';

const NO_WORDS = { min: 0, max: 0 };

export const clockCommands: readonly OwnerCommand[] = [
  command({
    usage: 'retention',
    summary: 'show expired entries that are held back, because the clock may be wrong',
    details: `A wrong clock would erase most messages at once: see --keep-messages and --keep-audit. Where the clock may be wrong, the
server erases none of them until it is set right, or --erase confirms it. Without a running server, --keep-messages is
taken from the configuration file or CHINWAG_KEEP_MESSAGES.
`,
    options: {
      erase: { type: flag, default: false, help: 'the clock is right: erases them' },
    },
    words: NO_WORDS,
    async run({ options: { erase }, settings }) {
      const held = await only('retention', settings, { operation: 'retention', erase });
      const { messages, of, audits, ofAudits, now } = held;
      if (messages + audits === 0) {
        await print('nothing is held back\n');
        return 0;
      }
      await print(
        `${messages} of ${of} messages and ${audits} of ${ofAudits} entries of the audit log are too old by the clock, ` +
          `which says ${isoSeconds(now)}: ${
            erase ? 'they are being erased' : 'held back; if it is right, --erase erases them'
          }\n`,
      );
      return 0;
    },
  }),
  command({
    usage: 'mend-times',
    summary: 'show entries with times in the future, because the clock was ahead; --yes mends them',
    details: `Times in the log never go back, so later entries get the time of such an entry. Mending gives them times between the last
right one and now, in their order and at their distances. Check the clock first: if it is behind, set it right, and there
is nothing to mend. Bans, mutes and reservations made meanwhile stay as they are: lift them by hand.
`,
    options: { yes: { type: flag, default: false, help: 'the clock is right: mends them' } },
    words: NO_WORDS,
    async run({ options: { yes }, settings }) {
      const found = await only('future', settings, { operation: 'mend-times', mend: yes });
      const { entries, of, first, newest, now } = found;
      if (newest === 0) {
        await print('nothing is stamped later than now\n');
        return 0;
      }
      const which = `${entries} of ${of} entries, from ${isoSeconds(first)} to ${isoSeconds(newest)}`;
      await print(
        yes
          ? `mended: ${which}\n`
          : `later than now, which is ${isoSeconds(now)}: ${which}; if the clock is right, --yes mends them\n`,
      );
      return 0;
    },
  }),
];
