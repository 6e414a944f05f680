/** The pages that are written rather than built. Pure. */

/** An empty page with nothing but the snippet of an account, pointing at this server. */
export function barePage(account: string): string {
  return page(
    'Bare page',
    `<script>
  (function (d, w) {
    w.MissiveChatConfig = { id: decodeURIComponent('${encodeId(account)}') };
    var s = d.createElement('script');
    s.async = true;
    s.src = '/${encodeId(account)}/missive.js';
    if (d.head) d.head.appendChild(s);
  })(document, window);
</script>`,
  );
}

/** A page with nothing but the element, for the frame of Setup, which gives it the options to show. */
export function previewPage(account: string): string {
  return page(
    'Preview',
    `<script type="module" src="/missive-chat.js"></script>
<missive-chat account="${PREVIEW_PREFIX}${encodeId(account)}" server="/setup"></missive-chat>`,
  );
}

/** What stands before the account's id in a preview: its visitor is not the one who uses the account on this origin. */
export const PREVIEW_PREFIX = 'preview-';

/**
 * A whole page.
 *
 * @param title Text.
 * @param body HTML.
 * @param style CSS; nothing for the browser's own.
 */
export function page(title: string, body: string, style = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${style && `<style>${style}</style>\n`}</head>
<body>
${body}
</body>
</html>
`;
}

/** Leaves nothing that could end the string, the script or the path segment it is put into. */
function encodeId(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).replace(/'/g, '%27');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
