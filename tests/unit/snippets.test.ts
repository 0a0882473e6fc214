import { parse as parseEnv } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '#contract/index.ts';
import { variables, type Access } from '#features/credentials/access.ts';
import { serverUrls } from '#features/credentials/server-urls.ts';
import { isLoopback, snippetPlaces, type SnippetForm } from '#features/credentials/snippets.ts';
import { envFile } from '#features/credentials/variable-snippets.ts';
import { hostileText, knownHarm } from '#tests/support/hostile-text.ts';
import { exportedBy } from '#tests/support/run-shell.ts';
import { snippetReaders } from '#tests/support/snippet-readers.ts';

const hosted: Configuration = { deployment: 'hosted' };
const access: Access = {
  accessKey: 'A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5',
  secretKey: 'x_-9'.repeat(16),
  urls: { web: 'http://ml.example:8080', api: 'http://ml.example:8080/api', files: 'http://ml.example:8081' },
};
const at = (origin: string, filesServer?: string): Access => ({
  ...access,
  urls: serverUrls(filesServer === undefined ? hosted : { ...hosted, displayedServerUrls: { filesServer } }, origin),
});

/** Where the page may be, with and without a file server that is known. */
const grid: Access[] = [
  at('http://127.0.0.1:8080'),
  at('http://localhost:3000'),
  at('http://ml.example:8081'),
  at('http://ml.example:30080', 'http://ml.example:30081'),
  at('https://ml.example'),
  at('https://app.ml.example'),
  at('https://corp.example/tools/clearml/', 'https://corp.example/tools/files/'),
  at('https://corp.example/tools/clearml'),
  at('http://[::1]:8080'),
  at('https://[2001:db8::1]', 'https://[2001:db8::1]:8443/files'),
  at("http://ml.example/it's/$HOME/{x}/`y`/a b/~ada/ü/(1)*!&;=,+"),
];

const forms = snippetPlaces.flatMap(({ forms }) => forms).filter(({ id }) => id !== 'agent-init');
const formOf = (id: string): SnippetForm => {
  const form = snippetPlaces.flatMap(({ forms }) => forms).find((one) => one.id === id);
  if (form === undefined) throw new Error(`There is no form ${id}`);
  return form;
};

/** What a program must read out of a form. */
const meant = (id: string, of: Access): Record<string, string> => {
  const all = Object.fromEntries(variables(of));
  if (id === 'init') delete all['CLEARML_API_HOST_VERIFY_CERT']; // the wizard keeps none
  if (id !== 'github') return all;
  const hidden = ['CLEARML_API_ACCESS_KEY', 'CLEARML_API_SECRET_KEY'].map((name) => [name, `\${{ secrets.${name} }}`]);
  return { ...all, ...Object.fromEntries(hidden) };
};

const readBack = ({ id, write }: SnippetForm, of: Access): unknown => snippetReaders[id]?.(write(of));

describe.each(forms.map((form) => [`${form.label} (${form.id})`, form] as const))('The snippet %s', (_, form) => {
  it.each([false, true])('is read back as it was meant, at every address of the page; certificate unchecked: %s', (unverified) => {
    for (const one of grid) {
      const of = { ...one, unverified, label: "Ada's ci-gpu", workspace: 'Acme' };
      expect(readBack(form, of)).toEqual(meant(form.id, of));
    }
  });

  it('check 27: says the same whatever the label and the workspace are called', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, workspace) => {
        expect(readBack(form, { ...access, label, workspace })).toEqual(meant(form.id, access));
      }),
      {
        examples: knownHarm.flatMap((text): [string, string][] => [
          [text, ''],
          ['', text],
        ]),
      },
    );
  });

  it('says where it goes', () => {
    expect(form.use(access)).toMatch(/^[A-Z].+\.$/u);
  });
});

