/** What the command line says of a mistake: a sentence, what was probably meant, and where to read on. Pure. */

/**
 * Puts what commander found wrong into a sentence.
 *
 * @param command The command that was called, with its name: `missive-chat account add`.
 * @param text As commander says it.
 */
export function explainMistake(command: string, text: string): string {
  const [first = '', second = ''] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n', 2);
  const meant = /^\(Did you mean (?:one of )?(.*?)\?\)$/.exec(second)?.[1];
  const sentence = SENTENCES.reduce((words, [pattern, better]) => words.replace(pattern, better), first);
  return `${sentence}${meant === undefined ? '' : ` Did you mean ${meant.replace(/, (?=[^,]*$)/, ' or ')}?`} Try: ${command} --help`;
}

const SENTENCES: readonly [RegExp, string][] = [
  [/^unknown option '(.*)'$/, 'There is no option $1.'],
  [/^unknown command '(.*)'$/, 'There is no command "$1".'],
  [/^missing required argument '(.*)'$/, 'The <$1> is missing.'],
  [/^option '(.*)' argument missing$/, 'The value of $1 is missing.'],
  [
    /^too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    'That is too much: it takes $1, and got $2.',
  ],
];
