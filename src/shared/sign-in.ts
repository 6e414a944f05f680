/** What the sign-in page and the companion server tell each other. */

/** Body of `POST /sign-in`. */
export interface SignInRequest {
  email: string;
  password: string;
  /** Which account, when the same e-mail and password open several. */
  account?: string;
}

/** Answer of `POST /sign-in`. */
export interface SignInChoice {
  /** Empty: signed in. Otherwise the accounts of which one has to be named. */
  accounts: readonly { id: string; name: string }[];
}

/** Body of `POST /join`: takes an invitation up with a new password. */
export interface JoinRequest {
  invitation: string;
  password: string;
}

/** Body of `POST /join/check`. */
export interface InvitationCheck {
  invitation: string;
}

/** Answer of `POST /join/check`: whom the invitation is for. */
export interface InvitedAnswer {
  accountName: string;
  name: string;
  email: string;
  /** Whether they had a password before, which the new one replaces. */
  hasPassword: boolean;
}
