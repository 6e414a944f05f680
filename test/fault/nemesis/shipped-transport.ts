/**
 * The transport as browsers get it, on Node: Twilio's SDK with the few changes that the build makes to it. Other suites
 * drive the SDK through the entry that its package declares.
 */
import { readdirSync } from 'node:fs';
import type { Connect } from '../../../src/transport/transport.js';
import '../../support/node/sdk-sockets.js';

/** Compiled, this file lies in `build/test/fault/nemesis/`. */
const ASSETS = new URL('../../../../dist/cdn/assets/', import.meta.url);

const name = readdirSync(ASSETS).find((file) => /^twilio-\w+\.js$/.test(file));
if (name === undefined) throw new Error(`There is no transport in ${ASSETS.pathname}: build first.`);

// By this name the SDK finds sockets in a browser.
Object.assign(globalThis, { self: globalThis });
export const { connect } = (await import(new URL(name, ASSETS).href)) as { connect: Connect };
