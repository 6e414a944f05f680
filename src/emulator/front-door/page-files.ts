/** The files of the page. As text, because the front door is one file when it is published. */

export const PAGE_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Emulator</title>
    <link rel="stylesheet" href="page.css" />
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <h1>Emulator of Twilio Conversations</h1>
    <form id="write">
      <label>Conversation <select id="conversation" required></select></label>
      <label>As <input id="author" value="agent" required /></label>
      <label>Message <input id="body" required autocomplete="off" /></label>
      <button>Send</button>
      <p id="status" role="status"></p>
    </form>
    <main id="tables"></main>
  </body>
</html>
`;

export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; }
body { margin: 2rem auto; max-inline-size: 80rem; padding-inline: 1rem; }
h1 { font-size: 1.3rem; }
h2 { font-size: 1rem; text-transform: capitalize; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: grid; font-size: .85rem; }
input, select, button { font: inherit; padding: .3rem .5rem; box-sizing: border-box; block-size: 2.2rem; }
section { overflow-x: auto; }
table { border-collapse: collapse; font-size: .8rem; }
th, td { border: 1px solid #8886; padding: .2rem .5rem; text-align: start; vertical-align: top; max-inline-size: 24rem;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
/* Its beginning tells it apart; the whole of it can be copied. */
.sid { max-inline-size: 5.5rem; }
`;

export const PAGE_SCRIPT = `
const KINDS = ['service', 'conversation', 'participant', 'message', 'user', 'role', 'media', 'webhook'];
const find = (id) => document.getElementById(id);
let last = '';

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function cell(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  const made = element('td', text);
  made.title = text;
  if (/^[A-Z]{2}[0-9a-f]{32}$/.test(text)) made.className = 'sid';
  return made;
}

function table(kind, rows) {
  const columns = Object.keys(rows[0]).filter((name) => name !== 'kind');
  const head = element('tr', ...columns.map((name) => element('th', name)));
  const body = rows.map((row) => element('tr', ...columns.map((name) => cell(row[name]))));
  return element('section', element('h2', kind + ' (' + rows.length + ')'),
    element('table', element('thead', head), element('tbody', ...body)));
}

function choices(rows) {
  const select = find('conversation');
  const chosen = select.value;
  select.replaceChildren(...rows.map((row) => {
    const option = element('option', row.friendlyName ?? row.uniqueName ?? row.sid);
    option.value = row.service + '/' + row.sid;
    return option;
  }));
  if (chosen) select.value = chosen;
}

async function refresh() {
  const text = await (await fetch('page/rows')).text();
  if (text === last) return;
  last = text;
  const rows = JSON.parse(text);
  const byKind = KINDS.map((kind) => [kind, rows.filter((row) => row.kind === kind)]).filter(([, some]) => some.length > 0);
  choices(rows.filter((row) => row.kind === 'conversation'));
  find('tables').replaceChildren(...byKind.map(([kind, some]) => table(kind, some)));
}

find('write').addEventListener('submit', async (event) => {
  event.preventDefault();
  const [service, conversation] = find('conversation').value.split('/');
  const message = { service, conversation, author: find('author').value, body: find('body').value };
  const answer = await fetch('page/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
  });
  find('status').textContent = answer.ok ? 'Sent.' : (await answer.json()).message;
  if (answer.ok) find('body').value = '';
  await refresh();
});

const keepUp = () => refresh().catch(() => (find('status').textContent = 'The emulator does not answer.'))
  .finally(() => setTimeout(keepUp, 1000));
keepUp();
`;
