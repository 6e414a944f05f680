/** What is generated, as functions of the reference: the pages of `docs/`, and the data of `demo/options.html`. */
import { code, groupBy, literal, page, table } from './markdown.mjs';

const ORIGIN = '<!-- Made by `npm run docs` from src/settings/reference.ts. -->';

const SECTIONS = {
  id: 'Account',
  chat: '`chat`: how the widget looks and behaves',
  support: '`support`: other ways to reach the team',
  user: '`user`: who the visitor is',
  visitor: '`visitor`: what is asked before the first message',
  meta: '`meta`: data attached to messages',
};

/** `docs/options.md` */
export function optionsPage({ OPTION_ENTRIES, MESSAGE_ENTRIES }) {
  return page(
    '# Options',
    ORIGIN,
    'Every option and text of `MissiveChatConfig`, which the classic snippet and the property `config` of the element ' +
      'take. [The demo](../demo/options.html) has them all with live controls.',
    'An option may come from several places. The stronger one wins, key by key: documented default, Setup page, ' +
      '`MissiveChatConfig` or `config`, attributes and properties of the element, calls of methods. `undefined` and ' +
      '`null` mean “not set”; `true`, `1` and `"true"` are one, as are `false`, `0` and `"false"`. `""` is not set ' +
      'for `chat.name`, `chat.avatarUrl`, `support` and `user`; in `messages` it says nothing. Unknown names are ' +
      'ignored.',
    ...groupBy(OPTION_ENTRIES, 'section').flatMap(([section, entries]) => [
      `## ${SECTIONS[section]}`,
      table(
        ['Option', 'Value', 'Default', 'On the element', 'Meaning'],
        entries.map((entry) => [
          code(entry.name),
          entry.values?.map(code).join(', ') ?? entry.type,
          literal(entry.default),
          placeOnElement(entry.element),
          entry.meaning,
        ]),
      ),
    ]),
    '## `messages`: texts',
    'On the element they are the keys of the property `messages`, or of the attribute `messages` in JSON. *Bubbles* are ' +
      'a string, or an array with a bubble for each string; addresses in them are links, and so is ' +
      '`{{ link:https://example.com label }}`. A *text* is one string; of an array the strings are joined by spaces. ' +
      '`identifyThanks` and `identifyConsent` have links too. Line breaks are kept; HTML is shown as it is written.',
    table(
      ['Message', 'Value', 'Default', 'Where', 'Meaning'],
      MESSAGE_ENTRIES.map((entry) => [
        code(entry.name),
        entry.type,
        [entry.default].flat().map(literal).join(', '),
        entry.group,
        entry.meaning,
      ]),
    ),
    '## `chat.variables`: colours, sizes and the like',
    'In [Theming](theming.md).',
  );
}

/** `docs/theming.md` */
export function themingPage({ VARIABLE_ENTRIES, PART_ENTRIES, STATE_ENTRIES, PAINTED }) {
  return page(
    '# Theming',
    ORIGIN,
    'Nothing of the page’s own style reaches the widget. It is styled on purpose: by variables, in `chat.variables`, the ' +
      'property `variables` of the element or `setVariables({ … })`; and by the page’s style sheet, through custom ' +
      'properties and parts, which win over everything else.',
    [
      '```css',
      'missive-chat {',
      '  --missive-main-color: #7d3c98;',
      '}',
      'missive-chat::part(launcher) {',
      '  letter-spacing: 0.02em;',
      '}',
      'missive-chat:state(unread)::part(frame) {',
      '  outline: 2px solid gold;',
      '}',
      '```',
    ].join('\n'),
    '## Variables',
    'A value may use the other variables, as in `var(--main-color)`; they are the widget’s own, whatever the page calls ' +
      'by the same name. One that is not of its kind, loads something or could leave its declaration is ignored with a ' +
      'warning, and the next weaker one counts. Sizes are bounded so that the chat stays usable and does not cover the page. ' +
      '`setVariables` also takes `--main-color` and `mainColor`, and `null` to reset one.',
    ...groupBy(VARIABLE_ENTRIES, 'group').flatMap(([group, entries]) => [
      `### ${group}`,
      table(
        ['Variable', 'Kind', 'Default', 'Custom property', 'Meaning'],
        entries.map((entry) => [
          code(entry.name),
          entry.type,
          code(entry.default),
          code(entry.customProperty),
          entry.meaning,
        ]),
      ),
    ]),
    '## Contrast',
    'Every text is painted in its colour as far as the contrast of WCAG AA allows, 4.5:1; a text that misses it on its ' +
      'surface is mixed with black or white until it does not. This goes for some documented defaults too, for colours ' +
      'that the page sets through `--missive-<name>`, and for the edges of fields and buttons and the ring of the focus; ' +
      'texts on gradients stay as they are. Where the visitor’s system asks for more contrast it is that of AAA, 7:1, or ' +
      'as much as black or white has. The variables read as they were set. One surface is painted differently while it ' +
      'has its documented colour:',
    table(
      ['Variable', 'Default', 'Painted'],
      PAINTED.map(({ name, given, painted }) => [code(name), code(given), code(painted)]),
    ),
    '## Place in the stack',
    'The widget stands at `z-index: 2147483000`; `--missive-z-index` on the element changes that.',
    'The button can lie over what has the focus in the page. A page that leaves room for it when it scrolls keeps its own ' +
      'links and fields in sight of those who use the keyboard (WCAG 2.4.11):',
    '```css\nhtml {\n  scroll-padding-bottom: 100px;\n}\n```',
    '## Parts',
    list(PART_ENTRIES, (name) => `::part(${name})`),
    '## States',
    list(STATE_ENTRIES, (name) => `:state(${name})`),
  );
}

