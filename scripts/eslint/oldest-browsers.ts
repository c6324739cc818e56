/** ESLint rules `js` and `css`: report features that the oldest supported browsers lack. They need type information. */
import { type CssNode, parse, walk, type WalkContext } from "css-tree";
import type { Identifier as Feature } from "@mdn/browser-compat-data/forLegacyNode";
import type { AST, ESLint, Rule } from "eslint";
import ts from "typescript";
import { api, builtins, css, featureAt, lackedBy } from "../lib/oldest-browsers.ts";

const MESSAGE =
  "{{what}} is missing in {{browsers}}. Use an older feature, or allow it in eslint.config.js if the code works without it.";

/** The parser services of typescript-eslint. */
interface Services {
  program: ts.Program;
  esTreeNodeToTSNodeMap: Map<unknown, ts.Node>;
}

/** TypeScript nodes in which an identifier is a value. */
const VALUES = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"]);

const js: Rule.RuleModule = {
  meta: { schema: [{ type: "array", items: { type: "string" } }], messages: { lacks: MESSAGE } },
  create(context) {
    const allowed = new Set(context.options[0] as string[] | undefined);
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices as Services;
    const checker = program.getTypeChecker();
    const typeOf = (node: unknown): ts.Type =>
      checker.getApparentType(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node)!));

    return {
      Identifier(node) {
        const { parent } = node;
        if ((parent.type as string).startsWith("TS") && !VALUES.has(parent.type)) return;
        // A feature test, not a use.
        if (parent.type === "UnaryExpression" && parent.operator === "typeof") return;
        let receiver: ts.Type | undefined;
        let symbol: ts.Symbol | undefined;
        if (parent.type === "Property" && parent.parent.type === "ObjectPattern") {
          if (parent.key !== node) return;
          receiver = typeOf(parent.parent);
          symbol = receiver.getProperty(node.name);
        } else {
          const isMember = parent.type === "MemberExpression" && parent.property === node && !parent.computed;
          if (isMember) receiver = typeOf(parent.object);
          symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node)!);
        }
        const found = symbol && featureOf(symbol, receiver ? namesOf(receiver, checker) : []);
        if (!found || allowed.has(found.what)) return;
        const browsers = lackedBy(found.feature);
        if (browsers.length === 0) return;
        context.report({
          node,
          messageId: "lacks",
          data: { browsers: browsers.join(", "), what: found.what },
        });
      },
    };
  },
};

interface Found {
  what: string;
  feature: Feature;
}

/** Finds the MDN feature of a symbol in TypeScript's libraries. MDN has no mixins, so it looks at the receiver's types. */
function featureOf(symbol: ts.Symbol, receivers: readonly string[]): Found | undefined {
  for (const declaration of symbol.declarations ?? []) {
    if (!/\/lib\.[\w.]+\.d\.ts$/.test(declaration.getSourceFile().fileName)) continue;
    const owner = ownerOf(declaration);
    for (const name of owner ? [owner.name, ...receivers] : [""]) {
      const path = name ? [name, symbol.name] : [symbol.name];
      const feature =
        (owner?.isStatic ? featureAt(api, name, `${symbol.name}_static`) : featureAt(api, ...path)) ??
        featureAt(builtins, ...path);
      if (feature) return { what: path.join("."), feature };
    }
  }
  return undefined;
}

function ownerOf({ parent }: ts.Declaration): { name: string; isStatic: boolean } | undefined {
  if (ts.isInterfaceDeclaration(parent)) {
    const name = parent.name.text.replace(/Constructor$/, "");
    return { name, isStatic: name !== parent.name.text };
  }
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent))
    return { name: parent.parent.name.getText(), isStatic: true };
  return undefined;
}

/** The interfaces of a type and their base types. */
function namesOf(type: ts.Type, checker: ts.TypeChecker): string[] {
  if (type.isUnionOrIntersection()) return type.types.flatMap((part) => namesOf(part, checker));
  // A class that refers to `this` is generic.
  const declared = (type as Partial<ts.TypeReference>).target ?? type;
  const bases = declared.isClassOrInterface() ? checker.getBaseTypes(declared) : [];
  return [...(type.symbol ? [type.symbol.name] : []), ...bases.flatMap((base) => namesOf(base, checker))];
}

const cssRule: Rule.RuleModule = {
  meta: { schema: [], messages: { lacks: MESSAGE } },
  create(context) {
    const { sourceCode } = context;
    return {
      TaggedTemplateExpression({ tag, quasi }) {
        if (tag.type !== "Identifier" || tag.name !== "css") return;
        const start = quasi.range![0] + 1;
        // Replace expressions by blanks to keep all positions.
        const text = sourceCode.text
          .slice(start, quasi.range![1] - 1)
          .replaceAll(/\$\{[^}]*\}/g, (expression) => " ".repeat(expression.length));
        for (const { what, feature, offset } of cssFeatures(text)) {
          const browsers = lackedBy(feature);
          if (browsers.length === 0) continue;
          const at: AST.SourceLocation["start"] = sourceCode.getLocFromIndex(start + offset);
          context.report({
            loc: { start: at, end: at },
            messageId: "lacks",
            data: { browsers: browsers.join(", "), what },
          });
        }
      },
    };
  },
};

interface CssFound {
  what: string;
  feature: Feature | undefined;
  offset: number;
}

/** MDN groups CSS functions by their types. */
const cssFunctions = new Map<string, Feature>();
(function addFunctions(group: Feature): void {
  for (const name of Object.keys(group).filter((key) => key !== "__compat")) {
    const feature = group[name]!;
    if (!cssFunctions.has(name)) cssFunctions.set(name, feature);
    addFunctions(feature);
  }
})(css.types!);

/** All features of a style sheet, except those inside `@supports`. */
function cssFeatures(text: string): CssFound[] {
  const found: CssFound[] = [];
  const enter = (node: CssNode, base: number, property?: string): void => {
    walk(node, {
      enter(this: WalkContext, each: CssNode) {
        const offset = base + (each.loc?.start.offset ?? 0);
        const add = (what: string, feature: Feature | undefined): void =>
          void found.push({ what, feature, offset });
        const inProperty = property ?? this.declaration?.property ?? "";
        switch (each.type) {
          case "Atrule":
            if (each.name === "supports") return walk.skip;
            add(`@${each.name}`, featureAt(css["at-rules"], each.name));
            break;
          case "Feature":
            add(`@media (${each.name})`, featureAt(css["at-rules"], "media", each.name));
            break;
          case "Declaration":
            add(each.property, featureAt(css.properties, each.property));
            break;
          case "Identifier":
            add(`${inProperty}: ${each.name}`, featureAt(css.properties, inProperty, each.name));
            break;
          case "Function":
            add(
              `${each.name}()`,
              featureAt(css.properties, inProperty, each.name) ?? cssFunctions.get(each.name),
            );
            break;
          case "PseudoClassSelector":
          case "PseudoElementSelector":
            add(`:${each.name}`, featureAt(css.selectors, each.name));
            break;
          case "NestingSelector":
            add("nested rules", featureAt(css.selectors, "nesting"));
            break;
          case "Raw":
            // The fallback in `var(--name, fallback)`.
            if (this.declaration) {
              const value = parse(each.value, { context: "value", positions: true });
              enter(value, offset, this.declaration.property);
            } else if (each.value.includes("{")) add("nested rules", featureAt(css.selectors, "nesting"));
            break;
        }
        return undefined;
      },
    });
  };
  enter(parse(text, { positions: true, parseCustomProperty: true }), 0);
  return found;
}

export default { rules: { js, css: cssRule } } satisfies ESLint.Plugin;
