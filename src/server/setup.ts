/** What the Setup page asks for. */
import type { Hono } from 'hono';
import type { Companion, ServerEnvironment } from './companion.js';
import { refuseOtherMethods } from './errors.js';
import { requireSignIn } from './sign-in.js';

export function addSetupRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  app.get('/setup/account', async (context) => {
    const { account } = await requireSignIn(companion, context);
    context.header('Cache-Control', 'no-store');
    return context.json({ account });
  });
  app.all('/setup/account', refuseOtherMethods('GET, HEAD'));
}
