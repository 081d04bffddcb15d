/** Flags of a room in words. */
import { roomFlagNames, type SomeRoomFlags } from '../../protocol/room-flags.ts';
import { flagWordTexts as texts } from '../translations/flag-word-texts.ts';
import { t } from '../translations/texts.ts';

/** Those that were changed, or are not as usual. */
export function flagTexts(flags: SomeRoomFlags): string[] {
  return roomFlagNames.flatMap((flag) => {
    const on = flags[flag];
    return on === undefined ? [] : [t(on ? texts[flag] : texts[`${flag}Off`])];
  });
}
