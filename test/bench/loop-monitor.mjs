/** Loaded into a server by `node --import`: answers SIGUSR2 with its memory and the delay of its event loop, and begins anew. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('SIGUSR2', () => {
  const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
  process.stderr.write(`monitor ${JSON.stringify({ rss, delayP99: delay.percentile(99) / 1e6 })}\n`);
  delay.reset();
});
