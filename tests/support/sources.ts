import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'vite';

export const root = join(import.meta.dirname, '../..');

/** A node of the syntax tree, as far as it is looked at here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A TypeScript file with what the rules of the house look at. */
export interface Source {
  /** from the project's folder, with forward slashes */
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Node[];
  /** what it imports, statically and dynamically */
  readonly imports: readonly string[];
  /** what it cannot run without: what it imports statically and not as a type */
  readonly needs: readonly string[];
  readonly exported: readonly { readonly name: string; readonly at: number }[];
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** All files below a folder of the project with one of these endings. */
export const filesBelow = (folder: string, ...endings: readonly string[]): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesOf(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* nodesOf(part);
}

const unquoted = (text: string): string => text.slice(1, -1);

/** A file of this name with this text. */
export const parseSource = (path: string, text: string): Source => {
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return {
    path,
    text,
    nodes: [...nodesOf(program)],
    imports: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
      ...module.dynamicImports.map(({ moduleRequest }) => unquoted(text.slice(moduleRequest.start, moduleRequest.end))),
    ],
    needs: [
      ...module.staticImports
        .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
        .map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ isType, moduleRequest }) => (isType ? [] : (moduleRequest?.value ?? []))),
      ),
    ],
    exported: module.staticExports.flatMap(({ start, entries }) =>
      entries.map(({ exportName }) => ({ name: exportName.name ?? exportName.kind, at: start })),
    ),
    comments,
  };
};

/** Every TypeScript file below a folder, parsed. */
export const readSources = (folder: string): Source[] => filesBelow(folder, '.ts', '.tsx').map((path) => parseSource(path, readText(path)));

/** `path:line` of a place in a file. */
export const placeOf = ({ path, text }: Source, at: number): string => `${path}:${text.slice(0, at).split('\n').length}`;
