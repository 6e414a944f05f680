import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The tests run from the repository's folder. */
const REPOSITORY = process.cwd();
const COMPILER = join(REPOSITORY, 'node_modules/typescript/bin/tsc');

describe('the package', () => {
  let project: string;
  let installed: string;

  before(async () => {
    // A project that has installed the packed tarball, beside the packages that it depends on.
    project = await mkdtemp(join(tmpdir(), 'package-test-'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: REPOSITORY });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await run('tar', ['-xzf', filename], { cwd: project });
    await mkdir(join(project, 'node_modules/@twilio'), { recursive: true });
    installed = join(project, 'node_modules/missive-chat');
    await symlink(join(project, 'package'), installed);
    for (const dependency of ['lit', '@lit', 'lit-html', 'lit-element', '@lit-labs', '@twilio/conversations']) {
      await symlink(join(REPOSITORY, 'node_modules', dependency), join(project, 'node_modules', dependency));
    }
    await writeFile(join(project, 'package.json'), '{"type": "module"}');
  });

  after(() => rm(project, { recursive: true }));

  const readManifest = async () =>
    JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      dependencies: object;
      exports: Record<string, string | Record<string, string>>;
    };

  it('depends on Lit and the SDK of Twilio and on nothing else', async () => {
    assert.deepEqual(Object.keys((await readManifest()).dependencies), ['@twilio/conversations', 'lit']);
  });

  it('holds every file that it exports', async () => {
    const { exports } = await readManifest();
    const paths = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    for (const path of paths) assert.ok((await readFile(join(installed, path))).length > 0, path);
  });

  it('holds neither tests nor the modules of pages that it ships built', async () => {
    const files = await readdir(join(project, 'package'), { recursive: true });
    assert.deepEqual(
      files.filter((file) => /(^|\/)(test|legacy|src)\/|inbox\/.*\.js|\.map$/.test(file)),
      [],
    );
    assert.ok(files.includes('dist/cdn/missive.js'));
  });

  it('can be imported on a server, where there are no elements', async () => {
    await writeFile(
      join(project, 'server.js'),
      "import { MissiveChat } from 'missive-chat'; console.log(MissiveChat.name);",
    );
    const { stdout } = await run(process.execPath, ['server.js'], { cwd: project });
    assert.equal(stdout, 'MissiveChat\n');
  });

  it('holds the emulator as a command', async () => {
    const { bin } = await readManifest();
    const command = join(installed, bin['missive-chat'] ?? '');
    const { stdout } = await run(process.execPath, [command, 'emulator', '--help'], { cwd: project });
    assert.match(stdout, /^Usage: missive-chat emulator/);
    // The project has not installed the driver of the database.
    const withFile = run(process.execPath, [command, 'emulator', '--port', '0', '--data', 'a.db'], { cwd: project });
    const advice = 'Keeping rows in a file needs the package "libsql". Install it: npm install libsql@0.5.29\n';
    await assert.rejects(withFile, { code: 1, stderr: advice });
  });

  it('holds the emulator as a module, with its types', async () => {
    const script = `import { createEmulator } from 'missive-chat/emulator';
const emulator = createEmulator();
const credentials = Buffer.from(emulator.accountSid + ':' + emulator.authToken).toString('base64');
const headers = { Authorization: 'Basic ' + credentials };
const answer = await emulator.fetch(new Request('https://conversations.twilio.com/v1/Services', { headers }));
console.log(answer.status, (await answer.text()).includes('"services":[]'));
await emulator.close();
`;
    await writeFile(join(project, 'emulator.ts'), script);
    await writeFile(join(project, 'emulator.js'), script);
    const { stdout } = await run(process.execPath, ['emulator.js'], { cwd: project });
    assert.equal(stdout, '200 true\n');
    const types = join(REPOSITORY, 'node_modules/@types');
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--ignoreConfig'];
    const program = [...options, '--typeRoots', types, '--types', 'node', 'emulator.ts'];
    await run(process.execPath, [COMPILER, ...program], { cwd: project });
  });

  it('serves everything by its command, with the database driver and no other package', async () => {
    const { bin } = await readManifest();
    for (const driver of ['libsql', '@libsql', '@neon-rs', 'detect-libc']) {
      await symlink(join(REPOSITORY, 'node_modules', driver), join(project, 'node_modules', driver));
    }
    const command = join(installed, bin['missive-chat'] ?? '');
    const env = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(project, 'data') };
    const child = spawn(command, ['serve'], { cwd: project, env, stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      printed += String(text);
      if (printed.includes('Inbox: ')) break;
    }
    const origin = /^Demo: (.*)\/$/m.exec(printed)?.[1] ?? '';
    const inbox = /^Inbox: (.*)$/m.exec(printed)?.[1] ?? '';
    for (const path of ['/readyz', '/', '/missive-chat.js', '/x/missive.js']) {
      assert.equal((await fetch(origin + path)).status, 200, path);
    }
    const signIn = await fetch(inbox, { redirect: 'manual' });
    const cookie = signIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    for (const page of ['/inbox', '/setup']) {
      const html = await (await fetch(origin + page, { headers: { cookie } })).text();
      const script = /src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
      assert.equal((await fetch(origin + script)).status, 200, page);
    }
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
  });

  it('has types for the element, its events and its configuration', async () => {
    await writeFile(
      join(project, 'consumer.ts'),
      `import 'missive-chat';
import type { MissiveChatConfig, VariableName } from 'missive-chat/element';
const config: MissiveChatConfig = { id: 'x', chat: { position: 'top-left', variables: { 'main-color': 'red' } } };
const name: VariableName = 'badge-color';
const chat = document.createElement('missive-chat');
chat.config = config;
chat.addEventListener('missive-new-message', ({ detail }) => console.log(detail.body.length, name));
// @ts-expect-error There is no such corner.
config.chat = { position: 'middle' };
`,
    );
    const compilerOptions = {
      ...{ noEmit: true, strict: true, skipLibCheck: true, types: [], target: 'es2022', module: 'nodenext' },
      lib: ['es2023', 'dom', 'dom.iterable'],
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    await run(process.execPath, [COMPILER], { cwd: project });
  });
});
