/** The pages: the demo for everybody, Inbox and Setup for the team, and an empty page to measure the widget on. */
import type { Context, Hono } from 'hono';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { NOTICE_HEADERS, noticePage } from './notice-page.js';
import { barePage } from './page-html.js';
import { teamPageHeaders } from './security-headers.js';
import { findSignIn } from './sign-ins.js';
import { answerFresh, contentTypeOf, isPlainPath } from './static-files.js';

const TEAM_PATHS = ['/inbox', '/inbox/', '/setup', '/setup/'];
const HTML = contentTypeOf('index.html');

export function addPageRoutes(app: Hono<ServerEnvironment>, companion: Companion): void {
  app.get('/demo', (context) => context.redirect('/demo/', 308));
  app.get('/', (context) => answerFile(companion, context.req.raw, 'demo/index.html'));
  app.get('/demo/:path{.*}', (context) => answerFile(companion, context.req.raw, `demo/${context.req.param('path')}`));
  app.get('/bare/:account', (context) =>
    answerFresh(context.req.raw, barePage(context.req.param('account')), { 'Content-Type': HTML }),
  );
  addTeamPage(app, companion, 'inbox');
  addTeamPage(app, companion, 'setup');
  // Beside `POST /join`: where an invitation leads.
  app.get('/join', (context) => answerSignInPage(companion, context, 200));
  app.all('/join', refuseOtherMethods('GET, HEAD, POST'));
  for (const path of ['/', '/demo', '/demo/:path{.*}', '/bare/:account', ...TEAM_PATHS]) {
    app.all(path, refuseOtherMethods('GET, HEAD'));
  }
}

/** The page itself is for the signed-in; its scripts are chunks like the others and hold nothing of anybody. */
function addTeamPage(app: Hono<ServerEnvironment>, companion: Companion, page: 'inbox' | 'setup'): void {
  app.on('GET', [`/${page}`, `/${page}/`], async (context) => {
    const signIn = await findSignIn(companion, context);
    if (!signIn) return answerSignInPage(companion, context, 401);
    const sources = await companion.backend.connectSources(signIn.account, originOf(context.req.raw));
    const headers = teamPageHeaders(sources, page === 'setup' ? 'shows' : 'none');
    const content = await companion.files.read(`dist/${page}/index.html`);
    if (!content) {
      const notice = { title: 'This page has not been built', text: ['Run “npm run build”, then load it again.'] };
      return context.html(noticePage(notice), 404, { ...NOTICE_HEADERS });
    }
    return answerFresh(context.req.raw, content, { 'Content-Type': HTML, ...headers });
  });
}

/** Stands in the place of the page that was asked for, so that signing in leads nowhere but there. */
async function answerSignInPage(
  { files }: Companion,
  context: Context<ServerEnvironment>,
  status: 200 | 401,
): Promise<Response> {
  const content = await files.read('dist/setup/sign-in.html');
  context.header('Cache-Control', 'no-store');
  if (content) return context.html(new TextDecoder().decode(content), status, teamPageHeaders([]));
  const notice = {
    title: 'Sign in',
    text: ['Open the sign-in link that the server printed when it was started last.'],
  };
  return context.html(noticePage(notice), status, { ...NOTICE_HEADERS });
}

async function answerFile({ files }: Companion, request: Request, path: string): Promise<Response> {
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const content = isPlainPath(file) ? await files.read(file) : null;
  if (!content) throw new PublicError('not-found');
  return answerFresh(request, content, { 'Content-Type': contentTypeOf(file) });
}
