/** A Rollup plugin that minifies the templates and style sheets of our own modules. */
import { minifyHTMLLiterals } from 'minify-literals';

export function minifyLiterals() {
  return {
    name: 'minify-literals',
    async transform(code, id) {
      // The compiler puts a space between the tag and its template.
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(?:html|css|svg)\s*`/.test(code)) return null;
      const minified = await minifyHTMLLiterals(code, { fileName: id, failOnError: true });
      return minified && { code: minified.code, map: minified.map };
    },
  };
}
