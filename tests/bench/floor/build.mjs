// Builds the floor, the least page that the parts of this project allow, into the folder that is named.
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { precompress } from '../../../scripts/precompress.mjs';

const [outDir] = process.argv.slice(2);
await build({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
await precompress(outDir);
