/** Reads what a TypeScript file imports off its text. Knows the language and nothing of this project. */
import ts from 'typescript';

/** One import of a module. */
export interface Import {
  /** The module, as it is written: `./log.js`, `lit`. */
  specifier: string;
  /** `static` is loaded together with the file, `dynamic` by `import()`, and `type` is gone after compiling. */
  kind: 'static' | 'dynamic' | 'type';
  /** Line of the import, counted from 1. */
  line: number;
}

/**
 * Finds the imports of a file: `import`, `export … from`, `import()`, and `import()` as a type.
 *
 * @throws {Error} For an `import()` of something that is no text: nobody can tell what it loads.
 */
export function readImports(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const imports: Import[] = [];

  function add(node: ts.Node, specifier: ts.Node | undefined, kind: Import['kind']): void {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    if (!specifier || !ts.isStringLiteralLike(specifier)) throw new Error(`${path}:${line} imports a computed module`);
    imports.push({ specifier: specifier.text, kind, line });
  }

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      // A clause of types alone, `import { type A }`, still loads the module: only `import type` is gone.
      const isType = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      add(node, node.moduleSpecifier, isType ? 'type' : 'static');
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, 'type');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], 'dynamic');
    }
    ts.forEachChild(node, visit);
  }

  visit(file);
  return imports;
}
