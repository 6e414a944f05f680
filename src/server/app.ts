/**
 * The companion server: everything that answers a `Request` with a `Response`. Knows the routes and their order, and
 * neither ports nor files nor the environment: `node.ts` and `cli.ts` give it those. Tests call it directly.
 */
import { Hono } from 'hono';
import { addAssetRoutes } from './assets.js';
import { createAvailability } from './availability.js';
import { MEDIA_PATH } from './backend.js';
import { compressAnswers } from './compression.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { answerError, answerFailure, PublicError, refuseOtherMethods } from './errors.js';
import { addInboxRoutes } from './inbox.js';
import { createInstallationCheck } from './installation-check.js';
import { addPageRoutes } from './pages.js';
import { addScriptRoute } from './script.js';
import { addSessionRoutes } from './sessions.js';
import { addSettingsRoute, createDescribeAccount } from './settings.js';
import { addSetupRoutes } from './setup.js';
import { addSetupPreviewRoutes } from './setup-preview.js';
import { addSignInRoutes } from './sign-in.js';

export function createApp(companion: Companion): Hono<ServerEnvironment> {
  const app = new Hono<ServerEnvironment>();
  const describeAccount = createDescribeAccount(companion, createAvailability(companion));
  const noteInstallation = createInstallationCheck(companion);

  app.onError((error, context) => answerFailure(context, error, companion.log));
  app.notFound((context) => answerError(context, 'not-found'));
  // First, because every page view asks for it: it needs none of what the others pass through.
  addScriptRoute(app, companion, describeAccount, noteInstallation);
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('X-Content-Type-Options', 'nosniff');
  });
  app.use(compressAnswers(companion.compress));

  app.get('/healthz', (context) => context.json({ ready: true }));
  app.get('/readyz', async (context) => {
    await companion.storage.check().catch((error: unknown) => {
      throw new PublicError('not-ready', error);
    });
    return context.json({ ready: true });
  });
  for (const path of ['/healthz', '/readyz']) app.all(path, refuseOtherMethods('GET, HEAD'));
  app.all(`${MEDIA_PATH}/*`, (context) => companion.backend.answerMedia?.(context.req.raw) ?? context.notFound());
  addAssetRoutes(app, companion);
  addSignInRoutes(app, companion);
  // Before the pages, which take every other path below /inbox, and before the routes whose first segment is an id.
  addInboxRoutes(app, companion);
  addSetupRoutes(app, companion);
  addSetupPreviewRoutes(app, companion, describeAccount);
  addPageRoutes(app, companion);
  addSessionRoutes(app, companion);
  addSettingsRoute(app, companion, describeAccount, noteInstallation);
  return app;
}
