import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Two builds: the page (`dist/client`) and, with `--ssr`, the server (`dist/server`), whose packages stay in node_modules.
 * Chunks find each other relatively, the document names them from the root: the server puts the base path in front, so one build serves any path.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  base: './',
  appType: 'custom',
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
          output: { codeSplitting: { groups: [{ name: 'main', test: /index\.html|src\/app\/(?:main|pages\/profile)\.tsx$/ }] } },
        },
      },
}));
