import { remarks, variables, type Access } from './access.ts';
import { shellQuoted } from './variable-snippets.ts';

/** A command with the variables as options. For a terminal, so without comments, as `shellExports`. */
export const dockerCommand = (access: Access, before: string, after: readonly string[]): string =>
  [before, ...variables(access).map(([name, value]) => `-e ${name}=${shellQuoted(value)}`), ...after].join(' \\\n  ');

export const dockerRun = (access: Access): string => dockerCommand(access, 'docker run --rm -it', ['your-image']);

/** A service. `$` begins a substitution in Compose files, also within quotes. */
export const composeService = (access: Access): string =>
  yaml(access, [
    'services:',
    '  your-service:',
    '    image: your-image',
    '    environment:',
    ...entries(access, 6).map((line) => line.replaceAll('$', '$$$$')),
  ]);

export const kubernetesSecret = (access: Access): string =>
  yaml(access, [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    '  name: clearml-credentials',
    'type: Opaque',
    'stringData:',
    ...entries(access, 2),
  ]);

/** The variables of a workflow. The keys themselves are no part of it: it is committed. */
export const githubWorkflow = (access: Access): string =>
  yaml(access, [
    'env:',
    ...variables(access).map(([name, value]) =>
      name.endsWith('_KEY') ? `  ${name}: \${{ secrets.${name} }}` : `  ${name}: ${JSON.stringify(value)}`,
    ),
  ]);

/** Values of ClearML's chart `clearml-agent`. */
export const helmValues = ({ accessKey, secretKey, urls, unverified = false, ...named }: Access): string =>
  yaml({ accessKey, secretKey, urls, ...named }, [
    'clearml:',
    `  agentk8sglueKey: ${JSON.stringify(accessKey)}`,
    `  agentk8sglueSecret: ${JSON.stringify(secretKey)}`,
    'agentk8sglue:',
    `  apiServerUrlReference: ${JSON.stringify(urls.api)}`,
    `  fileServerUrlReference: ${JSON.stringify(urls.files)}`,
    `  webServerUrlReference: ${JSON.stringify(urls.web)}`,
    ...(unverified ? ['  clearmlcheckCertificate: false'] : []),
    '  queue: default',
  ]);

const yaml = (access: Access, lines: readonly string[]): string => [...remarks(access), ...lines].join('\n');

/** The variables as members of a mapping; what JSON quotes is a quoted scalar of YAML too. */
const entries = (access: Access, indent: number): string[] =>
  variables(access).map(([name, value]) => `${' '.repeat(indent)}${name}: ${JSON.stringify(value)}`);
