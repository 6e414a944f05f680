/** The refusals that the emulator knows, with Twilio's own numbers (see https://www.twilio.com/docs/api/errors). */
const ERRORS = {
  'not-authenticated': { status: 401, code: 20003, message: 'Authenticate' },
  'bad-parameter': { status: 400, code: 20001, message: 'Invalid parameter' },
  'not-found': { status: 404, code: 20404, message: 'The requested resource was not found' },
  'too-many-requests': { status: 429, code: 20429, message: 'Too many requests' },
  'conversation-closed': { status: 400, code: 20001, message: 'The conversation is closed' },
  'file-too-large': { status: 413, code: 20001, message: 'The file is too large' },
  'link-expired': { status: 403, code: 20403, message: 'The link has ended' },
  'not-stored': { status: 500, code: 20500, message: 'An internal server error has occurred' },
  'refused-by-webhook': { status: 403, code: 20403, message: 'A webhook refused the action' },
  'user-not-permitted': { status: 403, code: 50107, message: 'User not authorized for command' },
  'user-not-found': { status: 404, code: 50200, message: 'User not found' },
  'user-exists': { status: 409, code: 50201, message: 'User already exists' },
  'attributes-too-long': { status: 400, code: 50303, message: 'Attributes too long' },
  'conversation-not-found': { status: 404, code: 50350, message: 'Conversation not found' },
  'unique-name-taken': { status: 409, code: 50353, message: 'Conversation with provided unique name already exists' },
  'unique-name-is-sid': { status: 400, code: 50390, message: 'Unique name should not match conversation sid pattern' },
  'not-a-participant': { status: 403, code: 50430, message: 'Participant is not a member of conversation' },
  'participant-not-found': { status: 404, code: 50432, message: 'Participant not found' },
  'participant-exists': { status: 409, code: 50433, message: 'Participant already exists' },
  'message-body-too-long': { status: 400, code: 50504, message: 'Message body parameter is too long' },
  'no-channel-metadata': { status: 404, code: 50530, message: 'Channel metadata not found' },
  'sync-forbidden': { status: 403, code: 54007, message: 'Access forbidden for identity' },
  'sync-not-found': { status: 404, code: 54100, message: 'Not found' },
} as const;

export type TwilioErrorName = keyof typeof ERRORS;

/** A refusal. Whoever answers the request turns it into Twilio's JSON. */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number;

  /** @param detail - Says more than the general message of the error. */
  constructor(name: TwilioErrorName, detail?: string) {
    super(detail ?? ERRORS[name].message);
    this.status = ERRORS[name].status;
    this.code = ERRORS[name].code;
  }
}
