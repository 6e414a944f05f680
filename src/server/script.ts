/** `missive.js` with the public settings of its account inside, so that a first view costs one request. */
import type { Hono } from 'hono';
import type { PublicSettings } from '../shared/public-settings.js';
import { findAccount } from './account-gate.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { noteInstallation } from './installation-check.js';
import type { DescribeAccount } from './settings.js';
import { answerFresh, contentTypeOf, etagOf } from './static-files.js';

/** What stands in the built script, once, where the settings belong. */
export const SETTINGS_PLACEHOLDER = '__MISSIVE_SETTINGS__';

/** What the script carries: the settings, and whom to ask, should a page keep the script under another address. */
type ScriptSettings = PublicSettings & { server?: string };

/** Puts settings into the built script; `null` for an unknown account. */
export function fillScript(script: string, settings: ScriptSettings | null): string {
  const at = script.indexOf(SETTINGS_PLACEHOLDER);
  if (at === -1) return script;
  return script.slice(0, at) + toScriptExpression(settings) + script.slice(at + SETTINGS_PLACEHOLDER.length);
}

/** JSON that is also JavaScript, and that means nothing to an HTML parser wherever it ends up. */
export function toScriptExpression(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Scripts kept ready; an account has one for each state that it was seen in. */
const KEPT = 200;

/** Fills and hashes a script once for each settings, because every page view asks for it. */
function createPreparation(): (
  script: Uint8Array,
  settings: ScriptSettings | null,
) => { content: string; etag: string } {
  const ready = new Map<string, { script: Uint8Array; content: string; etag: string }>();
  return (script, settings) => {
    const key = JSON.stringify(settings);
    const known = ready.get(key);
    if (known && Buffer.compare(known.script, script) === 0) return known;
    const content = fillScript(new TextDecoder().decode(script), settings);
    const made = { script, content, etag: etagOf(content) };
    ready.set(key, made);
    const oldest = ready.keys().next().value;
    if (ready.size > KEPT && oldest !== undefined) ready.delete(oldest);
    return made;
  };
}

/**
 * Serves the classic script. 200 for any id, even an empty one: a site with a wrong snippet gets a warning in its
 * console rather than a failed request.
 */
export function addScriptRoute(
  app: Hono<ServerEnvironment>,
  companion: Companion,
  describeAccount: DescribeAccount,
): void {
  const refuse = refuseOtherMethods('GET, HEAD');
  const prepare = createPreparation();
  // Not a route pattern, because those have no empty segments.
  app.use(async (context, next) => {
    const id = /^\/([^/]*)\/missive\.js$/.exec(context.req.path)?.[1];
    if (id === undefined) return next();
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return refuse(context);
    const script = await companion.files.read('dist/cdn/missive.js');
    if (!script) throw new PublicError('not-found');
    const account = await findAccount(companion, id);
    if (account) await noteInstallation(companion, context.req.raw, account);
    const server = originOf(context.req.raw);
    const settings = account && { ...(await describeAccount(account, server)), server };
    const { content, etag } = prepare(script, settings);
    const headers = { 'Content-Type': contentTypeOf('missive.js'), 'Access-Control-Allow-Origin': '*' };
    return answerFresh(context.req.raw, content, headers, etag);
  });
}
