/**
 * How `custom-elements.json` is made from the doc comments of the public element: `npm run analyze`.
 */
import { posix } from 'node:path';
import { reference } from './scripts/docs/reference.mjs';

export default {
  globs: ['src/missive-chat.ts', 'src/element.ts', 'src/index.ts', 'src/events.ts'],
  outdir: '.',
  litelement: true,
  dependencies: false,
  packagejson: false, // package.json names the manifest itself
  plugins: [publicOnly(), referenced(), publishedPaths()],
};

/** Leaves out what is not for users of the element. */
function publicOnly() {
  const isPublic = (member) => !member.privacy || member.privacy === 'public';
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        // The analyzer takes the variable in `new CustomEvent(name)` for an event's name; real ones are documented.
        if (declaration.events) declaration.events = declaration.events.filter((event) => event.description);
      }
    },
  };
}

/** Adds parts, states and custom properties, which stand in the reference. */
function referenced() {
  const described = ({ name, meaning }) => ({ description: meaning, name });
  const { PART_ENTRIES, STATE_ENTRIES, VARIABLE_ENTRIES } = reference;
  return {
    name: 'referenced',
    packageLinkPhase({ customElementsManifest }) {
      const declarations = customElementsManifest.modules.flatMap((module) => module.declarations ?? []);
      const element = declarations.find(({ tagName }) => tagName === 'missive-chat');
      element.cssParts = PART_ENTRIES.map(described);
      element.cssStates = STATE_ENTRIES.map(described);
      element.cssProperties.unshift(
        ...VARIABLE_ENTRIES.map(({ customProperty, meaning, default: initial }) => ({
          description: meaning,
          name: customProperty,
          default: initial,
        })),
      );
    },
  };
}

/** Names the published files and not the sources; the analyzer itself writes three kinds of paths. */
function publishedPaths() {
  const publish = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
  return {
    name: 'published-paths',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        const folder = posix.dirname(module.path);
        rewriteModules(module, (path) => publish(path.startsWith('.') ? posix.join(folder, path) : path));
        module.path = publish(module.path);
      }
      // The analyzer's order is that in which the files were found.
      customElementsManifest.modules.sort((left, right) => (left.path < right.path ? -1 : 1));
    },
  };
}

/** Rewrites every reference to a module within a part of the manifest. */
function rewriteModules(part, rewrite) {
  if (typeof part !== 'object' || part === null) return;
  if (typeof part.module === 'string') part.module = rewrite(part.module);
  for (const child of Object.values(part)) rewriteModules(child, rewrite);
}
