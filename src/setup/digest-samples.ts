/** How a site's server makes the digest of a user, in the languages that such servers are written in. Pure. */

export interface Sample {
  language: string;
  code: string;
}

/**
 * @param key Where the code takes the secret key from; an expression of the language is made of its quoted text.
 * @param email The example's e-mail address.
 */
export function digestSamples(key: string, email: string): Sample[] {
  return [
    {
      language: 'Node.js',
      code: `import { createHmac } from 'node:crypto';

const digest = createHmac('sha256', '${key}').update('${email}').digest('hex');`,
    },
    {
      language: 'Ruby',
      code: `require 'openssl'

digest = OpenSSL::HMAC.hexdigest('sha256', '${key}', '${email}')`,
    },
    {
      language: 'PHP',
      code: `$digest = hash_hmac('sha256', '${email}', '${key}');`,
    },
    {
      language: 'Python',
      code: `import hashlib
import hmac

digest = hmac.new(b'${key}', '${email}'.encode(), hashlib.sha256).hexdigest()`,
    },
    {
      language: 'Go',
      code: `mac := hmac.New(sha256.New, []byte("${key}")) // crypto/hmac, crypto/sha256
mac.Write([]byte("${email}"))
digest := hex.EncodeToString(mac.Sum(nil)) // encoding/hex`,
    },
  ];
}
