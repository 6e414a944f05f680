/** The page of all options: a control for each entry of the reference, whose values are the chat's `config`. */

const chat = document.querySelector('missive-chat');
const { account } = chat;
const reference = await (await fetch('/demo/options.json')).json();
const form = document.querySelector('.controls');

const SECTIONS = {
  id: 'Account',
  chat: 'Widget',
  support: 'Support contacts',
  user: 'User',
  visitor: 'What visitors are asked',
  meta: 'Data',
};

/** Everything that has a control: where it stands in the configuration, and how. */
const entries = [
  ...reference.options.map((entry) => ({ ...entry, group: SECTIONS[entry.section], path: entry.name.split('.') })),
  ...reference.messages.map((entry) => ({ ...entry, group: `Texts: ${entry.group}`, path: ['messages', entry.key] })),
  ...reference.variables.map((entry) => ({
    ...entry,
    group: `Variables: ${entry.group}`,
    path: ['chat', 'variables', entry.name],
  })),
];
// The account is that of the demo here, and its other values are those of whoever runs the server.
entries.find(({ name }) => name === 'id').default = account;

/** Values of the arguments for the methods that take one. */
const ARGUMENTS = {
  setUser: { name: 'Jane Doe', email: 'jane@acme.com' },
  setMeta: { page: 'options' },
  addMeta: { theme: 'dark' },
  setVariables: { 'main-color': '#7d3c98' },
};

/** By the type of an entry: the field, how a value is written into it, and how it is read. */
const FIELDS = {
  boolean: {
    create: () => Object.assign(document.createElement('input'), { type: 'checkbox' }),
    write: (field, value) => (field.checked = value),
    read: (field) => field.checked,
  },
  choice: {
    create: ({ values }) => {
      const select = document.createElement('select');
      select.append(...values.map((value) => Object.assign(document.createElement('option'), { textContent: value })));
      return select;
    },
    write: (field, value) => (field.value = value),
    read: (field) => field.value,
  },
  // A line of three dashes begins the next bubble.
  bubbles: {
    create: () => document.createElement('textarea'),
    write: (field, value) => (field.value = [value].flat().join('\n---\n')),
    read: (field) => field.value.split('\n---\n'),
  },
  // A line for each entry: `name: value`.
  object: {
    create: () => Object.assign(document.createElement('textarea'), { placeholder: 'name: value' }),
    write: (field, value) =>
      (field.value = Object.entries(value)
        .map((pair) => pair.join(': '))
        .join('\n')),
    read: (field) =>
      Object.fromEntries([...field.value.matchAll(/^\s*([^:\n]+?)\s*:\s*(.+?)\s*$/gm)].map(([, ...pair]) => pair)),
  },
  text: {
    create: () => Object.assign(document.createElement('input'), { type: 'text' }),
    write: (field, value) => (field.value = value ?? ''),
    read: (field) => field.value,
  },
};

const controls = entries.map(createControl);
for (const group of new Set(entries.map((entry) => entry.group))) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = group;
  section.append(heading, ...controls.filter(({ entry }) => entry.group === group).map(({ row }) => row));
  document.querySelector('#groups').append(section);
}
for (const { name, call } of reference.methods) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: call });
  button.addEventListener('click', () => chat[name](ARGUMENTS[name]));
  document.querySelector('#methods').append(button);
}
for (const { name } of reference.events) {
  chat.addEventListener(name, ({ detail }) => {
    const line = document.createElement('li');
    line.textContent = [name, detail && JSON.stringify(detail)].filter(Boolean).join(' ');
    document.querySelector('#events').prepend(line);
  });
}

form.addEventListener('submit', (event) => event.preventDefault());
// A part of an account's id is the id of none.
form.addEventListener('input', ({ target }) => target.id !== 'option-0' && apply());
form.addEventListener('change', apply);
form.addEventListener('reset', (event) => {
  event.preventDefault();
  for (const { entry, kind, field } of controls) kind.write(field, entry.default);
  apply();
});
document.querySelector('#find').addEventListener('input', find);
apply();

function createControl(entry, number) {
  const kind = FIELDS[entry.type] ?? FIELDS.text;
  const field = kind.create(entry);
  const row = Object.assign(document.createElement('div'), { className: 'control' });
  const label = document.createElement('label');
  const meaning = document.createElement('p');
  const inputs = Object.assign(document.createElement('div'), { className: 'inputs' });
  field.id = `option-${number}`;
  label.htmlFor = field.id;
  label.textContent = entry.path.join('.');
  meaning.id = `meaning-${number}`;
  meaning.textContent = entry.meaning;
  field.setAttribute('aria-describedby', meaning.id);
  kind.write(field, entry.default);
  inputs.append(field);
  if (entry.type === 'colour' || entry.type === 'background') inputs.append(createPicker(field, label.textContent));
  row.append(label, meaning, inputs);
  return { entry, kind, field, row };
}

/** A colour to pick, beside the text that may be any colour or gradient. */
function createPicker(field, name) {
  const picker = Object.assign(document.createElement('input'), { type: 'color', ariaLabel: `Pick ${name}` });
  picker.addEventListener('input', () => (field.value = picker.value));
  return picker;
}

/** Gives the chat what differs from the defaults, and shows it as one would write it. */
function apply() {
  const config = {};
  for (const { entry, kind, field, row } of controls) {
    const value = kind.read(field);
    const isChanged = !isSame(value, entry.default);
    row.classList.toggle('changed', isChanged);
    if (isChanged) put(config, entry.path, value);
  }
  const { id = account, ...rest } = config;
  if (chat.account !== id) chat.account = id;
  chat.config = rest;
  document.querySelector('#config').textContent = `MissiveChatConfig = ${JSON.stringify({ id, ...rest }, null, 2)};`;
}

function isSame(value, initial) {
  const [one, other] = [value, initial ?? ''].map((each) => JSON.stringify(typeof each === 'object' ? each : [each]));
  return one === other;
}

function put(config, [key, ...rest], value) {
  if (rest.length === 0) config[key] = value;
  else put((config[key] ??= {}), rest, value);
}

function find({ target }) {
  const words = target.value.trim().toLowerCase();
  for (const { row } of controls) row.hidden = !row.textContent.toLowerCase().includes(words);
  for (const section of document.querySelectorAll('#groups section')) {
    section.hidden = section.querySelector('.control:not([hidden])') === null;
  }
}