describe('a snippet', () => {
  it('exists in as many forms as are read here', () => {
    expect(forms.map(({ id }) => id).toSorted()).toEqual(Object.keys(snippetReaders).toSorted());
  });

  it('says the label and the workspace where that is a comment for every reader', () => {
    const named = { ...access, label: 'ci-gpu', workspace: 'Acme' };
    const saying = forms.filter(({ write }) => /^ *# Acme$[^]*^ *# ci-gpu$/mu.test(write(named))).map(({ id }) => id);
    expect(saying).toEqual(['conf', 'init', 'env', 'jupyter', 'compose', 'kubernetes', 'github', 'helm']);
  });

  it('check 27: has nothing in a comment that turns the direction of writing, is half a character or none', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, workspace) => {
        const forbidden = /[\p{Cs}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[^\P{Cc}\n]/u;
        for (const { write } of forms) expect(write({ ...access, label, workspace })).not.toMatch(forbidden);
      }),
      { examples: [['a\uffffb\ud800c', 'a\u202eb\u200f']] },
    );
  });

  it('check 27: for a terminal has no comment, which zsh would run', () => {
    for (const id of ['shell', 'docker', 'agent-docker']) {
      expect(formOf(id).write({ ...access, label: '`id`', workspace: '$(id)' })).toBe(formOf(id).write(access));
      expect(formOf(id).write(access)).not.toContain('#');
    }
  });

  it.each(['conf', 'init', 'shell', 'docker', 'compose', 'kubernetes', 'agent-docker', 'helm'])(
    'check 27: holds letters that ClearML once put into secrets as well: %s',
    (id) => {
      const old = { ...access, secretKey: 'x!Xo_G-#vE*Y(h$An&${D}Ic"5\'u`F)js|$$d\\;<Z8' };
      expect(readBack(formOf(id), old)).toEqual(meant(id, old));
    },
  );

  it('in a .env file quotes only what has to be', () => {
    const text = envFile({ ...access, secretKey: 'x!Xo_G-#vE*Y(h$An&${D}Ic' });
    expect(parseEnv(text)).toMatchObject({ CLEARML_API_SECRET_KEY: 'x!Xo_G-#vE*Y(h$An&${D}Ic', CLEARML_API_HOST: access.urls.api });
    expect(exportedBy('bash', `set -a\n${text}`)).toEqual({ ...parseEnv(text) });
    expect(envFile(access)).not.toMatch(/['"]/u);
  });

  it('that is committed holds no secret', () => {
    expect(formOf('github').write(access)).not.toContain(access.secretKey);
    expect(formOf('github').write(access)).not.toContain(access.accessKey);
  });

  it('of clearml.conf has the form of ClearML', () => {
    expect(formOf('conf').write({ ...access, label: 'ci-gpu', workspace: 'Acme', unverified: true })).toBe(`api {
  # Acme
  web_server: "http://ml.example:8080"
  api_server: "http://ml.example:8080/api"
  files_server: "http://ml.example:8081"
  verify_certificate: false
  # ci-gpu
  credentials {
    "access_key" = "${access.accessKey}"
    "secret_key" = "${access.secretKey}"
  }
}`);
  });

  it('of a Secret is one that Kubernetes takes', () => {
    expect(formOf('kubernetes').write(access)).toMatch(
      /^apiVersion: v1\nkind: Secret\nmetadata:\n {2}name: [a-z-]+\ntype: Opaque\nstringData:\n/u,
    );
  });

  it('runs the agent in the foreground of its container, as the one command', () => {
    expect(formOf('agent-docker').write(access)).toMatch(
      / \\\n {2}python:3\.11 \\\n {2}sh -c '[^']*clearml-agent daemon --queue default --foreground'$/u,
    );
  });
});

it.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1:8080/api', true],
  ['http://ml.localhost', true],
  ['http://[::1]:8080', true],
  ['http://ml.example', false],
  ['http://10.0.0.1', false],
  ['http://localhost.example', false],
])('%s means the machine that the code runs on: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
