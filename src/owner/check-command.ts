/** `chinwag check`: checks the stored data. */
import { oneLine } from '../protocol/visible.ts';
import { checkSearch, type SearchCounts } from '../store/search/search-check.ts';
import { type CheckCounts, checkData } from '../store/transfer/check.ts';
import { print } from '../system/standard-streams.ts';
import { requireData } from './administration-access.ts';
import { command } from './command.ts';

const FOUND_STATUS = 1;

export const checkCommand = command({
  usage: 'check',
  summary: 'check the data: print a line for each problem, or OK',
  details: `Only reads, with or without a running server. The search index is checked where no server runs.
`,
  options: {},
  words: { min: 0, max: 0 },
  async run({ settings: { dataFolder } }) {
    requireData(dataFolder);
    const counts: CheckCounts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
    const search: SearchCounts = { lookedFor: null };
    let found = 0;
    for (const problems of [checkData(dataFolder, counts), checkSearch(dataFolder, search)]) {
      for (const problem of problems) {
        found++;
        await print(`${oneLine(problem)}\n`);
      }
    }
    if (found > 0) return FOUND_STATUS;
    const { accounts, messages, conversations, devices } = counts;
    const index =
      search.lookedFor === null
        ? 'the search index is in use by the server'
        : `${search.lookedFor} messages looked for in the search index`;
    await print(
      `OK: ${accounts} accounts, ${messages} messages in ${conversations} conversations, ${devices} devices; ${index}\n`,
    );
    return 0;
  },
});
