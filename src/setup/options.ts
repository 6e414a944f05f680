/** The options as the Setup page shows them: groups of controls, made from the reference's tables. Pure. */
import {
  MESSAGE_ENTRIES,
  OPTION_ENTRIES,
  VARIABLE_ENTRIES,
  type MessageEntry,
  type OptionEntry,
  type VariableEntry,
} from '../settings/reference.js';

/** How an option is set: the kinds of the reference. */
export type ControlKind = OptionEntry['type'] | MessageEntry['type'] | VariableEntry['type'];

/** One option with all that its control shows. */
export interface Control {
  /** Where it stands in the configuration: `chat.variables.main-color`. */
  path: string;
  label: string;
  kind: ControlKind;
  values: readonly string[];
  default: unknown;
  help: string;
}

/** Controls under one heading. */
export interface Group {
  title: string;
  controls: Control[];
}

/** What most owners change, in the order in which they think of it. */
const ESSENTIALS = [
  'chat.name',
  'chat.variables.main-color',
  'chat.position',
  'messages.title',
  'messages.welcome',
  'chat.avatarUrl',
];

/** Where the name alone says too little. */
const LABELS: Readonly<Record<string, string>> = {
  'chat.name': 'Name of the team',
  'chat.avatarUrl': 'Picture of the team',
  'chat.hidden': 'Hide the button',
  'messages.title': 'Title of the chat',
  'messages.error': 'Connection trouble',
  'messages.internet': 'Browser offline',
  'messages.chat': 'Text field',
  'messages.online': 'Status: online',
  'messages.offline': 'Status: offline',
  'messages.connecting': 'Status: connecting',
  'support.email': 'Support e-mail',
  'support.phone': 'Support phone',
  'chat.variables.width': 'Width of the window',
  'chat.variables.height': 'Height of the window',
  meta: 'Data',
};

/** Sections that say who a page or its visitor is; they make no sense for a whole site. */
const OF_THE_PAGE = ['id', 'user'];

/** Every option that can be saved for all widgets of an account. Each stands in one group. */
export const GROUPS: readonly Group[] = group();

/** The options that only a page can set. */
export const PAGE_OPTIONS: readonly Control[] = OPTION_ENTRIES.filter(isOfThePage).map(optionControl);

/** The groups with only those controls that a search finds; all of them for an empty one. */
export function search(groups: readonly Group[], text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ path, label, help }: Control, title: string): boolean => {
    const searched = `${path} ${label} ${help} ${title}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
  return groups
    .map(({ title, controls }) => ({ title, controls: controls.filter((control) => isFound(control, title)) }))
    .filter(({ controls }) => controls.length > 0);
}

function group(): Group[] {
  const placed: [title: string, control: Control][] = [
    ...OPTION_ENTRIES.filter((entry) => !isOfThePage(entry)).map((entry): [string, Control] => [
      { chat: 'Behaviour', visitor: 'What visitors are asked', support: 'Other ways to reach you' }[entry.section] ??
        'Data on every message',
      optionControl(entry),
    ]),
    ...MESSAGE_ENTRIES.map((entry): [string, Control] => [
      `Texts: ${entry.group.toLowerCase()}`,
      messageControl(entry),
    ]),
    ...VARIABLE_ENTRIES.map((entry): [string, Control] => [
      `Look: ${entry.group.toLowerCase()}`,
      variableControl(entry),
    ]),
  ];
  const essentials = ESSENTIALS.flatMap((path) => placed.filter(([, control]) => control.path === path));
  const groups = new Map([['Essentials', essentials.map(([, control]) => control)]]);
  for (const [title, control] of placed) {
    if (ESSENTIALS.includes(control.path)) continue;
    groups.set(title, [...(groups.get(title) ?? []), control]);
  }
  return [...groups].map(([title, controls]) => ({ title, controls }));
}

function isOfThePage({ section }: OptionEntry): boolean {
  return OF_THE_PAGE.includes(section);
}

function optionControl({ name, key, type, values = [], default: fallback, meaning }: OptionEntry): Control {
  return { path: name, label: LABELS[name] ?? words(key), kind: type, values, default: fallback, help: meaning };
}

function messageControl({ name, key, type, default: fallback, meaning }: MessageEntry): Control {
  return { path: name, label: LABELS[name] ?? words(key), kind: type, values: [], default: fallback, help: meaning };
}

function variableControl({ name, type, default: fallback, meaning }: VariableEntry): Control {
  const path = `chat.variables.${name}`;
  return { path, label: LABELS[path] ?? words(name), kind: type, values: [], default: fallback, help: meaning };
}

/** `hideWhenOffline` and `main-color` as words: "Hide when offline", "Main colour". */
function words(name: string): string {
  const text = name.replace(/-/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\burl\b/, 'address').replace('olor', 'olour');
}
