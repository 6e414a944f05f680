/** Markdown by pieces: names and values as code, tables, pages. */

/** Something as code, also inside a table; nothing for what is empty. */
export function code(value) {
  if (value === '') return '';
  return `\`${String(value).replaceAll('|', '\\|').replaceAll('\n', '\\n')}\``;
}

/** A value as one writes it in a configuration. */
export function literal(value) {
  return value === undefined
    ? ''
    : code(typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value, null, 1).replace(/\s+/g, ' '));
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {readonly string[]} blocks Paragraphs, headings and tables. */
export function page(...blocks) {
  return `${blocks.join('\n\n')}\n`;
}

/** Entries by the value of a property, in the order of their first one. */
export function groupBy(entries, property) {
  const groups = new Map();
  for (const entry of entries) groups.set(entry[property], [...(groups.get(entry[property]) ?? []), entry]);
  return [...groups];
}
