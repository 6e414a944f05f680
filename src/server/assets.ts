/** The built scripts that are the same for every account, open to every site. */
import type { Hono } from 'hono';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { answerFresh, contentTypeOf, isPlainPath } from './static-files.js';

export function addAssetRoutes(app: Hono<ServerEnvironment>, { files }: Companion): void {
  /** Chunks carry a hash of their content in their name, so they never change. */
  app.get('/assets/:name{.+}', async (context) => {
    const name = context.req.param('name');
    const content = isPlainPath(name) ? await files.read(`dist/cdn/assets/${name}`) : null;
    if (!content) throw new PublicError('not-found');
    return new Response(content, {
      headers: {
        'Content-Type': contentTypeOf(name),
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Access-Control-Allow-Origin': '*',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });

  /** The element as an ES module, for pages that import it without a bundler. */
  app.get('/missive-chat.js', async (context) => {
    const content = await files.read('dist/cdn/missive-chat.js');
    if (!content) throw new PublicError('not-found');
    return answerFresh(context.req.raw, content, {
      'Content-Type': contentTypeOf('missive-chat.js'),
      'Access-Control-Allow-Origin': '*',
    });
  });

  for (const path of ['/assets/:name{.+}', '/missive-chat.js']) app.all(path, refuseOtherMethods('GET, HEAD'));
}
