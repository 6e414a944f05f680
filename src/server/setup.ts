/** What the Setup page asks for: the account of the signed-in member, and changes to it. */
import type { Context, Hono } from 'hono';
import type { ConnectAnswer, DigestAnswer, NewKeyAnswer, SetupAnswer } from '../shared/setup.js';
import type { Companion, ServerEnvironment } from './companion.js';
import { testDigest } from './digest-test.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { NUL, readJson } from './json-body.js';
import { createSecret } from './secrets.js';
import { readObject } from './session-request.js';
import { describeForSetup } from './setup-account.js';
import { checkChanges } from './setup-config.js';
import { addSetupTeamRoutes } from './setup-team.js';
import { refuseOtherOrigins, requireSignIn, type FoundSignIn } from './sign-ins.js';

export function addSetupRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  const { storage, backend } = companion;
  app.use('/setup/*', refuseOtherOrigins(), async (context, next) => {
    // No key and no member has such an id, and PostgreSQL refuses to look for it.
    if (context.req.path.includes(NUL)) throw new PublicError('not-found');
    await next();
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  });

  const answer = async (context: Context<ServerEnvironment>, signIn: FoundSignIn): Promise<Response> =>
    context.json<SetupAnswer>(await describeForSetup(companion, signIn));

  app.get('/setup/account', async (context) => answer(context, await requireSignIn(companion, context)));

  app.put('/setup/account', async (context) => {
    const signIn = await requireSignIn(companion, context);
    const { version, changes } = checkChanges(await readJson(context.req.raw));
    if ((await storage.accounts.save(signIn.account, version, changes)) === null)
      throw new PublicError('stale-version');
    return answer(context, signIn);
  });

  app.post('/setup/keys', async (context) => {
    const { account } = await requireSignIn(companion, context);
    readObject(await readJson(context.req.raw));
    const key = await storage.accounts.addSecretKey(account, createSecret());
    if (key === null) throw new PublicError('too-many-keys');
    return context.json<NewKeyAnswer>({ key: key.value });
  });

  app.delete('/setup/keys/:key', async (context) => {
    const signIn = await requireSignIn(companion, context);
    if (!(await storage.accounts.removeSecretKey(signIn.account, context.req.param('key')))) {
      throw new PublicError('not-found');
    }
    return answer(context, signIn);
  });

  app.post('/setup/digest', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const { email, digest } = readObject(await readJson(context.req.raw));
    if (typeof email !== 'string' || typeof digest !== 'string') throw new PublicError('bad-request');
    return context.json<DigestAnswer>(testDigest(await storage.accounts.secretKeys(account), email, digest));
  });

  app.post('/setup/twilio', async (context) => {
    const { account } = await requireSignIn(companion, context);
    const { accountSid, authToken, region } = readObject(await readJson(context.req.raw));
    if (typeof accountSid !== 'string' || typeof authToken !== 'string' || typeof region !== 'string') {
      throw new PublicError('bad-request');
    }
    return context.json<ConnectAnswer>(await backend.connect(account, { accountSid, authToken, region }));
  });

  app.all('/setup/account', refuseOtherMethods('GET, HEAD, PUT'));
  app.all('/setup/keys', refuseOtherMethods('POST'));
  app.all('/setup/keys/:key', refuseOtherMethods('DELETE'));
  app.all('/setup/digest', refuseOtherMethods('POST'));
  app.all('/setup/twilio', refuseOtherMethods('POST'));
  addSetupTeamRoutes(app, companion, answer);
}
