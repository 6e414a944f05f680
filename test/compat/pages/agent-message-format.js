// What the team sends → what the visitor reads, and which links.
export default [
  { sent: 'First line\nsecond line', text: 'First line\nsecond line', links: [] },
  {
    sent: 'Try {{ link:https://example.test/tea?x=1 our tea }} first',
    text: 'Try our tea first',
    links: ['https://example.test/tea?x=1'],
  },
  {
    sent: 'Terms: https://example.test/terms.',
    text: 'Terms: https://example.test/terms.',
    links: ['https://example.test/terms'],
  },
  { sent: '**strong**, `code` and _more_', text: '**strong**, `code` and _more_', links: [] },
  { sent: '{{ link:javascript:alert(1) press }}', text: '{{ link:javascript:alert(1) press }}', links: [] },
  { sent: 'A <b>tag</b> &amp; an entity', text: 'A <b>tag</b> &amp; an entity', links: [] },
];
