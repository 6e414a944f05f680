/** The three facts about the browser that every message carries. Coarse on purpose: no version, no fingerprint. */
import type { MessageData } from '../shared/message-attributes.js';

/** What is read of `navigator`. */
export interface NavigatorFacts {
  language: string;
  userAgent: string;
  userAgentData?: { platform?: string; brands?: readonly { brand: string }[] };
}

/** First match wins: many browsers name others in their user agent, and few are named by others. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

export function aboutBrowser({ language, userAgent, userAgentData }: NavigatorFacts): MessageData {
  const find = (table: typeof BROWSERS): string => table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Other';
  return {
    language: language || 'Other',
    platform: userAgentData?.platform || find(PLATFORMS),
    browser: find(BROWSERS),
  };
}
