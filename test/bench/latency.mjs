/**
 * How long a message takes from one person's screen to the other's, in Chromium, over the emulator on loopback: through
 * the widget and the Inbox, and, in the same browser and run, through nothing but the SDK. What lies between the two is
 * ours. Enter pressed → text in the other page's document, against `sendMessage` called → `messageAdded`.
 */
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { PROGRAMS } from '../../scripts/browsers.mjs';
import { startServer } from '../support/node/server-process.mjs';

const ACCOUNT = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';
/** Messages in each direction. */
const COUNT = 100;

const server = await startServer();
const browser = await chromium.launch({
  executablePath: PROGRAMS.chromium,
  chromiumSandbox: false,
  args: ['--disable-gpu', '--disable-background-networking', '--disable-renderer-backgrounding'],
});
try {
  const product = await measureProduct();
  const bare = await measureBareSdk();
  console.log(
    `\nMessage on the other screen, ${COUNT} each, in ms`.padEnd(56),
    'median'.padStart(8),
    'p95'.padStart(8),
  );
  for (const [name, times] of [...Object.entries(product), ...Object.entries(bare)]) {
    console.log(name.padEnd(55), quantile(times, 0.5).padStart(8), quantile(times, 0.95).padStart(8));
  }
} finally {
  await browser.close();
  await server.stop();
}

async function measureProduct() {
  const [visitor, agent] = await twoPages();
  await agent.goto(server.inbox);
  await agent.getByText('Online: visitors see').waitFor();
  await visitor.goto(`${server.demo}bare/${ACCOUNT}`);
  await visitor.getByRole('button', { name: /Chat with us/ }).click();
  await visitor.getByRole('textbox', { name: 'Email' }).fill('bench@example.com');
  await visitor.getByRole('button', { name: 'Submit' }).click();
  await writeIn(visitor, 'Message…', 'first');
  await agent.getByRole('button', { name: /bench@example.com/ }).click();
  await writeIn(agent, 'Reply', 'second');
  await visitor.getByRole('log').getByText('second').waitFor();

  const there = [];
  const back = [];
  for (let i = 0; i < COUNT; i++) {
    there.push(await timeMessage(visitor, 'Message…', agent, `there ${i}`));
    back.push(await timeMessage(agent, 'Reply', visitor, `back ${i}`));
  }
  await Promise.all([visitor.context().close(), agent.context().close()]);
  return { 'visitor → Inbox': there, 'Inbox → visitor': back };
}

async function measureBareSdk() {
  const [visitor, agent] = await twoPages();
  const { outputFiles } = await build({
    stdin: { contents: "export { Client } from '@twilio/conversations/builds/browser.esm.js'", resolveDir: '.' },
    bundle: true,
    format: 'iife',
    globalName: 'Sdk',
    write: false,
    logLevel: 'silent',
  });
  const sdk = outputFiles[0].text;
  // The Inbox's own page lets no other script in; any page of the server has its sign-in.
  await agent.goto(server.inbox);
  await agent.goto(`${server.demo}bare/none`);
  await visitor.goto(`${server.demo}bare/none`);
  for (const page of [agent, visitor]) await page.addScriptTag({ content: sdk });

  await connectBare(agent, () => window.post('/inbox/session'));
  await connectBare(visitor, async (account) => {
    const session = await window.post(`/${account}/session`);
    const { sid } = await window.post(`/${account}/conversation`, session.device);
    const { twilio } = await (await fetch(`/${account}/settings`)).json();
    return { ...session, sid, twilio };
  });
  const sid = await visitor.evaluate(() => window.bench.sid);
  for (const page of [agent, visitor]) await page.evaluate((wanted) => window.bench.join(wanted), sid);

  const there = [];
  const back = [];
  for (let i = 0; i < COUNT; i++) {
    there.push(await timeBare(visitor, agent, `there ${i}`));
    back.push(await timeBare(agent, visitor, `back ${i}`));
  }
  return { 'bare SDK, visitor → team': there, 'bare SDK, team → visitor': back };
}

/** Both times are read from the clock of the machine: pages have clocks of their own, with origins of their own. */
async function timeMessage(from, label, to, text) {
  const arrived = to.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const shown = () => {
          const host = document.querySelector('missive-chat, missive-inbox');
          return [...host.shadowRoot.querySelectorAll('.bubble')].some(({ textContent }) => textContent === wanted);
        };
        const observer = new MutationObserver(() => {
          if (!shown()) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        const { shadowRoot } = document.querySelector('missive-chat, missive-inbox');
        observer.observe(shadowRoot, { childList: true, subtree: true, characterData: true });
      }),
    text,
  );
  const field = from.getByRole('textbox', { name: label });
  await field.fill(text);
  const sent = await field.evaluate((element) => {
    const at = performance.timeOrigin + performance.now();
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
    );
    return at;
  });
  return (await arrived) - sent;
}

async function connectBare(page, getSession) {
  await page.evaluate(
    async ([code, account]) => {
      window.post = async (path, device) => {
        const headers = { 'content-type': 'application/json', ...(device && { authorization: `Bearer ${device}` }) };
        return (await fetch(path, { method: 'POST', headers, body: '{}' })).json();
      };
      const session = await (0, eval)(`(${code})`)(account);
      const client = new window.Sdk.Client(session.token, { Twilsock: { uri: session.twilio.socket } });
      await new Promise((resolve) => client.onWithReplay('initialized', resolve));
      await client.getSubscribedConversations();
      window.bench = {
        sid: session.sid,
        async join(sid) {
          this.conversation = await client.getConversationBySid(sid);
          await this.conversation.getMessages(1);
          // The live feed of a conversation begins a moment after its list was read.
          await new Promise((resolve) => setTimeout(resolve, 1000));
        },
      };
    },
    [String(getSession), ACCOUNT],
  );
}

async function timeBare(from, to, text) {
  const arrived = to.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const hear = ({ body }) => {
          if (body !== wanted) return;
          window.bench.conversation.off('messageAdded', hear);
          resolve(performance.timeOrigin + performance.now());
        };
        window.bench.conversation.on('messageAdded', hear);
      }),
    text,
  );
  const sent = await from.evaluate((body) => {
    const at = performance.timeOrigin + performance.now();
    void window.bench.conversation.sendMessage(body);
    return at;
  }, text);
  return (await arrived) - sent;
}

async function twoPages() {
  return Promise.all([0, 1].map(async () => (await browser.newContext()).newPage()));
}

async function writeIn(page, label, text) {
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.keyboard.press('Enter');
}

function quantile(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
}
