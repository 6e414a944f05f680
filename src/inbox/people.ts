/** Who is behind the identities: visitors and colleagues, as the companion knows them. Asked for once, and kept. */
import { authorOf } from '../shared/identity.js';
import type { VisitorProfile } from '../shared/inbox.js';
import type { InboxService } from './service.js';

/** Most identities that one request may ask about. */
const AT_ONCE = 100;

export class People {
  readonly #visitors = new Map<string, VisitorProfile>();
  readonly #team = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #service: Pick<InboxService, 'people'>;
  readonly #changed: () => void;

  constructor(service: Pick<InboxService, 'people'>, changed: () => void) {
    this.#service = service;
    this.#changed = changed;
  }

  visitor(identity: string): VisitorProfile | undefined {
    return this.#visitors.get(identity);
  }

  /** Name of a member; `undefined` for one without, and for whatever else writes for the team. */
  member(identity: string): string | undefined {
    return this.#team.get(identity);
  }

  /** Asks who these are, of those that are not known. Visitors who gave no e-mail may have done so since. */
  async meet(identities: readonly string[]): Promise<void> {
    const unknown = [...new Set(identities)].filter(
      (identity) => authorOf(identity) !== null && !this.#asked.has(identity),
    );
    for (let i = 0; i < unknown.length; i += AT_ONCE) {
      const some = unknown.slice(i, i + AT_ONCE);
      for (const identity of some) this.#asked.add(identity);
      try {
        const { people, team } = await this.#service.people(some);
        for (const [identity, person] of Object.entries(people)) this.#visitors.set(identity, person);
        for (const [identity, name] of Object.entries(team)) this.#team.set(identity, name);
        this.#changed();
      } catch {
        // Without names the threads still work; they are asked for again with the next message.
        for (const identity of some) this.#asked.delete(identity);
      }
    }
  }

  /** Asks again about a visitor of whom there is no e-mail yet. */
  async meetAgain(identity: string): Promise<void> {
    if (this.#visitors.get(identity)?.email) return;
    this.#asked.delete(identity);
    await this.meet([identity]);
  }
}
