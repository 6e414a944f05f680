/** R15: what the team writes, when events are lost, doubled or misordered, and when five hundred were missed. */
import { Guest, inBrowser, type BrowserScene } from './chromium.js';
import { none, timed, type Figure, type Finding } from './figure.js';
import { elapse, Scene, until } from './scene.js';

const MISSED = 500;
const PATIENCE = 60_000;
const VISITORS = 5;
/** Messages in one round, each of which something befalls. */
const ROUND = 9;

export const RECEIVING: Figure = {
  id: 'R15',
  subject: 'Receiving',
  runs: 'waits',
  async measure(scale) {
    const events = await loseEvents(scale.pick(4, 20));
    const missed = await inBrowser((scene) => missMany(scene, scale.pick(2, 10)));
    return [...events, ...missed];
  },
};

/** Events go wrong; then the line breaks, and whatever was missed has to be there soon after it is back. */
async function loseEvents(rounds: number): Promise<Finding[]> {
  const times: number[] = [];
  const wrong: string[] = [];
  const visit = async (number: number): Promise<void> => {
    // Each with an account of their own: the team answers the one conversation that there is.
    const scene = await Scene.open();
    const { visitor, proxy } = await scene.enter(`reader-${String(number)}`);
    const { companion, account } = scene;
    visitor.write('first');
    await visitor.idle();
    for (let round = 1; round <= rounds; round++) {
      for (let n = 0; n < ROUND; n++) {
        const kind = (['lose', 'double', 'reorder'] as const)[n % 3] as 'lose';
        companion.emulator.faults.add({ at: 'event', times: 1, fault: { kind } });
        await companion.reply(account, `${String(round)}.${String(n)}`);
      }
      companion.emulator.faults.clear();
      proxy.goDown();
      await until(() => visitor.state.connection.phase !== 'online', PATIENCE);
      await companion.reply(account, `${String(round)}, while away`);
      await elapse(500);
      proxy.isUp = true;
      await until(() => visitor.state.connection.phase === 'online', PATIENCE);
      const stored = (await companion.messages(account)).map(({ body }) => body).join();
      const read = (): string => visitor.state.messages.map(({ body }) => body).join();
      times.push(await until(() => read() === stored, PATIENCE));
      if (read() !== stored) wrong.push(`round ${String(round)}: ${read()}`);
    }
    await scene.end();
  };
  await Promise.all(Array.from({ length: VISITORS }, (_, i) => visit(i)));
  return [
    timed('events lost, doubled, misordered: screen = store after the reconnection', times, { max: 3000 }),
    none('each message once, in order', wrong, VISITORS * rounds * (ROUND + 1)),
  ];
}

/** The line is away while the team writes five hundred messages. */
async function missMany(scene: BrowserScene, rounds: number): Promise<Finding[]> {
  const times: number[] = [];
  const announced: string[] = [];
  const wrong: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const guest = await Guest.arrive(scene);
    const { visitor, page, companion, account, proxy } = guest;
    await visitor.visit();
    await visitor.write('first');
    await visitor.idle();
    await page.evaluate(() => (window as unknown as { MissiveChat: { close(): void } }).MissiveChat.close());
    await page.evaluate(HEAR);
    proxy.goDown();
    for (let n = 1; n <= MISSED; n++) await companion.reply(account, `missed ${String(n)}`);
    proxy.isUp = true;
    const status = (): Promise<string> => page.evaluate(STATUS);
    await until(async () => (await status()) !== 'connecting', PATIENCE);
    const name = new RegExp(`, ${String(MISSED)} new messages`);
    times.push(await until(async () => (await page.getByRole('button', { name }).count()) === 1, PATIENCE));
    // Two more words would come in this time.
    await elapse(2500);
    const heard = await page.evaluate(() => (window as unknown as { laboratoryHeard: string[] }).laboratoryHeard);
    if (heard.length > 1) announced.push(`${String(heard.length)} announcements: ${heard.join(' / ')}`);
    await visitor.note();
    wrong.push(...visitor.errors);
    await guest.leave();
  }
  return [
    timed(`${String(MISSED)} missed: the badge is exact after the reconnection`, times, { max: 3000 }),
    none('one announcement of them at most', announced, rounds),
    none('no uncaught error', wrong, rounds),
  ];
}

const STATUS = (): string =>
  document.querySelector('missive-chat')?.shadowRoot?.querySelector<HTMLElement>('.launcher .dot')?.dataset['status'] ??
  '';

/** Notes what assistive technology is told. */
const HEAR = (): void => {
  const heard: string[] = [];
  Object.assign(window, { laboratoryHeard: heard });
  const region = document.querySelector('missive-chat')?.shadowRoot?.querySelector('.unseen[role=status]');
  if (!region) throw new Error('There is no region that speaks.');
  new MutationObserver(() => {
    if (region.textContent !== '') heard.push(region.textContent);
  }).observe(region, { childList: true, characterData: true, subtree: true });
};
