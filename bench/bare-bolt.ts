import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

// A Bolt app as small as can be: one command, one answer that never changes. What Bolt itself costs.

const receiver = new HTTPReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  logLevel: LogLevel.ERROR,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_request, response) => response.end() }],
});
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-bare', botId: 'B0BARE', botUserId: 'U0BARE' }),
});
app.command('/partner', async ({ ack }) => {
  await ack('Hello.');
});
await receiver.start({ port: Number(process.env['PORT']), host: '127.0.0.1' });
