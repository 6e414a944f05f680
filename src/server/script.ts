/**
 * `missive.js` with the public settings of its account inside, so that a first view costs one request. Every page view asks
 * for it: the settings are read anew each time, what is made of them is kept.
 */
import type { Hono } from 'hono';
import type { PublicSettings } from '../shared/public-settings.js';
import { findAccount } from './account-gate.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { isWorthCompressing, weaken, type Compress } from './compression.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import type { NoteInstallation } from './installation-check.js';
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

const HEADERS = {
  'Content-Type': contentTypeOf('missive.js'),
  'Access-Control-Allow-Origin': '*',
  Vary: 'Accept-Encoding',
} as const;

/** Scripts kept ready; an account has one for each state that it was seen in. */
const KEPT = 500;
/**
 * Scripts compressed as well as can be at a time: that takes a tenth of a second, and who asks under ever new hosts gets ever
 * new scripts.
 */
const BEST_AT_ONCE = 2;

/** A script with the settings of one account inside, as it goes out. */
interface FilledScript {
  readonly content: Uint8Array;
  readonly etag: string;
  /** Compressed at the first call; quickly, and not for good, while others are at it. */
  compressed(): Promise<Uint8Array>;
}

/** Fills, hashes and compresses a script once for each settings, because every page view asks for it. */
function createPreparation(compress: Compress): (script: Uint8Array, settings: ScriptSettings | null) => FilledScript {
  const ready = new Map<string, FilledScript & { readonly script: Uint8Array }>();
  let atWork = 0;

  async function compressBest(content: Uint8Array): Promise<Uint8Array> {
    atWork++;
    try {
      return await compress(content);
    } finally {
      atWork--;
    }
  }

  return (script, settings) => {
    const key = JSON.stringify(settings);
    const known = ready.get(key);
    if (known && Buffer.compare(known.script, script) === 0) return known;
    const content = new TextEncoder().encode(fillScript(new TextDecoder().decode(script), settings));
    let compressed: Promise<Uint8Array> | null = null;
    const made = {
      script,
      content,
      etag: etagOf(content),
      compressed() {
        if (compressed === null && atWork >= BEST_AT_ONCE) return compress(content, 'quick');
        compressed ??= compressBest(content);
        // A failure is no content to keep.
        compressed.catch(() => (compressed = null));
        return compressed;
      },
    };
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
  noteInstallation: NoteInstallation,
): void {
  const refuse = refuseOtherMethods('GET, HEAD');
  const prepare = createPreparation(companion.compress);
  // Not a route pattern, because those have no empty segments.
  app.use(async (context, next) => {
    const id = /^\/([^/]*)\/missive\.js$/.exec(context.req.path)?.[1];
    if (id === undefined) return next();
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return refuse(context);
    const script = await companion.files.read('dist/cdn/missive.js');
    if (!script) throw new PublicError('not-found');
    const account = await findAccount(companion, id);
    if (account) await noteInstallation(context.req.raw, account);
    const server = originOf(context.req.raw);
    const settings = account && { ...(await describeAccount(account, server)), server };
    const { content, etag, compressed } = prepare(script, settings);
    return isWorthCompressing(content.length, context.req.header('Accept-Encoding'))
      ? answerFresh(context.req.raw, await compressed(), { ...HEADERS, 'Content-Encoding': 'br' }, weaken(etag))
      : answerFresh(context.req.raw, content, HEADERS, etag);
  });
}
