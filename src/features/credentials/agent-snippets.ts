import type { Access } from './access.ts';
import { agentInit, breakUnquoted } from './agent-init.ts';
import { confFile, confWithoutWeb } from './conf-snippets.ts';
import { dockerCommand } from './container-snippets.ts';

/** The paste for `clearml-agent init`; the file where it could not keep the addresses. */
export const agentPaste = (access: Access): string => (agentInit(access.urls)?.first === 'api' ? confWithoutWeb(access) : confFile(access));

export const agentPasteUse = ({ urls, unverified = false }: Access): string => {
  const init = agentInit(urls);
  if (init === undefined)
    return 'clearml-agent init cannot keep these addresses: save this as ~/clearml.conf where the agent runs, instead.';
  const answers = init.answers.map(([question, answer]) => `“${question}” with ${answer}`).join(', ');
  return `${command('clearml-agent init', unverified)} and paste this. Answer ${answers}; at its other questions press Enter.`;
};

export const confPasteUse = ({ urls, unverified = false }: Access): string => {
  if (breakUnquoted(urls)) return 'clearml-init cannot keep an IPv6 address: save this as ~/clearml.conf instead.';
  return `${command('clearml-init', unverified)}, and paste this when it asks for the configuration.`;
};

/** The wizards check the keys, and write no setting about certificates. */
const command = (name: string, unverified: boolean): string =>
  unverified ? `Set CLEARML_API_HOST_VERIFY_CERT=false for good, since ${name} keeps no such setting. Run ${name}` : `Run ${name}`;

/** An agent in a container of plain Python: it runs tasks there, in environments of its own, and is there again after a restart. */
export const agentInDocker = (access: Access): string =>
  dockerCommand(access, 'docker run -d --name clearml-agent --restart unless-stopped', [
    'python:3.11',
    "sh -c 'pip install clearml-agent && exec clearml-agent daemon --queue default --foreground'",
  ]);
