import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Access } from '#features/credentials/access.ts';
import { agentInit } from '#features/credentials/agent-init.ts';
import { agentPaste, agentPasteUse, confPasteUse } from '#features/credentials/agent-snippets.ts';
import { confFile } from '#features/credentials/conf-snippets.ts';
import type { ServerUrls } from '#features/credentials/server-urls.ts';
import { clearmlAgentInit, clearmlInit, clearmlInitInColab } from '#tests/support/clearml-init.ts';
import { hostileText } from '#tests/support/hostile-text.ts';

const pair = { accessKey: 'A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5', secretKey: 'x_-9'.repeat(16) };
const urls: ServerUrls = { web: 'http://ml.example:8080', api: 'http://ml.example:8080/api', files: 'http://ml.example:8081' };
const access: Access = { ...pair, urls };
const kept = { ...urls, ...pair };

describe('check 27: the paste for clearml-init', () => {
  it('has no blank line, and no brace at the margin but the last', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, workspace) => {
        const lines = confFile({ ...access, label, workspace }).split('\n');
        expect(lines.filter((line) => line.trim() === '')).toEqual([]);
        expect(lines.findIndex((line) => line.trimEnd() === '}')).toBe(lines.length - 1);
        expect(lines.at(-1)).toBe('}');
      }),
    );
  });

  it.each(['', ' '] as const)('survives Colab, which makes one line of it, joined by %j', (lineEnd) => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, workspace) => {
        expect(clearmlInitInColab(confFile({ ...access, unverified: true, label, workspace }), lineEnd)).toEqual(kept);
      }),
    );
  });

  it('is not offered for what the wizard would spoil: it writes addresses without quotes', () => {
    expect(confPasteUse({ ...access, urls: { ...urls, web: 'http://[::1]:8080' } })).toContain('save this as ~/clearml.conf');
    expect(confPasteUse(access)).toContain('Run clearml-init');
  });

  it('says how the wizard gets past a private certificate', () => {
    expect(confPasteUse({ ...access, unverified: true })).toContain('CLEARML_API_HOST_VERIFY_CERT=false');
  });
});

describe('check 27: the paste for clearml-agent init, with the answers beside it', () => {
  it.each<[string, ServerUrls]>([
    ['the embedded server', urls],
    ['another port', { web: 'http://ml.example:3000', api: 'http://ml.example:3000/api', files: 'http://ml.example:8081' }],
    ['no port', { web: 'https://ml.example', api: 'https://ml.example/api', files: 'https://ml.example:8081' }],
    ['a path', { web: 'https://corp.example/ml', api: 'https://corp.example/ml/api', files: 'https://corp.example/files' }],
    ['names of ClearML', { web: 'https://app.ml.example', api: 'https://api.ml.example', files: 'https://files.ml.example' }],
    [
      'names of ClearML, else than usual',
      { web: 'https://app.ml.example/x', api: 'https://app.ml.example/api', files: 'https://s3.example' },
    ],
    ['usual ports', { web: 'http://ml.example:8080', api: 'http://ml.example:8008', files: 'http://ml.example:8081' }],
    ['other ports', { web: 'http://ml.example:30080', api: 'http://ml.example:30008', files: 'http://ml.example:30081' }],
    ['a web server named as an API', { web: 'https://api.example', api: 'https://ml.example', files: 'https://files.example' }],
  ])('leads to these three addresses: %s', (_, at) => {
    const answers = agentInit(at)?.answers ?? [];
    expect(clearmlAgentInit(agentPaste({ ...access, urls: at }), answers)).toEqual({ ...at, ...pair });
    for (const [question, answer] of answers) expect(agentPasteUse({ ...access, urls: at })).toContain(`“${question}” with ${answer}`);
  });

  it.each<[string, ServerUrls]>([
    ['no way leads there', { web: 'http://ml.example:3000', api: 'http://ml.example:8080', files: 'http://ml.example:8081' }],
    ['it would be written without quotes', { ...urls, files: 'http://[::1]:8081' }],
  ])('gives way to the file where %s', (_, at) => {
    const of = { ...access, urls: at, unverified: true };
    expect(agentInit(at)).toBeUndefined();
    expect(agentPaste(of)).toBe(confFile(of));
    expect(agentPasteUse(of)).toContain('save this as ~/clearml.conf');
  });

  it('would lead elsewhere without the answers', () => {
    expect(clearmlAgentInit(confFile(access), [])).toMatchObject({ api: 'http://ml.example:8008' });
  });
});

describe('the reader of the tests', () => {
  const paste = confFile(access);

  it.each([
    ['an address is missing', paste.replace(/^.*files_server.*\n/mu, ''), 'asks for an address'],
    ['two are equal', paste.replace('8081', '8080'), 'distinct'],
    ['a line is blank', paste.replace('{\n', '{\n\n'), 'HOCON'],
    ['an inner brace is at the margin', paste.replace('\n  }', '\n}'), 'HOCON'],
    ['the last brace is indented', paste.replace(/\}$/u, ' }'), 'waits'],
    ['the credentials have a third key', paste.replace('    "secret', '    x = y\n    "secret'), 'credentials'],
  ])('refuses a paste as the wizard does where %s', (_, text, words) => {
    expect(() => clearmlInit(text)).toThrow(words);
  });

  it('takes a paste as the wizard does with the line ends of Windows and one behind it', () => {
    expect(clearmlInit(`${paste.replaceAll('\n', '\r\n')}\r\n`)).toEqual(kept);
  });
});
