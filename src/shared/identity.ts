/**
 * Who wrote a message, as both sides of the wire read it.
 *
 * The prefix of a Twilio identity *is* the state of its owner. Only the server hands identities out and only Twilio
 * stamps a message with its author, so nothing that a browser writes can raise the mark.
 */

/** What the server found out about the person who asked for a session. */
export type Verification = 'unverified' | 'verified' | 'cannot-verify';

/** `team`, or the verification of the visitor. */
export type Author = Verification | 'team';

/** Prefix of the identities of each kind of author. */
export const IDENTITY_PREFIX: Readonly<Record<Author, string>> = {
  verified: 'v_',
  unverified: 'a_',
  'cannot-verify': 'c_',
  team: 't_',
};

/**
 * Reads the kind of author off a Twilio identity.
 *
 * @returns `null` for an identity that this product did not hand out (an integration that writes over REST, say).
 */
export function authorOf(identity: string): Author | null {
  for (const author of Object.keys(IDENTITY_PREFIX) as Author[]) {
    if (identity.startsWith(IDENTITY_PREFIX[author])) return author;
  }
  return null;
}
