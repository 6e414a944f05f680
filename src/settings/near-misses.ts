/**
 * Names in a configuration that are no option but look as if one was meant: a typing error, another case, or what others
 * call it. Pure.
 */
import { ownNames, readOwn } from './check.js';
import { BOT_MESSAGES, CHAT, PERSON, SUPPORT, UI_MESSAGES, VISITOR } from './defaults.js';

/** The documented names by section. */
const NAMES: Record<string, readonly string[]> = {
  chat: [...Object.keys(CHAT), 'variables'],
  support: Object.keys(SUPPORT),
  user: Object.keys(PERSON),
  visitor: Object.keys(VISITOR),
  messages: [...Object.keys(BOT_MESSAGES), ...Object.keys(UI_MESSAGES)],
};

/** What other products call the digest. */
const DIGEST = /^(?:user)?(?:hash|hmac|signature)$/;

/** @returns For each such name, where it stands and what is meant: `['user.hash', 'digest']`. */
export function findNearMisses(config: unknown): [path: string, meant: string][] {
  return Object.entries(NAMES).flatMap(([section, names]) => {
    const given = ownNames(readOwn(config, section)).slice(0, 100);
    return given.flatMap((name): [string, string][] => {
      const meant = names.includes(name) ? undefined : names.find((documented) => isNear(name, documented));
      return meant === undefined ? [] : [[`${section}.${name}`, meant]];
    });
  });
}

function isNear(name: string, documented: string): boolean {
  const [given, meant] = [letters(name), letters(documented)];
  if (documented === 'digest' && DIGEST.test(given)) return true;
  const isShuffled = sorted(given) === sorted(meant);
  return isShuffled || isMissingLetters(given, meant) || isMissingLetters(meant, given);
}

const letters = (name: string): string =>
  name
    .slice(0, 40)
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const sorted = (word: string): string => Array.from(word).sort().join();

/** Whether the shorter is the longer without one or two of its letters. */
function isMissingLetters(shorter: string, longer: string): boolean {
  let at = 0;
  for (const letter of longer) if (letter === shorter.charAt(at)) at++;
  return at === shorter.length && longer.length - at <= 2 && at > 2;
}
