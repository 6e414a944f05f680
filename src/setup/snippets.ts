/** The three ways to put the chat on a page. Pure. */

/** A way to embed, ready to copy. */
export interface Snippet {
  name: string;
  /** For whom it is. */
  purpose: string;
  code: string;
}

export function snippets(account: string, server: string): Snippet[] {
  return [
    {
      name: 'Snippet',
      purpose:
        'For any page: paste it before </head>. Whoever has the Missive Live Chat snippet changes only the host of the script.',
      code: `<!-- Missive Chat -->
<script>
  (function(d, w) {
    w.MissiveChatConfig = {
      id: '${account}'
    };

    var s = d.createElement('script');
    s.async = true;
    s.src = '${server}/' + w.MissiveChatConfig.id + '/missive.js';
    if (d.head) d.head.appendChild(s);
  })(document, window);
</script>
<!-- /Missive Chat -->`,
    },
    {
      name: 'Element',
      purpose: 'For pages that load ES modules.',
      code: `<script type="module" src="${server}/missive-chat.js"></script>
<missive-chat account="${account}"></missive-chat>`,
    },
    {
      name: 'Package',
      purpose: 'For projects with a bundler: npm install missive-chat',
      code: `import 'missive-chat';

const chat = document.createElement('missive-chat');
chat.account = '${account}';
chat.server = '${server}';
document.body.append(chat);`,
    },
  ];
}
