/** The corpora of bad input, which lie outside of the project, as tests in the browser reach them through the runner. */
import { executeServerCommand } from '@web/test-runner-commands';

async function ask<Answer>(command: string, payload: unknown): Promise<Answer> {
  const { answer } = await executeServerCommand<{ answer: Answer }, unknown>(`corpora:${command}`, payload);
  return answer;
}

/** The cases of a corpus; skips the test where the corpora are not at hand. */
export async function readCorpus<Case>(test: Mocha.Context, name: string): Promise<Case[]> {
  const cases = await ask<Case[] | null>('read', name);
  // They are no part of the project: see the folder that CORPORA names.
  return cases ?? test.skip();
}

/** The cases of a corpus, for tests that have cases of their own; none where the corpora are not at hand. */
export const findCorpus = async <Case>(name: string): Promise<Case[]> => (await ask<Case[] | null>('read', name)) ?? [];

/** A message as it was rendered. */
export interface RenderedMessage {
  anchors: { text: string; href: string | null; title: string | null }[];
  /** How long it took, in milliseconds. */
  ms: number;
  visible: string;
  /** Names of elements that no message may have. */
  foreign: string[];
  /** Names of the anchors' attributes. */
  attrs: string[];
}

/** Why messages fail, by the identifier of their cases. */
export const judgeLinks = (rendered: Record<string, RenderedMessage>): Promise<Record<string, string[]>> =>
  ask('judge-linkify', rendered);
