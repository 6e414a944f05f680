/**
 * Serves the built files below `/broken/<name>/` and makes one of them not come, as `test/support/browser/broken-files.ts`
 * asks. A middleware of Web Test Runner.
 */
import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../../../dist/cdn/', import.meta.url);

/** What is broken, by the name that a test chose. */
const broken = new Map();

/** Answers in place of the file. */
const FAULTS = {
  'not-found': (context) => {
    context.status = 404;
    context.body = '';
  },
  'server-error': (context) => {
    context.status = 500;
    context.body = 'Internal Server Error';
  },
  page: (context) => {
    context.type = 'html';
    context.body = '<!doctype html><title>Welcome</title>';
  },
  truncated: (context, code) => {
    context.type = 'js';
    context.body = code.slice(0, code.length / 2);
  },
  held: async (context, code, fault) => {
    await fault.healed;
    context.type = 'js';
    context.body = code;
  },
};

export async function brokenFiles(context, next) {
  const [, name, file] = context.path.match(/^\/broken\/([\w-]+)\/(.*)$/) ?? [];
  if (name === undefined) return next();
  const fault = broken.get(name);
  if (context.method === 'PUT') {
    const { kind, times } = context.query;
    const added = { file, kind, left: Number(times), asked: 0 };
    added.healed = new Promise((resolve) => (added.heal = resolve));
    broken.set(name, added);
    context.status = 204;
  } else if (context.method === 'DELETE') {
    fault.left = 0;
    fault.heal();
    context.body = { asked: fault.asked };
  } else {
    context.set('Cache-Control', 'public, max-age=31536000, immutable');
    const code = await readFile(new URL(file, FOLDER), 'utf8');
    const isMeant = file.startsWith(`assets/${fault?.file}-`);
    if (isMeant) fault.asked++;
    if (isMeant && fault.left-- > 0) return FAULTS[fault.kind](context, code, fault);
    context.type = 'js';
    context.body = code;
  }
}
