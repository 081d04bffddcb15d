// A bot in twenty lines: it greets everyone who writes to it, and lists the people online when asked.
//     node bot.mjs chinwag://127.0.0.1:4900 [NAME]
import { CommandRefused, connect } from 'chinwag';

const [url = 'chinwag://127.0.0.1:4900', name = 'greeter'] = process.argv.slice(2);
const client = await connect(url, {
  onStatus: (status) => console.error('connection:', status),
});
await client.login(name);
console.log(`${name} is listening`);

for await (const { from, text } of client) {
  if (text === 'bye') break;
  const answer = text === 'who?' ? (await client.list()).join(', ') : `hello, ${from}!`;
  await client.send(from, answer).catch((error) => {
    // The sender may have left meanwhile; any other error should stop the bot.
    if (!(error instanceof CommandRefused)) throw error;
  });
}
client.close();
