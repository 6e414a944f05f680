/** A companion with visitors over the real SDK, each behind a proxy of their own. */
import type { PublicSettings } from '../../../src/shared/public-settings.js';
import { startCompanion, type TestCompanion } from '../../support/node/companion.js';
import { Recorder } from '../history.js';
import { judge, type Verdict } from '../judge.js';
import { Visitor } from '../nemesis/visitor.js';
import { FINDINGS } from '../tally.js';
import { LineProxy } from './line-proxy.js';

export interface Place {
  readonly visitor: Visitor;
  readonly proxy: LineProxy;
}

export class Scene {
  readonly companion: TestCompanion;
  readonly account: string;
  readonly recorder = new Recorder(Date.now);
  readonly #places = new Set<Place>();

  private constructor(companion: TestCompanion, account: string) {
    this.companion = companion;
    this.account = account;
  }

  static async open(): Promise<Scene> {
    const companion = await startCompanion();
    return new Scene(companion, await companion.openAccount());
  }

  /** @param lane Name of the visitor; no two have the same. */
  async enter(lane: string): Promise<Place> {
    const proxy = await LineProxy.start(this.companion.origin);
    const answer = await fetch(`${this.companion.origin}/${this.account}/settings`);
    const { twilio } = (await answer.json()) as PublicSettings;
    const socket = (twilio.socket ?? '').replace(this.companion.origin.replace('http', 'ws'), wsOf(proxy.origin));
    const place = { visitor: new Visitor(lane, proxy.origin, this.account, socket, this.recorder), proxy };
    this.#places.add(place);
    return place;
  }

  /** When a screen first said this of a message, in milliseconds since 1970; `null` for never. */
  firstShown(cid: string, state: 'sent' | 'failed'): number | null {
    const event = this.recorder.events.find((one) => one.kind === 'shown' && one.cid === cid && one.state === state);
    return event?.kind === 'shown' ? event.at : null;
  }

  /** The visitor is seen no more. */
  async leave(place: Place): Promise<void> {
    this.#places.delete(place);
    place.visitor.end();
    await place.proxy.close();
  }

  /** Judges everything and ends. */
  async end(): Promise<Verdict> {
    try {
      this.recorder.healed();
      for (const place of this.#places) await this.leave(place);
      return judge(this.recorder.events, await this.companion.rows(this.account));
    } finally {
      await this.companion.close();
    }
  }
}

/** What was lost, doubled, misordered or shown untruly. */
export function wrongs(verdict: Verdict): string[] {
  return FINDINGS.flatMap((finding) => verdict[finding].map((what) => `${finding}: ${what}`));
}

export function elapse(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for a fact. @returns After how many milliseconds it was so; `Infinity` when it was not so in time. */
export async function until(isSo: () => boolean | Promise<boolean>, patience: number): Promise<number> {
  const from = performance.now();
  while (!(await isSo())) {
    if (performance.now() - from > patience) return Infinity;
    await elapse(5);
  }
  return performance.now() - from;
}

const wsOf = (origin: string): string => origin.replace('http', 'ws');
