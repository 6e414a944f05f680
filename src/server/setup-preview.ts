/**
 * The chat in the frame of the Setup page. Its page gives it all options by itself, so the account's saved ones, which
 * would shine through where the draft goes back to a default, are left out. What is written in it is real.
 */
import type { Hono } from 'hono';
import { isAccountId } from './accounts.js';
import { findAccount } from './account-gate.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { PREVIEW_PREFIX, previewPage } from './page-html.js';
import { teamPageHeaders } from './security-headers.js';
import type { DescribeAccount } from './settings.js';
import { requireSignIn } from './sign-ins.js';

const ID = `:preview{${PREVIEW_PREFIX}.+}`;

export function addSetupPreviewRoutes(
  app: Hono<ServerEnvironment>,
  companion: Companion,
  describeAccount: DescribeAccount,
): void {
  app.get('/setup/preview', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const sources = await companion.backend.connectSources(account, originOf(context.req.raw));
    return context.html(previewPage(account), 200, teamPageHeaders(sources, 'is-shown'));
  });

  /** Public like the settings that it leaves out: the element sends no cookie. */
  app.get(`/setup/${ID}/settings`, async (context) => {
    const account = await findAccount(companion, context.req.param('preview').slice(PREVIEW_PREFIX.length));
    if (account === null) throw new PublicError('unknown-account');
    return context.json(await describeAccount({ ...account, config: {} }, originOf(context.req.raw)));
  });

  for (const route of ['session', 'conversation']) {
    app.post(`/setup/${ID}/${route}`, (context) => {
      const account = context.req.param('preview').slice(PREVIEW_PREFIX.length);
      if (!isAccountId(account)) throw new PublicError('unknown-account');
      return context.redirect(`/${account}/${route}`, 307);
    });
    app.all(`/setup/${ID}/${route}`, refuseOtherMethods('POST'));
  }

  app.all('/setup/preview', refuseOtherMethods('GET, HEAD'));
  app.all(`/setup/${ID}/settings`, refuseOtherMethods('GET, HEAD'));
}
