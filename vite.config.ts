import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** `react-router` exports its development files whatever the mode; these are its production ones. */
const routerFile = (name: string): string => `${import.meta.dirname}/node_modules/react-router/dist/production/${name}.mjs`;

/**
 * Names for developer tools keep components of the router that the page does not use; without them the build drops `Form`, `NavLink` and the like.
 * What it says and throws to tell who writes a page that they use it wrongly is for development and tests, which keep it; what programs can measure it by,
 * nobody asks for.
 */
const routerForReaders: Plugin = {
  name: 'router-for-readers',
  apply: 'build',
  transform: {
    filter: { id: /react-router\/dist\/production/ },
    handler: (code) =>
      code
        .replaceAll(/^\w+\.displayName = "[^"]*";$/gm, '')
        .replaceAll('init.instrumentations', 'undefined')
        .replaceAll(/^ +(?=(?:invariant|warning|warningOnce)\()/gm, '/* @__PURE__ */ ')
        .replaceAll(/(?<=^var \w+ = )(?=React\d*\.(?:createContext|forwardRef|memo)\()/gm, '/* @__PURE__ */ '),
  },
};

/** A class of a CSS module: its name and three letters of its file, shorter than the tool's own. */
const scopedName = (name: string, file: string): string => {
  const source = relative(import.meta.dirname, file.split('?')[0] ?? file);
  return `${name}_${createHash('sha256').update(source).digest('base64url').slice(0, 3)}`;
};

/**
 * Two builds: the page (`dist/client`) and, with `--ssr`, the server (`dist/server`), whose packages stay in node_modules.
 * Chunks find each other relatively, the document names them from the root: the server puts the base path in front, so one build serves any path.
 */
export default defineConfig(({ isSsrBuild, command }) => ({
  plugins: [react(), routerForReaders],
  base: './',
  appType: 'custom',
  css: { modules: { generateScopedName: scopedName } },
  resolve: {
    alias:
      command === 'serve'
        ? []
        : [
            { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: `${import.meta.dirname}/scripts/lucide-icon.mjs` },
            { find: /^react-router$/, replacement: routerFile('index') },
            { find: /^react-router\/dom$/, replacement: routerFile('dom-export') },
          ],
  },
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  build: isSsrBuild
    ? { ssr: 'src/server/main.ts', outDir: 'dist/server', target: 'node20', copyPublicDir: false }
    : {
        outDir: 'dist/client',
        target: 'es2022',
        // browsers that know light-dark() and @layer: nothing is lowered
        cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
        manifest: true,
        modulePreload: { polyfill: false },
        // the first page is one script and one style sheet: without this it would be twenty, each of which waits its turn
        rolldownOptions: {
          // no package does anything when one of its properties, or a global, is merely looked at: what is not used can go
          treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
          output: {
            chunkFileNames: 'assets/[hash:7].js',
            assetFileNames: 'assets/[hash:7][extname]',
            codeSplitting: {
              groups: [
                {
                  name: 'main',
                  test: /index\.html|src\/app\/(?:main|pages\/profile)\.tsx$|src\/features\/account\/account\.module\.css$/,
                  priority: 1,
                },
                // schemas come with the first call, all at once; a day's beginning is for requests only
                { name: 'contract', test: /src\/(?:contract|api\/read-answer|lib\/day-start)|node_modules\/zod\// },
                // whoever opens the first dialog waits for few files: what dialogs and pages share, what dialogs do (with what menus need of it), and forms
                {
                  name: 'parts',
                  test: /src\/ui\/(?:copy-button|save-file)\.tsx?$|lucide-react\/dist\/esm\/icons\/(?:download|x)\.mjs$/,
                  priority: 0.5,
                },
                {
                  name: 'dialog',
                  test: /src\/(?:ui\/(?:dialog|form-dialog|question|discard-question|read-only-field|key-list|tabs)\.tsx|api\/use-many\.ts)$/,
                },
                { name: 'form', test: /src\/api\/(?:form-resolver|use-form-errors)\.ts$|node_modules\/react-hook-form/ },
                // the names of all chunks stand in the first script
                {
                  name: 'reading',
                  test: /src\/(?:api\/(?:read-object|preview-address)|lib\/(?:signed-address|storage-address|preview-search|host-hint|xml))\.ts$/,
                },
              ],
            },
          },
        },
      },
}));
