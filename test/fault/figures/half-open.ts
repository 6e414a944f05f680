/** R6: a line that looks alive and carries nothing any more, with a message waiting. (Without one: `watch.ts`.) */
import { none, timed, type Figure } from './figure.js';
import { elapse, Scene, until, wrongs } from './scene.js';

const VISITORS = 10;
const PATIENCE = 60_000;

export const HALF_OPEN: Figure = {
  id: 'R6',
  subject: 'Half-open line, with a message waiting',
  runs: 'waits',
  async measure(scale) {
    const scene = await Scene.open();
    const noticed: number[] = [];
    const sent: number[] = [];
    const visit = async (number: number): Promise<void> => {
      const { visitor, proxy } = await scene.enter(`half-open-${String(number)}`);
      visitor.write('first');
      await visitor.idle();
      for (let round = 1; round <= scale.pick(2, 10); round++) {
        await until(() => visitor.state.connection.phase === 'online', PATIENCE);
        // Not all at one instant.
        await elapse(number * 50);
        proxy.silence();
        const from = Date.now();
        const cid = visitor.write(`round ${String(round)}`);
        noticed.push(await until(() => visitor.state.connection.phase !== 'online', PATIENCE));
        await visitor.idle();
        sent.push((scene.firstShown(cid, 'sent') ?? Infinity) - from);
      }
    };
    await Promise.all(Array.from({ length: VISITORS }, (_, i) => visit(i)));
    const verdict = await scene.end();
    return [
      timed('noticed, with a message waiting', noticed, { max: 10_000 }),
      timed('that message sent', sent, {}),
      none('nothing lost, doubled, misordered or untrue', wrongs(verdict), verdict.messages),
    ];
  },
};
