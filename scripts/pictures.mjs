// Takes the pictures of README and docs anew from the built page with its sample team, in both themes.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./tests/support/pictures.ts', { root: process.cwd(), configFile: false, logLevel: 'error' });
await module.takePictures();
