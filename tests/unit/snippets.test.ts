import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confSnippet, jupyterSnippet, type Access } from '#features/credentials/snippets.ts';
import { parseHocon } from '#tests/support/hocon.ts';

const access: Access = {
  accessKey: 'A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5',
  secretKey: 'x_-9'.repeat(16),
  urls: { web: 'http://ml.example:8080', api: 'http://ml.example:8080/api', files: 'http://ml.example:8081' },
};

const meant = {
  api: {
    web_server: access.urls.web,
    api_server: access.urls.api,
    files_server: access.urls.files,
    credentials: { access_key: access.accessKey, secret_key: access.secretKey },
  },
};

/** Texts that try to leave a comment, among any others. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '\n',
        '\r',
        '\u2028',
        '\u0085',
        '\v',
        '  ',
        '}',
        '{',
        '"',
        '#',
        '${x}',
        'api_server: http://evil',
        '%env A=b',
        '\u202e',
        'ü',
      ),
    )
    .map((parts) => parts.join('')),
);

/** What `clearml-init` keeps of a paste: everything up to a blank line or a lone `}`. */
const readAsPaste = (snippet: string): string => {
  const lines = snippet.split(/\r\n|[\n\r]/u);
  const end = lines.findIndex((line) => line.trim() === '' || line.trimEnd() === '}');
  return lines.slice(0, end + 1).join('\n');
};

describe('the clearml.conf of a key pair', () => {
  it('has the form of ClearML', () => {
    expect(confSnippet({ ...access, label: 'ci-gpu', workspace: 'Acme' })).toBe(`api {
  # Acme
  web_server: "http://ml.example:8080"
  api_server: "http://ml.example:8080/api"
  files_server: "http://ml.example:8081"
  # ci-gpu
  credentials {
    "access_key" = "${access.accessKey}"
    "secret_key" = "${access.secretKey}"
  }
}`);
  });

  it('parses to the same keys and addresses, whatever the label and the workspace are called', () => {
    fc.assert(
      fc.property(text, text, (label, workspace) => {
        const snippet = confSnippet({ ...access, label, workspace });
        expect(parseHocon(snippet)).toEqual(meant);
        expect(readAsPaste(snippet)).toBe(snippet);
      }),
      {
        examples: [
          ['x\n  api_server: http://evil', 'a\r}'],
          ['', ' '],
        ],
      },
    );
  });

  it('keeps a comment in one piece where Colab splits at two spaces', () => {
    fc.assert(
      fc.property(text, (label) => {
        for (const line of confSnippet({ ...access, label }).split('\n')) expect(line.trim()).not.toMatch(/\s{2,}/u);
      }),
    );
  });
});

describe('the notebook cell of a key pair', () => {
  it('sets the five variables, unquoted', () => {
    expect(jupyterSnippet({ ...access, label: 'ci-gpu', workspace: 'Acme' })).toBe(`# Acme
%env CLEARML_WEB_HOST=http://ml.example:8080
%env CLEARML_API_HOST=http://ml.example:8080/api
%env CLEARML_FILES_HOST=http://ml.example:8081
# ci-gpu
%env CLEARML_API_ACCESS_KEY=${access.accessKey}
%env CLEARML_API_SECRET_KEY=${access.secretKey}`);
  });

  it('has no line but comments and those five, whatever the label is', () => {
    fc.assert(
      fc.property(text, text, (label, workspace) => {
        const lines = jupyterSnippet({ ...access, label, workspace })
          .split(/[\n\r\v\f\u0085\u2028\u2029]/u)
          .filter((line) => !line.startsWith('# '));
        expect(lines).toHaveLength(5);
        for (const line of lines) expect(line).toMatch(/^%env CLEARML_[A-Z_]+=\S+$/u);
      }),
    );
  });
});
