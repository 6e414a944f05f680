/**
 * A Rollup plugin that builds Twilio's SDK from the modern modules that its packages ship beside their declared entries:
 * the same code without ES5 and polyfills, at about half the weight. They are not declared, so a release may move them;
 * the build then fails here and says so. TWILIO_ENTRY=package goes back to the declared entries.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGES = [
  '@twilio/conversations',
  'twilsock',
  'twilio-sync',
  '@twilio/notifications',
  '@twilio/mcs-client',
  '@twilio/operation-retrier',
  '@twilio/replay-event-emitter',
  '@twilio/declarative-type-validator',
  '@twilio/deprecation-decorator',
];

export function modernTwilio() {
  const usesPackageEntry = process.env.TWILIO_ENTRY === 'package';
  return {
    name: 'modern-twilio',
    resolveId(id) {
      if (usesPackageEntry || !PACKAGES.includes(id)) return null;
      const path = fileURLToPath(new URL(`../../node_modules/${id}/dist/index.js`, import.meta.url));
      if (!existsSync(path)) {
        this.error(
          `${id} no longer ships dist/index.js. Build from the declared entries with TWILIO_ENTRY=package, ` +
            'and see docs/decisions/003-twilio-from-dist.md.',
        );
      }
      return path;
    },
  };
}
