/** What people are called in the Inbox. */
import type { VisitorProfile } from '../shared/inbox.js';
import type { ChatState } from '../state/state.js';
import { english } from '../strings/strings.js';
import type { People } from './people.js';

/** The name that a visitor goes by; they need not give one. */
export function personName(person: VisitorProfile | undefined): string {
  return person?.name || person?.email || 'Visitor';
}

/** Who of the team wrote something: oneself, a colleague by name, or nobody whom the companion knows. */
export function authorName(author: string, { identity }: ChatState, people: People): string {
  return author === identity ? english.you : (people.member(author) ?? english.team);
}
