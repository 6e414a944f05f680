/** The list of allowed sites as it is typed: one origin a line, or several with commas between them. Pure. */
import { readOriginPattern } from '../shared/origin-pattern.js';

/** A line that holds something that is no origin. */
export interface WrongLine {
  /** Counted from 1. */
  number: number;
  /** What is no origin. */
  text: string;
}

/** @returns The origins, each once, or the first line that is wrong. */
export function readOriginList(text: string): { origins: string[] } | { wrong: WrongLine } {
  const origins = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    for (const part of line.split(',').map((each) => each.trim())) {
      if (part === '') continue;
      const origin = readOriginPattern(part);
      if (origin === null) return { wrong: { number: index + 1, text: part } };
      origins.add(origin);
    }
  }
  return { origins: [...origins] };
}
