/**
 * The companion as a process, under load and killed: sessions at 200 a second, the script at 2,000 a second, memory and event
 * loop meanwhile; the time to be ready after `kill -9`, and whether visitors and settings that it had acknowledged are there;
 * and whether the comparison of digests takes a time that tells anything.
 */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/run.mjs';
import { openClient } from './client.mjs';

const ACCOUNT = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';
const KILLS = 100;
/** Requests that are open at a time. */
const CONNECTIONS = 64;

const folder = mkdtempSync(join(tmpdir(), 'missive-chat-bench-'));
try {
  await measureLoad();
  await measureRestarts();
  await measureTiming();
} finally {
  rmSync(folder, { recursive: true });
}

async function startServer() {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', `${ROOT}test/bench/loop-monitor.mjs`, `${ROOT}dist/server/cli.js`, 'serve'],
    { env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stderr.setEncoding('utf8');
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed += text;
    if (printed.includes('Inbox: ')) break;
  }
  const origin = /^Demo: (.*)\/$/m.exec(printed)[1];
  const signInLink = /^Setup: (.*)$/m.exec(printed)[1];
  const ready = await fetch(`${origin}/readyz`);
  if (ready.status !== 200) throw new Error(`/readyz answered ${ready.status}`);
  return { child, origin, signInLink, readyMs: performance.now() - started };
}

async function measureLoad() {
  const { child, origin } = await startServer();
  const session = { method: 'POST', path: `/${ACCOUNT}/session`, body: '{}' };
  const script = { method: 'GET', path: `/${ACCOUNT}/missive.js`, body: '' };
  await load(origin, script, 200, 2);
  await load(origin, session, 50, 2);
  await monitor(child);
  for (const [name, what, rate, seconds] of [
    ['sessions', session, 200, 15],
    ['missive.js', script, 2000, 10],
  ]) {
    const { times, failed, achieved } = await load(origin, what, rate, seconds);
    const { rss, delayP99 } = await monitor(child);
    const [p50, p99] = [0.5, 0.99].map((part) => times[Math.floor(times.length * part)].toFixed(1));
    console.log(
      `${name}: asked ${rate}/s, answered ${achieved.toFixed(0)}/s, p50 ${p50} ms, p99 ${p99} ms, failed ${failed}; ` +
        `RSS ${rss} MB, event loop p99 ${delayP99.toFixed(1)} ms`,
    );
  }
  await end(child, 'SIGTERM');
}

/** Sends at a steady rate, whatever comes back: a slow answer does not slow the questions down. */
async function load(origin, { method, path, body }, rate, seconds) {
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    'Accept-Encoding: gzip, deflate, br',
    'Referer: https://shop.example/',
    ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${body.length}`]),
  ];
  const client = await openClient(origin, `${head.join('\r\n')}\r\n\r\n${body}`, CONNECTIONS);
  const times = [];
  let failed = 0;
  const started = performance.now();
  const pending = [];
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - started) / 1000) * rate) + 1);
    for (; sent < due; sent++) pending.push(ask());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(pending);
  client.close();
  const achieved = times.length / ((performance.now() - started) / 1000);
  return { times: times.sort((one, other) => one - other), failed, achieved };

  async function ask() {
    const begun = performance.now();
    const status = await client.ask().catch(() => null);
    if (status !== 200) failed++;
    times.push(performance.now() - begun);
  }
}

async function monitor(child) {
  child.kill('SIGUSR2');
  for (;;) {
    const [text] = await once(child.stderr, 'data');
    const said = /monitor (.*)/.exec(text);
    if (said) return JSON.parse(said[1]);
  }
}

async function end(child, signal) {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** Kills the server while it writes; what it had acknowledged must be there at the next start. */
async function measureRestarts() {
  const times = [];
  let acknowledged = null;
  let lost = 0;
  let settingsLost = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, origin, signInLink, readyMs } = await startServer();
    times.push(readyMs);
    const setup = await openSetup(origin, signInLink);
    const { version, config } = await setup('GET');
    if (kill > 0 && config.messages?.title !== `Title ${kill - 1}`) settingsLost++;
    await setup('PUT', { version, config: { messages: { title: `Title ${kill}` } } });
    const ask = async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${origin}/${ACCOUNT}/session`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    if (acknowledged) {
      const { identity } = await ask({ device: acknowledged.device });
      if (identity !== acknowledged.identity) lost++;
    }
    acknowledged = await ask({});
    const writing = Array.from({ length: 20 }, () => ask({}).catch(() => null));
    // One more save, on a version that is none any more: whether it is read before the end or not, it changes nothing.
    writing.push(setup('PUT', { version, config: {} }).catch(() => null));
    await end(child, 'SIGKILL');
    await Promise.all(writing);
  }
  times.sort((one, other) => one - other);
  const [p50, max] = [times[KILLS / 2], times.at(-1)].map((ms) => ms.toFixed(0));
  console.log(
    `kill -9: ${KILLS} times, ready p50 ${p50} ms, max ${max} ms; acknowledged visitors lost ${lost}, settings lost ${settingsLost}`,
  );
}

/** The account as Setup reads and saves it, for whoever opened the link that the server printed. */
async function openSetup(origin, signInLink) {
  const signedIn = await fetch(signInLink, { redirect: 'manual' });
  const cookie = signedIn.headers.getSetCookie()[0].split(';', 1)[0];
  return async (method, body) => {
    const headers = { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' };
    const answer = await fetch(`${origin}/setup/account`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok && answer.status !== 409) throw new Error(`/setup/account answered ${answer.status}`);
    return answer.json();
  };
}

/** Welch's t-test between digests that differ at their first and at their last digit; |t| < 4.5 tells nothing. */
async function measureTiming() {
  const { judge } = await import(`${ROOT}build/src/server/identity.js`);
  const key = 'e72bvc5171hf23982d05j610514gfe2m';
  const email = 'jane@acme.com';
  const digest = createHmac('sha256', key).update(email).digest('hex');
  const other = (digit) => (digit === '0' ? '1' : '0');
  const classes = [other(digest[0]) + digest.slice(1), digest.slice(0, -1) + other(digest.at(-1))];
  const samples = [[], []];
  for (let sample = -20_000; sample < 200_000; sample++) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const begun = process.hrtime.bigint();
    judge([key], email, classes[which]);
    const time = Number(process.hrtime.bigint() - begun);
    if (sample >= 0) samples[which].push(time);
  }
  // Interruptions by others would drown everything: the slowest tenth of all is left out, by one bar for both.
  const bar = samples.flat().sort((one, two) => one - two)[180_000];
  const [one, two] = samples.map((times) => describeSample(times.filter((time) => time < bar)));
  const t = (one.mean - two.mean) / Math.sqrt(one.variance / one.count + two.variance / two.count);
  console.log(
    `digest comparison: ${one.count + two.count} samples, |t| = ${Math.abs(t).toFixed(2)} (below 4.5 is silence)`,
  );
}

function describeSample(times) {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1);
  return { count: times.length, mean, variance };
}