/** `docs/api.md` */
export function apiPage({ OPTION_ENTRIES, ELEMENT_ENTRIES, METHOD_ENTRIES, EVENT_ENTRIES }) {
  const attributes = new Map(OPTION_ENTRIES.map((entry) => [entry.element.attribute, entry]));
  return page(
    '# Methods, callbacks, events and attributes',
    ORIGIN,
    '`window.MissiveChat` is there as soon as `missive.js` has run. Calls that come before the widget is ready are ' +
      'carried out in order before the first paint; what they cause is told after `onReady`. The element itself is ' +
      '`window.MissiveChat.element`.',
    '## Methods',
    table(
      ['Method', '`window.MissiveChat`', 'Meaning'],
      METHOD_ENTRIES.map(({ call, isLegacy, meaning }) => [code(call), isLegacy ? 'yes' : 'no', meaning]),
    ),
    'Both `<missive-chat>` and `window.MissiveChat` may be called at any time, in any state; no call throws.',
    '## Events and callbacks',
    'Each event bubbles and crosses shadow roots. The callbacks stand in `MissiveChatConfig` and belong to the classic ' +
      'snippet; one that throws is reported to the console and changes nothing else.',
    table(
      ['Event', '`detail`', 'Callback', 'Meaning'],
      EVENT_ENTRIES.map(({ name, detail, callback, values, meaning }) => [
        code(name),
        code(detail),
        callback === undefined ? '' : code(`${callback}(${values})`),
        meaning,
      ]),
    ),
    '## Attributes and properties',
    'An attribute that is absent is not set, and leaves the choice to `config`, the Setup page and the default; so does a ' +
      'property that is `undefined`. Objects are JSON in their attribute. `settings` (read-only) gives what is in force.',
    table(
      ['Attribute', 'Property', 'Option'],
      [...attributes]
        .map(([attribute, { name, section, element }]) => [
          code(attribute),
          code(element.property),
          element.holds === 'section'
            ? code(section)
            : `${code(name)}${element.holds === 'opposite' ? ', inverted' : ''}`,
        ])
        .concat([
          [code('variables'), code('variables'), code('chat.variables')],
          [code('messages'), code('messages'), code('messages')],
        ]),
    ),
    list(ELEMENT_ENTRIES, (name) => name),
  );
}

/** `demo/options.json` */
export function optionsData({ OPTION_ENTRIES, MESSAGE_ENTRIES, VARIABLE_ENTRIES, METHOD_ENTRIES, EVENT_ENTRIES }) {
  const data = {
    options: OPTION_ENTRIES,
    messages: MESSAGE_ENTRIES,
    variables: VARIABLE_ENTRIES,
    methods: METHOD_ENTRIES,
    events: EVENT_ENTRIES,
  };
  return `${JSON.stringify(data, null, 1)}\n`;
}

function placeOnElement({ attribute, property, holds }) {
  if (holds === 'section') return `in ${code(attribute)}`;
  const names = attribute === property ? code(attribute) : `${code(attribute)}, ${code(property)}`;
  return holds === 'opposite' ? `${names}, inverted` : names;
}

function list(entries, write) {
  return entries.map(({ name, meaning }) => `- ${code(write(name))}: ${meaning}`).join('\n');
}
