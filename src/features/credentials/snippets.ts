import type { Access } from './access.ts';
import { agentInDocker, agentPaste, agentPasteUse, confPasteUse } from './agent-snippets.ts';
import { confFile } from './conf-snippets.ts';
import { composeService, dockerRun, githubWorkflow, helmValues, kubernetesSecret } from './container-snippets.ts';
import { envFile, jupyterCell, shellExports } from './variable-snippets.ts';

/** One way to hand a key pair to a program. */
export interface SnippetForm {
  readonly id: string;
  readonly label: string;
  readonly write: (access: Access) => string;
  /** where it goes, in a sentence or two */
  readonly use: (access: Access) => string;
  /** the code runs in a container or on another machine: loopback addresses lead nowhere */
  readonly elsewhere?: boolean;
}

export interface SnippetPlace {
  readonly id: string;
  readonly label: string;
  readonly forms: readonly [SnippetForm, ...SnippetForm[]];
}

const anywhere: SnippetPlace['forms'] = [
  {
    id: 'conf',
    label: 'clearml.conf',
    write: confFile,
    use: () => 'Save it as ~/clearml.conf, on Windows in your user folder: code and agents find it there.',
  },
  { id: 'init', label: 'clearml-init', write: confFile, use: confPasteUse },
  {
    id: 'shell',
    label: 'Shell',
    write: shellExports,
    use: () => 'Run it in the terminal, or put it into the script that starts your code.',
  },
  {
    id: 'env',
    label: '.env',
    write: envFile,
    use: () => 'Save it as .env for docker run --env-file, Compose or your editor, and keep it out of Git.',
  },
  {
    id: 'jupyter',
    label: 'Jupyter',
    write: jupyterCell,
    use: () => 'Run it in the first cell, before clearml is imported, and take it out before you share the notebook.',
  },
];

const containers: SnippetPlace['forms'] = [
  {
    id: 'docker',
    elsewhere: true,
    label: 'Docker',
    write: dockerRun,
    use: () => 'Put your image, and what it shall run, in place of your-image.',
  },
  {
    id: 'compose',
    elsewhere: true,
    label: 'Docker Compose',
    write: composeService,
    use: () => 'Put the environment into your service in compose.yaml, and keep that file out of Git.',
  },
  {
    id: 'kubernetes',
    elsewhere: true,
    label: 'Kubernetes Secret',
    write: kubernetesSecret,
    use: () =>
      'Save it as clearml.yaml, run kubectl apply -f clearml.yaml, and give clearml-credentials as a secretRef under envFrom in your pod.',
  },
  {
    id: 'github',
    elsewhere: true,
    label: 'GitHub Actions',
    write: githubWorkflow,
    use: () => 'Put it at the top of the workflow. Add the two keys from above to the secrets of the repository, by the names used here.',
  },
];

const agent: SnippetPlace['forms'] = [
  { id: 'agent-init', label: 'clearml-agent init', write: agentPaste, use: agentPasteUse },
  {
    id: 'agent-docker',
    elsewhere: true,
    label: 'Docker',
    write: agentInDocker,
    use: () => 'Run it where Docker is. It takes tasks from the queue default; name another behind --queue.',
  },
  {
    id: 'helm',
    elsewhere: true,
    label: 'Kubernetes (Helm)',
    write: helmValues,
    use: () =>
      'Save it as values.yaml, run helm repo add clearml https://clearml.github.io/clearml-helm-charts, then helm upgrade --install clearml-agent clearml/clearml-agent -f values.yaml.',
  },
];

/** Every form of snippet, by where the code runs. */
export const snippetPlaces: readonly [SnippetPlace, ...SnippetPlace[]] = [
  { id: 'anywhere', label: 'Your code', forms: anywhere },
  { id: 'containers', label: 'Containers, CI', forms: containers },
  { id: 'agent', label: 'Agent', forms: agent },
];

/** Whether an address means the machine that the code itself runs on. */
export const isLoopback = (url: string): boolean => /^(?:localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/u.test(new URL(url).hostname);
